"""Who knocks, as far as a request tells: the address it comes from, whether it came safely, and on what device."""

import ipaddress
import re

from starlette.requests import HTTPConnection

from casebase.casework.office import office

LONGEST_HEADER = 500  # of a browser's account of itself; what is longer is not read

# The first that fits: browsers name those they descend from, and tablets the desks they stand in for.
_BROWSERS = (
    ("Edge", r"\bEdg(?:A|iOS|e)?/"),
    ("웨일", r"\bWhale/"),
    ("삼성 인터넷", r"\bSamsungBrowser/"),
    ("Opera", r"\bOPR/"),
    ("Firefox", r"\b(?:Firefox|FxiOS)/"),
    ("Chrome", r"\b(?:Chrome|CriOS|HeadlessChrome)/"),
    ("Safari", r"\bVersion/[\d.]+ .*Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("안드로이드", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("macOS", r"\bMac OS X\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("리눅스", r"\bLinux\b"),
)


def address_of(request: HTTPConnection) -> str:
    """Return the address that tries are counted by; a proxy's word counts only where one is configured."""
    return counted_address(request, is_behind_proxy=office().configuration.is_behind_proxy)


def counted_address(request: HTTPConnection, *, is_behind_proxy: bool) -> str:
    """Return what `address_of` returns, where it is told whether a proxy stands before the server."""
    if is_behind_proxy and (forwarded := _last_said(request, "x-forwarded-for")):
        return _plain(forwarded[:100])
    return _plain(request.client.host) if request.client else ""


def is_secure(request: HTTPConnection) -> bool:
    is_behind_proxy = office().configuration.is_behind_proxy
    return request.url.scheme == "https" or (is_behind_proxy and _last_said(request, "x-forwarded-proto") == "https")


def _last_said(request: HTTPConnection, header: str) -> str:
    """Return what the nearest proxy said: it adds to what the visitor claims, on the same line or on one of its own."""
    return ",".join(request.headers.getlist(header)).rpartition(",")[2].strip()


def _plain(address: str) -> str:
    """Return an IPv4 address as itself, where a socket for both kinds gives it inside one of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    mapped = parsed.ipv4_mapped if parsed.version == 6 else None
    return str(mapped) if mapped else address


def device_of(request: HTTPConnection) -> str:
    """Return what somebody sits before, as people call it: "Windows의 Chrome". A browser may say anything of itself."""
    told = request.headers.get("user-agent", "")[:LONGEST_HEADER]
    system, browser = _named(_SYSTEMS, told), _named(_BROWSERS, told)
    if system and browser:
        return f"{system}의 {browser}"
    return system or browser or "알 수 없는 기기"


def _named(names: tuple[tuple[str, str], ...], told: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, told)), "")

"""What a request tells of who sends it."""

import pytest
from starlette.requests import Request

from casebase.web.visitors import counted_address, device_of

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0"


@pytest.mark.parametrize(
    ("told", "device"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36", "Windows의 Chrome"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/131.0.0.0", "Windows의 Edge"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Whale/4.29.282.14 Safari/537.36", "Windows의 웨일"),
        (
            f"Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-X700) AppleWebKit/537.36 SamsungBrowser/27.0 {CHROME}",
            "안드로이드의 삼성 인터넷",
        ),
        (f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Safari/537.36", "안드로이드의 Chrome"),
        (
            "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile/15E1 Safari/604.1",
            "iPad의 Safari",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 CriOS/131.0 Mobile Safari/604.1",
            "iPhone의 Chrome",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0", "macOS의 Firefox"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36", "ChromeOS의 Chrome"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "리눅스의 Firefox"),
        ("curl/8.5.0", "알 수 없는 기기"),
        ("", "알 수 없는 기기"),
        ("<script>alert(1)</script> Windows", "Windows"),
        ("x" * 100_000 + " Windows Chrome/1", "알 수 없는 기기"),
    ],
)
def test_a_device_is_named_as_people_call_it_and_never_as_it_names_itself(told: str, device: str) -> None:
    request = Request({"type": "http", "headers": [(b"user-agent", told.encode())]})

    assert device_of(request) == device


@pytest.mark.parametrize(
    ("client", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),  # how a socket for both kinds names it
        ("2001:db8::1", "2001:db8::1"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_is_counted_as_itself(client: str, address: str) -> None:
    request = Request({"type": "http", "headers": [], "client": (client, 1)})

    assert counted_address(request, is_behind_proxy=False) == address


@pytest.mark.parametrize("lines", [["1.1.1.1, 203.0.113.9"], ["1.1.1.1", "203.0.113.9"], ["::ffff:203.0.113.9"]])
def test_behind_a_proxy_only_what_the_proxy_added_counts_and_without_one_nothing_does(lines: list[str]) -> None:
    headers = [(b"x-forwarded-for", line.encode()) for line in lines]
    request = Request({"type": "http", "headers": headers, "client": ("10.0.0.2", 1)})

    assert counted_address(request, is_behind_proxy=True) == "203.0.113.9"
    assert counted_address(request, is_behind_proxy=False) == "10.0.0.2"

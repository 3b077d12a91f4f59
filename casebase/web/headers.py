"""Security headers on every answer."""

import re

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# The program's own parts, named by hash or version, may be kept. What holds people's data may not: tablets are shared.
CACHED_PATHS = ("/static/", "/component/", "/_stcore/bidi-components/", "/api/drawing/")

_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")


class SecurityHeaders:
    """ASGI middleware that adds the headers; a policy that the answer brings itself stands."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(FIXED)
                headers.setdefault(
                    "content-security-policy", page_policy(HTTPConnection(scope).headers.get("host", ""))
                )
                if not scope["path"].startswith(CACHED_PATHS):
                    headers["cache-control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)


def page_policy(host: str, scripts: tuple[str, ...] = ()) -> str:
    """Return what the pages may load: all of it from here. `scripts` are the hashes of scripts inside the page.

    Streamlit styles its parts as it draws them, and loads the parts' scripts as blobs. The host is named for
    browsers in which 'self' does not cover websockets.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    hashes = "".join(f" 'sha256-{script}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob:{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )

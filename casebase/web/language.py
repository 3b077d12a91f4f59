"""Streamlit's own page, made Korean: its language, its title, what it says without scripts and when a session ends."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casebase.web.headers import page_policy

ASSETS = ("/static/", "/_stcore/", "/media/", "/component/", "/api/", "/papers/", "/files/")
_PAGE = b'<html lang="en">'
# The page on a sub-path would come compressed, so the wish for compression is withheld.
_WITHHELD = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
_SESSION_OVER = f"<script>{(Path(__file__).parent / 'session_over.js').read_text(encoding='utf-8')}</script>"
_NO_SCRIPTS = "<noscript><p>이 화면은 자바스크립트가 켜져 있어야 열립니다. 브라우저 설정에서 켜 주세요.</p></noscript>"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class KoreanPage:
    """ASGI middleware that rewrites that one page, and gives it a policy that names the scripts inside it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(ASSETS):
            await self._app(scope, receive, send)
            return
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in _WITHHELD]}
        host = HTTPConnection(scope).headers.get("host", "")
        await self._app(plain, receive, _Rewriter(send, host).send)


class _Rewriter:
    """Holds a page back until it is whole, and sends it in Korean if it is Streamlit's."""

    def __init__(self, send: Send, host: str) -> None:
        self._send = send
        self._host = host
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
        else:
            await self._send(message)

    async def _send_page(self, start: Message) -> None:
        body = self._body
        if _PAGE in body:
            body, scripts = korean_page(body)
            headers = MutableHeaders(raw=list(start["headers"]))
            for name in ("etag", "last-modified", "accept-ranges"):
                del headers[name]
            headers["content-length"] = str(len(body))
            headers["content-security-policy"] = page_policy(self._host, scripts)
            start = {**start, "headers": headers.raw}
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body, "more_body": False})


@lru_cache(maxsize=4)
def korean_page(page: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return Streamlit's page in Korean, and the hashes of the scripts inside it."""
    text = page.decode("utf-8").replace('<html lang="en">', '<html lang="ko">', 1)
    text = text.replace("<title>Streamlit</title>", "<title>Casebase</title>", 1)
    text = text.replace("<head>", f'<head>\n<meta name="robots" content="noindex">\n{_SESSION_OVER}', 1)
    text = re.sub(r"<noscript>.*?</noscript>", _NO_SCRIPTS, text, count=1, flags=re.DOTALL)
    scripts = tuple(_sha256(script) for script in _INLINE_SCRIPT.findall(text))
    return text.encode("utf-8"), scripts


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _is_page(message: Message) -> bool:
    content_type = Headers(raw=message["headers"]).get("content-type", "")
    return bool(message["status"] == 200 and content_type.startswith("text/html"))

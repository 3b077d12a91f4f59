"""The gate: nothing behind it is reached without a live session, and nobody says who they are but it."""

import asyncio
import time
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casebase.casework.office import office
from casebase.casework.sign_in import is_live, keep_alive, session_of_token

COOKIE = "casebase_session"
SESSION_HEADER = "x-casebase-session"
OPEN_PATHS = frozenset({"/signin", "/signout", "/healthz"})
# What a program asks for: it is told 401, never sent to a page that it would take for an answer.
PROGRAM_PATHS = ("/api/", "/_stcore/", "/media/", "/component/", "/static/", "/app/static/")
WATCH_SECONDS = 3.0
KEEP_ALIVE_SECONDS = 60.0


class Gate:
    """ASGI middleware, before everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept_alive_at: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        session_id = await self._live_session(scope)
        if session_id is None and not (scope["type"] == "http" and scope["path"] in OPEN_PATHS):
            await _refuse(scope, receive, send)
            return
        identified = {**scope, "headers": _with_identity(scope, session_id)}
        if session_id is not None and scope["type"] == "websocket":
            await _Socket(self, session_id, receive, send).run(self._app, identified)
        else:
            await self._app(identified, receive, send)

    async def _live_session(self, scope: Scope) -> str | None:
        """Return the id of the session whose token the browser holds, if it is live."""
        token = HTTPConnection(scope).cookies.get(COOKIE)
        if not token:
            return None
        session_id = session_of_token(token)
        if not await self.is_live(session_id):
            return None
        await self.use(session_id)
        return session_id

    async def is_live(self, session_id: str) -> bool:
        return await asyncio.to_thread(is_live, office().store, session_id, datetime.now(UTC))

    async def use(self, session_id: str) -> None:
        """Move the end of idleness on, at most once a minute: each time is a durable write."""
        now = time.monotonic()
        if now - self._kept_alive_at.get(session_id, -KEEP_ALIVE_SECONDS) < KEEP_ALIVE_SECONDS:
            return
        self._kept_alive_at[session_id] = now
        served = office()
        minutes = served.configuration.session_idle_minutes
        await asyncio.to_thread(keep_alive, served.store, session_id, datetime.now(UTC), idle_minutes=minutes)


class _Socket:
    """A websocket that closes soon after its session has ended, also when nobody types."""

    def __init__(self, gate: Gate, session_id: str, receive: Receive, send: Send) -> None:
        self._gate = gate
        self._session_id = session_id
        self._receive = receive
        self._send = send
        self._ended = asyncio.Event()

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        watcher = asyncio.create_task(self._watch())
        try:
            await app(scope, self._receive_or_end, self._send_unless_ended)
        finally:
            watcher.cancel()

    async def _watch(self) -> None:
        while await self._gate.is_live(self._session_id):
            await asyncio.sleep(WATCH_SECONDS)
        self._ended.set()

    async def _receive_or_end(self) -> Message:
        receiving, ending = asyncio.ensure_future(self._receive()), asyncio.ensure_future(self._ended.wait())
        done, waiting = await asyncio.wait({receiving, ending}, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        if ending in done:
            await self._send({"type": "websocket.close", "code": 4401})
            return {"type": "websocket.disconnect", "code": 4401}
        message = receiving.result()
        if message["type"] == "websocket.receive":
            await self._gate.use(self._session_id)
        return message

    async def _send_unless_ended(self, message: MutableMapping[str, Any]) -> None:
        if not self._ended.is_set():
            await self._send(message)


def _with_identity(scope: Scope, session_id: str | None) -> list[tuple[bytes, bytes]]:
    """Return the headers without any identity that a client claims, and with the gate's own."""
    headers = [(name, value) for name, value in scope["headers"] if not _claims_identity(name)]
    return [*headers, (SESSION_HEADER.encode(), session_id.encode())] if session_id else headers


def _claims_identity(name: bytes) -> bool:
    return name.lower().replace(b"_", b"-") == SESSION_HEADER.encode()


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()  # the handshake; closing before accepting answers it with 403
        await send({"type": "websocket.close", "code": 4401})
        return
    await _refusal(scope)(scope, receive, send)


def _refusal(scope: Scope) -> Response:
    accepts = HTTPConnection(scope).headers.get("accept", "")
    is_for_people = scope["method"] == "GET" and "text/html" in accepts
    if is_for_people and not scope["path"].startswith(PROGRAM_PATHS):
        asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        return RedirectResponse(f"/signin?next={quote(asked, safe='')}", status_code=303)
    return JSONResponse({"message": "로그인이 필요합니다. 다시 로그인하세요."}, status_code=401)

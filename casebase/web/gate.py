"""The gate: nothing behind it is reached without a live session, and nobody but it says who somebody is."""

import asyncio
import contextlib
import time
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from casebase.casework.office import office
from casebase.casework.sign_in import is_live, keep_alive, session_of_token
from casebase.domain.errors import SignedOut, StorageFull, StorageUnreachable
from casebase.web.requests import SESSION_HEADER, is_navigation, status_of, told
from casebase.web.sockets import serve_while_live

COOKIE = "casebase_session"
OPEN_PATHS = frozenset({"/signin", "/signout", "/healthz"})
# What a page asks by itself, whether anybody sits before it or not: no use of the session.
UNATTENDED_PATHS = frozenset({"/api/newest"})
# What a program asks for: it is told 401, never sent to a page that it would take for an answer.
PROGRAM_PATHS = ("/api/", "/_stcore/", "/media/", "/component/", "/static/")
KEEP_ALIVE_SECONDS = 60.0


class Gate:
    """ASGI middleware, before everything that has something to show."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept_alive_at: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        try:
            session_id = await self._live_session(scope)
        except StorageUnreachable as failure:
            await _refuse(scope, receive, send, told(HTTPConnection(scope), str(failure), status_of(failure)))
            return
        if session_id is None and not (scope["type"] == "http" and scope["path"] in OPEN_PATHS):
            await _refuse(scope, receive, send, _sign_in_first(scope))
            return
        await self._let_in({**scope, "headers": _with_identity(scope, session_id)}, receive, send, session_id)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send, session_id: str | None) -> None:
        if session_id is None or scope["type"] == "http":
            await self._app(scope, receive, send)
            return

        async def may_stay() -> bool:
            return await _is_live(session_id)

        async def on_use() -> None:
            await self._move_idleness_on(session_id)

        await serve_while_live(self._app, scope, receive, send, may_stay, on_use)

    async def _live_session(self, scope: Scope) -> str | None:
        """Return the id of the session whose token the browser holds, if it is live. Raises: StorageUnreachable."""
        token = HTTPConnection(scope).cookies.get(COOKIE)
        session_id = session_of_token(token) if token else None
        if session_id is None or not await _is_live(session_id):
            return None
        if scope["path"] not in UNATTENDED_PATHS:
            await self._move_idleness_on(session_id)
        return session_id

    async def _move_idleness_on(self, session_id: str) -> None:
        """Say that a session is in use, at most once a minute: each time is a durable write."""
        now = time.monotonic()
        if now - self._kept_alive_at.get(session_id, -KEEP_ALIVE_SECONDS) < KEEP_ALIVE_SECONDS:
            return
        self._kept_alive_at = {k: at for k, at in self._kept_alive_at.items() if now - at < KEEP_ALIVE_SECONDS}
        self._kept_alive_at[session_id] = now
        served = office()
        minutes = served.configuration.session_idle_minutes
        with contextlib.suppress(StorageFull, StorageUnreachable):  # reading goes on while writing cannot
            await asyncio.to_thread(keep_alive, served.store, session_id, datetime.now(UTC), idle_minutes=minutes)


async def _is_live(session_id: str) -> bool:
    return await asyncio.to_thread(is_live, office().store, session_id, datetime.now(UTC))


def _with_identity(scope: Scope, session_id: str | None) -> list[tuple[bytes, bytes]]:
    """Return the headers without any identity that a client claims, and with the gate's own."""
    headers = [(name, value) for name, value in scope["headers"] if not _claims_identity(name)]
    return [*headers, (SESSION_HEADER.encode(), session_id.encode())] if session_id else headers


def _claims_identity(name: bytes) -> bool:
    return name.lower().replace(b"_", b"-") == SESSION_HEADER.encode()


async def _refuse(scope: Scope, receive: Receive, send: Send, refusal: Response) -> None:
    if scope["type"] == "http":
        await refusal(scope, receive, send)
        return
    await receive()  # the handshake; closing it before it is accepted answers it with 403
    await send({"type": "websocket.close", "code": 4401})


def _sign_in_first(scope: Scope) -> Response:
    connection = HTTPConnection(scope)
    if not is_navigation(connection) or scope["path"].startswith(PROGRAM_PATHS):
        return told(connection, str(SignedOut()), 401)
    query = scope["query_string"].decode("latin-1")
    wanted = quote(scope["path"]) + (f"?{query}" if query else "")
    return RedirectResponse(f"/signin?next={quote(wanted, safe='')}", status_code=303)

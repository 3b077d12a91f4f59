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
from casebase.casework.sign_in import keep_alive, live_session, session_of_token
from casebase.domain.account import LACK_STEPS, Lack, Session
from casebase.domain.errors import SignedOut, SignInUnfinished, StorageFull, StorageUnreachable
from casebase.web.requests import SESSION_HEADER, is_navigation, status_of, told
from casebase.web.session_cookie import COOKIE
from casebase.web.sockets import serve_while_live

OPEN_PATHS = frozenset({"/signin", "/signout", "/oidc/begin", "/oidc/callback", "/healthz", "/verify"})
OPEN_BELOW = "/verify/"  # one more step, which the routes of verification own whole
# Where a session that lacks a step gets what it lacks: besides what is open, all that it reaches.
STEP_PATHS = {Lack.PASSWORD: "/password", Lack.SECOND_FACTOR: "/second-factor"}
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
            session = await self._live_session(scope)
        except StorageUnreachable as failure:
            await _refuse(scope, receive, send, told(HTTPConnection(scope), str(failure), status_of(failure)))
            return
        if not (scope["type"] == "http" and is_open(scope["path"])):
            if session is None:
                await _refuse(scope, receive, send, _sign_in_first(scope))
                return
            if session.lacks and scope["path"] != STEP_PATHS[session.lacks[0]]:
                await _refuse(scope, receive, send, _finish_first(scope, session.lacks[0]))
                return
        session_id = session.id if session else None
        await self._let_in({**scope, "headers": _with_identity(scope, session_id)}, receive, send, session_id)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send, session_id: str | None) -> None:
        if session_id is None or scope["type"] == "http":
            await self._app(scope, receive, send)
            return

        async def may_stay() -> bool:
            session = await _session(session_id)
            return session is not None and not session.lacks

        async def on_use() -> None:
            await self._move_idleness_on(session_id)

        await serve_while_live(self._app, scope, receive, send, may_stay, on_use)

    async def _live_session(self, scope: Scope) -> Session | None:
        """Return the session whose token the browser holds, if it is live. Raises: StorageUnreachable."""
        token = HTTPConnection(scope).cookies.get(COOKIE)
        session = await _session(session_of_token(token)) if token else None
        if session is not None and scope["path"] not in UNATTENDED_PATHS:
            await self._move_idleness_on(session.id)
        return session

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


def is_open(path: str) -> bool:
    """Say whether anybody may ask for a path."""
    below = path.removeprefix(OPEN_BELOW)
    return path in OPEN_PATHS or (below not in {path, ""} and "/" not in below)


async def _session(session_id: str) -> Session | None:
    return await asyncio.to_thread(live_session, office().store, session_id, datetime.now(UTC))


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
    if not _is_by_person(scope):
        return told(HTTPConnection(scope), str(SignedOut()), 401)
    return _sent_to("/signin", scope)


def _finish_first(scope: Scope, lack: Lack) -> Response:
    if not _is_by_person(scope):
        unfinished = SignInUnfinished(LACK_STEPS[lack])
        return told(HTTPConnection(scope), str(unfinished), status_of(unfinished))
    return _sent_to(STEP_PATHS[lack], scope)


def _is_by_person(scope: Scope) -> bool:
    return is_navigation(HTTPConnection(scope)) and not scope["path"].startswith(PROGRAM_PATHS)


def _sent_to(page: str, scope: Scope) -> Response:
    """Send a person to a page of ours, from which the address they wanted is opened afterwards."""
    query = scope["query_string"].decode("latin-1")
    wanted = quote(scope["path"]) + (f"?{query}" if query else "")
    return RedirectResponse(f"{page}?next={quote(wanted, safe='')}", status_code=303)

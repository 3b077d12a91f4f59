"""Doors of Streamlit's own that nothing here uses: they lead nowhere, also for who has signed in."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from casebase.domain.errors import NotFound
from casebase.web.requests import status_of, told

# Figures about the server, its interface for programs, and its own way to sign in.
UNUSED = ("/_stcore/metrics", "/_stcore/agent", "/auth", "/oauth2callback")


class UnusedDoors:
    """ASGI middleware behind the gate: what is asked for at such a door, or below it, does not exist."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_unused(scope["path"]):
            missing = NotFound("화면을")
            await told(HTTPConnection(scope), str(missing), status_of(missing))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_unused(path: str) -> bool:
    """Say whether a path is such a door, or below one."""
    return any(path == door or path.startswith(f"{door}/") for door in UNUSED)

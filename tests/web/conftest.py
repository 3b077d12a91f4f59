"""The gate and its routes before a small site of the test's own, and a browser in front of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from casebase.casework.desk import Desk
from casebase.casework.office import Configuration, Office, use_office
from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.domain.account import Account, Role
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from casebase.web.entrance import MIDDLEWARE, ROUTES
from casebase.web.session_cookie import COOKIE
from tests.builders import an_account

SITE = "http://testserver"
_serial = count(1)
PAGE = """<!DOCTYPE html>
<html lang="en">
  <head>
    <title>Streamlit</title>
    <script>
      window.prerenderReady = false
    </script>
  </head>
  <body><noscript><p>You need to enable JavaScript to run this app.</p></noscript></body>
</html>
"""


async def page(request: Request) -> Response:  # noqa: ARG001
    return HTMLResponse(PAGE, headers={"etag": '"1"', "cache-control": "no-cache"})


async def heard_headers(request: Request) -> Response:
    return JSONResponse([[name, value] for name, value in request.headers.items()])


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(socket.headers.get("x-casebase-session", "nobody"))
    async for text in socket.iter_text():
        await socket.send_text(text)


@pytest.fixture
def served(sqlite_store: Store, tmp_path: Path) -> Iterator[Office]:
    """The office that the gate and its routes serve."""
    configuration = Configuration(home=sqlite_store.home, store_url=sqlite_store.url)
    office = Office(configuration=configuration, store=sqlite_store, mirror=Mirror(tmp_path / "mirror.duckdb"))
    use_office(office)
    yield office
    use_office(None)


@pytest.fixture
def stranger(served: Office) -> Iterator[TestClient]:  # noqa: ARG001
    """A browser on the site, signed in as nobody. It tells its origin and follows no redirect by itself."""
    site = [Route("/headers", heard_headers), WebSocketRoute("/_stcore/stream", echo), Route("/{path:path}", page)]
    app = Starlette(routes=[*ROUTES, *site], middleware=MIDDLEWARE)
    # An address of each test's own: what is counted by address outlives a test.
    address = (f"10.0.{next(_serial)}.1", 50_000)
    with TestClient(app, base_url=SITE, headers={"origin": SITE}, follow_redirects=False, client=address) as client:
        yield client


@pytest.fixture
def auditor(served: Office) -> Account:
    """Somebody who logs visits."""
    with served.store.transaction() as con:
        return an_account(con, Role.AUDITOR, login="kim")


@pytest.fixture
def desk(served: Office, auditor: Account) -> Desk:
    """The auditor's desk, in a session of its own."""
    now = datetime.now(UTC)
    token = open_session_for(served.store, auditor.id, now, idle_minutes=60, hours=1)
    return Desk(store=served.store, session_id=session_of_token(token), now=now)


@pytest.fixture
def signed_in(stranger: TestClient, served: Office, auditor: Account) -> TestClient:
    """The browser of the auditor."""
    return sign_in(stranger, served, auditor)


def sign_in(client: TestClient, served: Office, account: Account) -> TestClient:
    """Give a browser the cookie of a new session."""
    token = open_session_for(served.store, account.id, datetime.now(UTC), idle_minutes=60, hours=1)
    client.cookies.set(COOKIE, token)
    return client


def session_in(client: TestClient) -> str:
    """Return the id of the session whose cookie a browser holds."""
    return session_of_token(client.cookies[COOKIE])

"""A world with one thing at every stage, served by the product's own gate and routes, and a browser before it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from casebase.casework.office import Configuration, Office, use_office
from casebase.casework.sign_in import open_session_for
from casebase.domain.account import Role
from casebase.insight.mirror import Mirror
from casebase.insight.search.following import stop_following
from casebase.web.entrance import MIDDLEWARE, ROUTES
from casebase.web.rates import RateLimit
from casebase.web.session_cookie import COOKIE
from tests.hostile.depth import tell_figures
from tests.stores import a_migrated_store
from tests.web.conftest import SITE, echo, page
from tests.world import World, build_world

Browser = Callable[[Role | None], TestClient]


@pytest.fixture(scope="session", autouse=True)
def _figures() -> Iterator[None]:
    yield
    tell_figures()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world, one for the tests of a file: nothing that they try may change what another finds."""
    store = a_migrated_store(tmp_path_factory.mktemp("world"))
    yield build_world(store)
    store.close()


@pytest.fixture(scope="module")
def served(world: World) -> Iterator[Office]:
    configuration = Configuration(home=world.store.home, store_url=world.store.url)
    served = Office(configuration=configuration, store=world.store, mirror=Mirror(world.store.home / "mirror.duckdb"))
    use_office(served)
    yield served
    use_office(None)
    stop_following(served.mirror)
    served.mirror.close()


@pytest.fixture(scope="module")
def site(served: Office) -> Starlette:  # noqa: ARG001 - what it asks is served
    rest = [WebSocketRoute("/_stcore/stream", echo), Route("/{path:path}", page)]
    return Starlette(routes=[*ROUTES, *rest], middleware=MIDDLEWARE)


@pytest.fixture(scope="module")
def browser_of(site: Starlette, world: World) -> Iterator[Browser]:
    """The browser of somebody of a role, signed in; of None: of nobody. It follows no redirect."""
    opened: list[TestClient] = []

    def browser(role: Role | None) -> TestClient:
        client = TestClient(site, base_url=SITE, headers={"origin": SITE}, follow_redirects=False)
        client.__enter__()
        opened.append(client)
        if role is not None:
            client.cookies.set(COOKIE, token_of(world, role))
        return client

    yield browser
    for client in opened:
        client.__exit__()


@pytest.fixture
def _many_may_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one address ask as often as it likes: whether it may is tried elsewhere."""
    monkeypatch.setattr(RateLimit, "seconds_to_wait", lambda *_: 0)


def token_of(world: World, role: Role) -> str:
    """Open a session of somebody of a role and return its token."""
    return open_session_for(world.store, world.people[role].id, datetime.now(UTC), idle_minutes=600, hours=12)


def own_routes() -> list[tuple[str, str]]:
    """Every method and path of the product's own routes; what is filled in stands in braces, by name alone."""
    routes = [route for route in ROUTES if isinstance(route, Route)]
    named = {(method, re.sub(r":\w+}", "}", route.path)) for route in routes for method in route.methods or ()}
    return sorted((method, path) for method, path in named if method != "HEAD")

"""Every HTTP route of the product, knocked at by every role, by nobody, by who was one of us, and with a session over.

What is asked for is somebody else's, so that it opens to whom the matrix opens it without a tie.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casebase.access.act import Act
from casebase.access.matrix import STRANGER, opens
from casebase.access.policy import granted
from casebase.casework.exports import EXPORTS
from casebase.casework.office import Configuration, Office, use_office
from casebase.casework.sign_in import close_session, open_session_for, session_of_token
from casebase.domain.account import Lack, Role
from casebase.domain.draft import Form
from casebase.domain.errors import SignedOut
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from casebase.web.entrance import MIDDLEWARE, ROUTES
from casebase.web.session_cookie import COOKIE
from tests.case_builders import a_draft, a_person
from tests.stores import a_migrated_store
from tests.web.conftest import SITE, echo, page
from tests.world import World, build_world

Address = Callable[[World], str]
Due = Callable[[Role], int]


@dataclass(frozen=True)
class Knock:
    """One request at a route. `due` is the status each role is answered with; None: it is open to anybody."""

    route: str
    address: Address
    due: Due | None = None
    body: str = ""

    @property
    def method(self) -> str:
        return self.route.partition(" ")[0]


def to(address: str) -> Address:
    return lambda _: address


def of(address: str, query: str) -> Address:
    """An address that names what is found in the world."""

    def found(world: World) -> str:
        with world.store.reading() as con:
            return address.format(con.rows(query)[0][0])

    return found


def seen_by(act: Act, also: Act | None = None) -> Due:
    """200 to whom the matrix opens it without a tie, else the answer for what does not exist."""
    return lambda role: 200 if opens(act, role, STRANGER) or (also and opens(also, role, STRANGER)) else 404


def always(status: int) -> Due:
    return lambda _: status


def listed(act: Act) -> Due:
    """A list opens to a role at all, and then holds only what is theirs."""
    return lambda role: 200 if granted(role, act) else 403


PAPER = "select number from documents where kind = '{}' order by number"
FILE = "select id from attachments where subject_kind = '{}' order by id"
A_DRAFT = f"select id from drafts where form = '{Form.BUSINESS}'"
A_BOARD_FILE = "select a.id from attachments a join posts p on p.id = a.subject_id and p.withdrawn_on is null"

OPEN = (
    Knock("GET /signin", to("/signin")),
    Knock("POST /signin", to("/signin"), body="login=nobody&password=nothing"),
    Knock("GET /signout", to("/signout")),
    Knock("POST /signout", to("/signout")),
    Knock("GET /oidc/begin", to("/oidc/begin")),
    Knock("GET /oidc/callback", to("/oidc/callback?state=x&code=x")),
    Knock("GET /healthz", to("/healthz")),
    Knock("GET /verify", to("/verify")),
    Knock("GET /verify/{number}", to("/verify/2026-1?h=00")),
    Knock("POST /verify/file", to("/verify/file")),
)
OF_ONE_S_OWN = (
    Knock("GET /password", to("/password"), always(200)),
    Knock("POST /password", to("/password"), always(422)),
    Knock("GET /second-factor", to("/second-factor"), always(200)),
    Knock("POST /second-factor", to("/second-factor"), always(422)),
    Knock("POST /second-factor/drop", to("/second-factor/drop"), always(422)),
    Knock("GET /today", to("/today"), always(303)),
    Knock("GET /api/newest", to("/api/newest"), always(200)),
    Knock("GET /api/drawing/{version}", lambda _: _drawing(), always(200)),
    Knock("POST /api/precedents/similar", to("/api/precedents/similar"), always(200), '{"text": "도로", "field": ""}'),
)
SOMEBODY_ELSE_S = (
    Knock("GET /api/drafts/{draft}", of("/api/drafts/{}", A_DRAFT), always(404)),
    Knock("POST /api/drafts", to("/api/drafts"), always(404), '{"draft": "of-somebody-else", "fields": {}}'),
    Knock(
        "POST /api/files", of("/api/files?draft={}&name=a.pdf&role=evidence&key=a", A_DRAFT), always(404), "%PDF-1.7"
    ),
    Knock("DELETE /api/files", of("/api/files?draft={}&key=a", A_DRAFT), always(404)),
    Knock("GET /api/files/{sha256}", of("/api/files/00?draft={}", A_DRAFT), always(404)),
    Knock("GET /papers/{number}", of("/papers/{}", PAPER.format("visit_record")), seen_by(Act.SEE_VISIT)),
    Knock("GET /papers/{number}", of("/papers/{}", PAPER.format("opinion")), seen_by(Act.SEE_CONSULTATION)),
    Knock("GET /papers/{number}", of("/papers/{}", PAPER.format("ruling")), seen_by(Act.SEE_REVIEW)),
    Knock("GET /papers/{number}", of("/papers/{}", PAPER.format("advice")), seen_by(Act.SEE_ADVICE)),
    Knock("GET /papers/{number}", of("/papers/{}", PAPER.format("item_papers")), seen_by(Act.SEE_MEETING)),
    Knock("GET /papers/{number}", to("/papers/2026-없음-9999"), always(404)),
    Knock("GET /files/{file}", of("/files/{}", FILE.format("visit")), seen_by(Act.SEE_VISIT)),
    Knock("GET /files/{file}", of("/files/{}", FILE.format("review")), seen_by(Act.SEE_REVIEW)),
    Knock("GET /files/{file}", of("/files/{}", FILE.format("consultation")), seen_by(Act.SEE_CONSULTATION)),
    Knock("GET /files/{file}", of("/files/{}", A_BOARD_FILE), seen_by(Act.SEE_BOARD)),
    Knock("GET /files/{file}", to("/files/none"), always(404)),
    *(
        Knock("GET /api/exports/{what:str}.{format:str}", to(f"/api/exports/{what}.csv"), listed(export.act))
        for what, export in EXPORTS.items()
    ),
)
CLOSED = (*OF_ONE_S_OWN, *SOMEBODY_ELSE_S)


def _drawing() -> str:
    (path,) = (route.path for route in ROUTES if isinstance(route, Route) and route.path.startswith("/api/drawing/"))
    return path


def own_routes() -> set[str]:
    """Every route of our own with each of its methods."""
    routes = [route for route in ROUTES if isinstance(route, Route)]
    named = {
        (method, re.sub(r"^/api/drawing/.*", "/api/drawing/{version}", r.path))
        for r in routes
        for method in r.methods or ()
    }
    return {f"{method} {path}" for method, path in named if method != "HEAD"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    store = a_migrated_store(tmp_path_factory.mktemp("world"))
    built = build_world(store)
    a_draft(a_person(store), Form.BUSINESS, {"business_name": "쓰던 이름"})
    yield built
    store.close()


@pytest.fixture
def served(world: World) -> Iterator[Office]:
    configuration = Configuration(home=world.store.home, store_url=world.store.url)
    mirror = Mirror(world.store.home / "mirror.duckdb")
    use_office(Office(configuration=configuration, store=world.store, mirror=mirror))
    yield Office(configuration=configuration, store=world.store, mirror=mirror)
    use_office(None)
    mirror.close()


@pytest.fixture
def client(served: Office) -> Iterator[TestClient]:  # noqa: ARG001 - what it asks is served
    site = [WebSocketRoute("/_stcore/stream", echo), Route("/{path:path}", page)]
    app = Starlette(routes=[*ROUTES, *site], middleware=MIDDLEWARE)
    with TestClient(app, base_url=SITE, headers={"origin": SITE}, follow_redirects=False) as client:
        yield client


def test_every_route_is_knocked_at() -> None:
    assert {knock.route for knock in (*OPEN, *CLOSED)} == own_routes()


@pytest.mark.parametrize("knock", CLOSED, ids=lambda knock: knock.route)
def test_a_route_answers_each_role_as_the_matrix_says(client: TestClient, world: World, knock: Knock) -> None:
    assert knock.due is not None

    found = {role: knocked(sign_in(client, world, role), world, knock) for role in Role}

    assert found == {role: knock.due(role) for role in Role}


def nobody(world: World) -> str:  # noqa: ARG001 - as the others
    return ""


def guess(world: World) -> str:
    return world.people[Role.HEAD].seat.session_id  # a session's id is not its token


def session_over(world: World) -> str:
    token = token_of(world.store, world.people[Role.HEAD].id)
    close_session(world.store, session_of_token(token), datetime.now(UTC))
    return token


def former(world: World) -> str:
    """The token of who is of the office no more, whose session nobody ended."""
    person = a_person(world.store, Role.HEAD)
    token = token_of(world.store, person.id)
    with world.store.transaction() as con:
        con.run("update accounts set ends_on = '2020-12-31' where id = ?", [person.id])
    return token


VISITORS = [nobody, guess, session_over, former]


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("knock", CLOSED, ids=lambda knock: knock.route)
def test_a_route_is_closed_to_who_is_not_signed_in(
    client: TestClient, world: World, knock: Knock, visitor: Callable[[World], str]
) -> None:
    client.cookies.set(COOKIE, visitor(world))

    assert knocked(client, world, knock) == 401


@pytest.mark.parametrize("knock", OPEN, ids=lambda knock: knock.route)
def test_an_open_route_answers_anybody_and_is_no_way_in(client: TestClient, world: World, knock: Knock) -> None:
    for token in ("", session_over(world), token_of(world.store, world.people[Role.AUDITOR].id)):
        client.cookies.set(COOKIE, token)
        answer = client.request(knock.method, knock.address(world), content=knock.body)

        assert answer.status_code < 500
        assert str(SignedOut()) not in answer.text


@pytest.mark.parametrize("visitor", VISITORS)
def test_the_pages_socket_is_closed_to_who_is_not_signed_in(
    client: TestClient, world: World, visitor: Callable[[World], str]
) -> None:
    client.cookies.set(COOKIE, visitor(world))

    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass


@pytest.mark.parametrize("lack", Lack)
@pytest.mark.parametrize("knock", SOMEBODY_ELSE_S, ids=lambda knock: knock.route)
def test_who_has_not_finished_signing_in_reaches_nothing_of_it(
    client: TestClient, world: World, knock: Knock, lack: Lack
) -> None:
    token = token_of(world.store, world.people[Role.HEAD].id)
    with world.store.transaction() as con:
        con.run("update sessions set lacks = ? where id = ?", [lack.value, session_of_token(token)])
    client.cookies.set(COOKIE, token)

    assert knocked(client, world, knock) == 403
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass


def sign_in(client: TestClient, world: World, role: Role) -> TestClient:
    client.cookies.set(COOKIE, token_of(world.store, world.people[role].id))
    return client


def token_of(store: Store, account_id: str) -> str:
    return open_session_for(store, account_id, datetime.now(UTC), idle_minutes=60, hours=1)


def knocked(client: TestClient, world: World, knock: Knock) -> int:
    return client.request(knock.method, knock.address(world), content=knock.body).status_code

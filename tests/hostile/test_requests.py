"""Requests that no page of ours sends: forged, from elsewhere, or guessing."""

from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casebase.casework.sign_in import session_of_token
from casebase.domain.account import Role
from casebase.web.session_cookie import COOKIE
from tests.hostile.conftest import SITE, Browser, own_routes, token_of
from tests.hostile.depth import counted
from tests.hostile.test_routes import filled_in
from tests.world import PASSWORD, World

CHANGING = [route for route in own_routes() if route[0] not in {"GET", "HEAD"}]
FROM_ELSEWHERE = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://testserver.evil.example"},
    {"origin": "http://testserver@evil.example"},
    {"origin": "http://evil.example/testserver"},
    {"origin": "http://testserver:8080"},
    {"origin": ""},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "same-origin, cross-site"},
    {"sec-fetch-site": ""},
    {"origin": "https://evil.example", "x-forwarded-host": "evil.example", "referer": SITE},
)
CLAIMS = (
    "x-casebase-session",
    "X-Casebase-Session",
    "x_casebase_session",
    "X-CASEBASE_session",
    "remote-user",
    "x-forwarded-user",
    "x-remote-user",
    "x-auth-request-user",
    "authorization",
)
PEOPLE = {"accept": "text/html"}


@pytest.fixture
def head(browser_of: Browser) -> TestClient:
    return browser_of(Role.HEAD)


@pytest.fixture
def stranger(browser_of: Browser) -> TestClient:
    return browser_of(None)


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
@pytest.mark.parametrize("route", CHANGING, ids=" ".join)
def test_nothing_is_changed_from_another_site(
    head: TestClient, world: World, route: tuple[str, str], headers: dict[str, str]
) -> None:
    before = sessions_of(world)

    answer = head.request(route[0], filled_in(route[1], "x"), headers=headers)

    counted["doors tried"] += 1
    counted["doors open"] += answer.status_code != 403
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert sessions_of(world) == before


@pytest.mark.parametrize("route", CHANGING, ids=" ".join)
def test_what_tells_no_origin_at_all_changes_nothing(head: TestClient, route: tuple[str, str]) -> None:
    del head.headers["origin"]

    assert head.request(route[0], filled_in(route[1], "x")).status_code == 403


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("path", ["/", "/api/newest", "/api/exports/visits.csv", "/password", "/_stcore/health"])
def test_nobody_becomes_somebody_by_saying_so(stranger: TestClient, world: World, claim: str, path: str) -> None:
    victim = session_of_token(token_of(world, Role.ADMIN))

    for value in (victim, "admin", "Basic YWRtaW46YWRtaW4="):
        answer = stranger.get(path, headers={claim: value})

        counted["doors tried"] += 1
        counted["doors open"] += answer.status_code != 401
        assert answer.status_code == 401


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS if "casebase" in claim.lower()])
def test_nobody_becomes_another_by_saying_so(browser_of: Browser, world: World, claim: str) -> None:
    victim = session_of_token(token_of(world, Role.ADMIN))
    applicant = browser_of(Role.APPLICANT)

    with applicant.websocket_connect("/_stcore/stream", headers={claim: victim}) as socket:
        assert socket.receive_text() == session_of_token(applicant.cookies[COOKIE])
    assert applicant.get("/api/exports/access.csv", headers={claim: victim}).status_code in {403, 404}


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "testserver\tevil", "a" * 300, "[::1", "<script>"])
@pytest.mark.parametrize("forwarded", [{}, {"x-forwarded-host": "evil.example", "x-forwarded-proto": "javascript"}])
def test_the_name_a_request_asks_for_leads_nowhere(stranger: TestClient, host: str, forwarded: dict[str, str]) -> None:
    for path in ("/", "/signin?next=/visits", "/visits"):
        answer = stranger.get(path, headers={"host": host, **forwarded, **PEOPLE})

        assert answer.status_code < 500
        assert "evil.example" not in answer.headers.get("location", "")
        assert "evil.example" not in answer.text
        assert "<script>" not in answer.headers["content-security-policy"]


def test_a_session_that_somebody_planted_is_not_the_one_signed_in_with(stranger: TestClient, world: World) -> None:
    planted = "attacker-knows-this"
    stranger.cookies.set(COOKIE, planted)

    given = sign_in(stranger, world, Role.AUDITOR)

    assert given not in ("", planted)
    assert not is_live(world, planted)
    assert is_live(world, given)


def test_the_session_before_is_over_once_somebody_else_signs_in_on_the_device(
    stranger: TestClient, world: World
) -> None:
    attacker_s = sign_in(stranger, world, Role.APPLICANT)
    stranger.cookies.clear()
    stranger.cookies.set(COOKIE, attacker_s)

    victim_s = sign_in(stranger, world, Role.HEAD)

    assert victim_s != attacker_s
    assert not is_live(world, attacker_s)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%2f%2fevil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "/ /evil.example",
        "/\u2028/evil.example",
        "/\u200b/evil.example",
        "////evil.example",
        "/.//evil.example",
        "\\/evil.example",
        "http:evil.example",
        "/@evil.example",
    ],
)
def test_nobody_is_led_elsewhere_once_signed_in(stranger: TestClient, world: World, wanted: str) -> None:
    sign_in(stranger, world, Role.AUDITOR)

    for path in ("/signin", "/oidc/begin"):
        location = stranger.get(path, params={"next": wanted}, headers=PEOPLE).headers.get("location", "/")

        assert str(stranger.base_url.join(location)).startswith(f"{SITE}/")
        assert not location.startswith(("//", "/\\"))


def test_what_is_not_theirs_and_what_does_not_exist_are_told_apart_by_nobody(browser_of: Browser, world: World) -> None:
    applicant = browser_of(Role.APPLICANT)
    with world.store.reading() as con:
        papers = [number for (number,) in con.rows("select number from documents order by number")]
        files = [file_id for (file_id,) in con.rows("select id from attachments where subject_kind = 'visit'")]

    there = {told(applicant, f"/papers/{number}") for number in papers}
    there |= {told(applicant, f"/files/{file_id}") for file_id in files}
    nowhere = {told(applicant, f"/papers/{number}x") for number in papers} | {told(applicant, "/files/none")}

    counted["doors tried"] += len(papers) + len(files)
    assert {status for status, _ in there} == {404}
    assert {status for status, _ in nowhere} == {404}
    assert {text for _, text in there} == {text for _, text in nowhere}


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example"])
def test_a_socket_without_a_session_opens_to_no_site(stranger: TestClient, origin: str) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        stranger.websocket_connect("/_stcore/stream", headers={"origin": origin}),
    ):
        pass


@pytest.mark.usefixtures("_many_may_ask")
def test_a_password_is_not_tried_through_however_the_name_is_written(stranger: TestClient, world: World) -> None:
    login = world.people[Role.CHAIR].account.login
    spellings = (login, login.upper(), f" {login} ", f"{login}\u200b")

    answers = [
        stranger.post("/signin", data={"login": spellings[n % 4], "password": f"guess {n}"}).status_code
        for n in range(40)
    ]

    counted["doors tried"] += len(answers)
    assert 429 in answers
    assert answers[-1] == 429
    assert set(answers) == {401, 429}


def sign_in(client: TestClient, world: World, role: Role) -> str:
    """Sign in by the form and return the token that the browser is given."""
    login = world.people[role].account.login
    answer = client.post("/signin", data={"login": login, "password": PASSWORD, "next": "/"})
    assert answer.status_code == 303, answer.text
    token = answer.cookies[COOKIE]
    client.cookies.clear()
    client.cookies.set(COOKIE, token)
    return token


def is_live(world: World, token: str) -> bool:
    with world.store.reading() as con:
        now = datetime.now(UTC).isoformat()
        found = con.rows(
            "select 1 from sessions where id = ? and ended_at is null and expires_at > ?",
            [session_of_token(token), now],
        )
    return bool(found)


def sessions_of(world: World) -> list[tuple[object, ...]]:
    with world.store.reading() as con:
        return con.rows("select id from sessions where ended_at is null order by id")


def told(client: TestClient, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, answer.text

"""The gate: who is let in, as whom, and for how long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casebase.casework.desk import instant
from casebase.casework.office import Office, use_office
from casebase.casework.sign_in import close_session
from casebase.domain.account import Account
from casebase.store.accounts import update_account
from casebase.store.connection import Store
from casebase.store.sessions import find_session, update_used
from casebase.ui import session as page_session
from casebase.web.gate import OPEN_PATHS
from casebase.web.requests import SESSION_HEADER
from casebase.web.session_cookie import COOKIE
from tests.web.conftest import session_in

PEOPLE = {"accept": "text/html,application/xhtml+xml"}
PATHS = ["/", "/visits", "/exemption?number=2026-면책-0001", "/signin/", "/SIGNIN", "/signin/x", "/healthz/x", "/../"]
PROGRAM_PATHS = [
    "/api/drafts",
    "/api/files",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/agent/openapi.json",
    "/_stcore/bidi-components/x/y.js",
    "/media/a.png",
    "/component/x",
    "/static/js/index.js",
]


def idle_until(served: Office, client: TestClient) -> str:
    with served.store.reading() as con:
        session = find_session(con, session_in(client))
    assert session is not None
    return session.idle_until


@pytest.mark.parametrize("path", PATHS + PROGRAM_PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_a_stranger_gets_nowhere(stranger: TestClient, method: str, path: str) -> None:
    answer = stranger.request(method, path)

    assert answer.status_code == 401
    assert "Streamlit" not in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_a_person_who_opens_an_address_is_sent_to_sign_in_and_back(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path, headers=PEOPLE)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/signin?next=%2F")
    assert stranger.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize("path", PROGRAM_PATHS)
def test_a_program_is_never_sent_to_a_page(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path, headers=PEOPLE)

    assert answer.status_code == 401


@pytest.mark.usefixtures("auditor")
def test_the_address_wanted_survives_with_its_query(stranger: TestClient) -> None:
    answer = stranger.get("/exemption?number=2026-면책-0001&b=%26", headers=PEOPLE)

    form = stranger.get(answer.headers["location"]).text
    assert 'name="next" value="/exemption?number=2026-%EB%A9%B4%EC%B1%85-0001&amp;b=%26"' in form


@pytest.mark.parametrize("path", sorted(OPEN_PATHS))
def test_the_few_open_paths_answer_a_stranger(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code in {200, 303}


def test_a_stranger_s_socket_is_refused_before_it_opens(stranger: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), stranger.websocket_connect("/_stcore/stream"):
        pass


@pytest.mark.parametrize("path", ["/signin", "/healthz"])
def test_an_open_path_is_open_to_reading_only(stranger: TestClient, path: str) -> None:
    with pytest.raises(WebSocketDisconnect), stranger.websocket_connect(path):
        pass


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("token", ["", "guess", "0" * 64, "; path=/", "한글"])
def test_a_made_up_token_opens_nothing(stranger: TestClient, token: str) -> None:
    answer = stranger.get("/headers", headers={"cookie": f"{COOKIE}={token}".encode()})

    assert answer.status_code == 401


def test_the_id_of_a_session_is_not_its_token(signed_in: TestClient) -> None:
    signed_in.cookies.set(COOKIE, session_in(signed_in))

    assert signed_in.get("/headers").status_code == 401


def test_who_signed_in_is_let_in_and_named_to_the_pages(signed_in: TestClient) -> None:
    heard = dict(signed_in.get("/headers").json())

    assert heard[SESSION_HEADER] == session_in(signed_in)


def test_pages_read_the_header_that_the_gate_writes() -> None:
    assert page_session.SESSION_HEADER == SESSION_HEADER


@pytest.mark.parametrize(
    "name",
    ["x-casebase-session", "X-Casebase-Session", "x_casebase_session", "X-CASEBASE_SESSION", "x-casebase_session"],
)
def test_nobody_but_the_gate_says_who_somebody_is(signed_in: TestClient, name: str) -> None:
    heard = signed_in.get("/headers", headers={name: "somebody-else"}).json()
    with signed_in.websocket_connect("/_stcore/stream", headers={name: "somebody-else"}) as socket:
        named = socket.receive_text()

    assert named == session_in(signed_in)
    assert [value for key, value in heard if key.replace("_", "-") == SESSION_HEADER] == [session_in(signed_in)]
    assert "somebody-else" not in str(heard)
    signed_in.cookies.clear()
    assert signed_in.get("/headers", headers={name: "somebody-else"}).status_code == 401


def test_an_identity_claimed_on_an_open_path_is_taken_away_too(stranger: TestClient) -> None:
    answer = stranger.get("/signout", headers={SESSION_HEADER: "somebody-else"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")


def test_a_session_that_was_ended_lets_nobody_in(signed_in: TestClient, served: Office) -> None:
    assert signed_in.get("/headers").status_code == 200

    close_session(served.store, session_in(signed_in), datetime.now(UTC))

    assert signed_in.get("/headers").status_code == 401


def test_an_account_whose_term_is_over_is_not_let_in(signed_in: TestClient, served: Office, auditor: Account) -> None:
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date()
    with served.store.transaction() as con:
        assert update_account(con, replace(auditor, ends_on=yesterday))

    assert signed_in.get("/headers").status_code == 401


def test_use_moves_the_end_of_idleness_on_but_not_at_every_step(signed_in: TestClient, served: Office) -> None:
    soon = instant(datetime.now(UTC) + timedelta(minutes=5))
    with served.store.transaction() as con:
        update_used(con, session_in(signed_in), soon, soon)

    signed_in.get("/headers")
    moved = idle_until(served, signed_in)
    signed_in.get("/headers")

    assert moved > instant(datetime.now(UTC) + timedelta(minutes=served.configuration.session_idle_minutes - 1))
    assert idle_until(served, signed_in) == moved


def test_what_a_page_asks_by_itself_is_no_use(signed_in: TestClient, served: Office) -> None:
    soon = instant(datetime.now(UTC) + timedelta(minutes=5))
    with served.store.transaction() as con:
        update_used(con, session_in(signed_in), soon, soon)

    answer = signed_in.get("/api/newest")

    assert answer.status_code == 200
    assert idle_until(served, signed_in) == soon


def test_a_stranger_s_knocking_moves_nothing_on(signed_in: TestClient, served: Office) -> None:
    before = idle_until(served, signed_in)
    token = signed_in.cookies[COOKIE]
    signed_in.cookies.clear()

    signed_in.get("/headers")

    signed_in.cookies.set(COOKIE, token)
    assert idle_until(served, signed_in) == before


def test_a_store_that_does_not_answer_closes_the_gate_in_words(
    signed_in: TestClient, served: Office, tmp_path: Path
) -> None:
    unreachable = Store(f"sqlite:///{tmp_path}", tmp_path)  # a folder, which no database is
    use_office(replace(served, store=unreachable))

    as_data = signed_in.get("/headers")
    as_page = signed_in.get("/headers", headers=PEOPLE)

    assert (as_data.status_code, as_page.status_code) == (503, 503)
    assert "기록 저장소" in as_data.json()["message"]
    assert "기록 저장소" in as_page.text
    with pytest.raises(WebSocketDisconnect), signed_in.websocket_connect("/_stcore/stream"):
        pass

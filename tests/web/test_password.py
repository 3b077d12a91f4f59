"""Changing one's own password: asked for before anything else where an administrator set it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher
from httpx import Response
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casebase.casework.office import Office
from casebase.casework.passwords import is_password
from casebase.domain.account import Account
from casebase.store.accounts import find_account_by_login, update_password
from casebase.web.session_cookie import COOKIE
from tests.web.conftest import session_in
from tests.web.test_gate import PEOPLE, PROGRAM_PATHS

PASSWORD, NEW = "correct horse", "battery staple"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
TYPED = {"current": PASSWORD, "new": NEW, "again": NEW, "next": "/visits"}


@pytest.fixture
def newcomer(stranger: TestClient, served: Office, auditor: Account) -> TestClient:
    """The browser of somebody who has just signed in with a password that the administrator set."""
    with served.store.transaction() as con:
        update_password(con, auditor.id, HASH, must_change_password=True)
    answer = stranger.post("/signin", data={"login": "kim", "password": PASSWORD, "next": "/visits"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/visits")
    return stranger


@contextmanager
def nothing_changed(served: Office, client: TestClient) -> Iterator[None]:
    """The password and the session stay what they are."""
    token = client.cookies[COOKIE]
    yield
    assert client.cookies[COOKIE] == token
    with served.store.reading() as con:
        found = find_account_by_login(con, "kim")
    assert found is not None
    assert is_password(found[1], PASSWORD)


def change(client: TestClient, **typed: str) -> Response:
    return client.post("/password", data=TYPED | typed)


def test_whoever_must_change_is_led_to_the_form_and_on_from_there(newcomer: TestClient) -> None:
    sent = newcomer.get("/visits", headers=PEOPLE)
    page = newcomer.get(sent.headers["location"])
    done = change(newcomer)

    assert (sent.status_code, sent.headers["location"]) == (303, "/password?next=%2Fvisits")
    assert "관리자가 정해 준 비밀번호입니다" in page.text
    assert 'name="next" value="/visits"' in page.text
    assert (done.status_code, done.headers["location"]) == (303, "/visits")
    assert newcomer.get("/headers").status_code == 200


@pytest.mark.parametrize("path", [*PROGRAM_PATHS, "/second-factor", "/second-factor/drop", "/password/x", "/"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_a_session_that_lacks_its_password_reaches_nothing_else(newcomer: TestClient, method: str, path: str) -> None:
    answer = newcomer.request(method, path)

    assert answer.status_code == 403
    if method not in {"HEAD"}:
        assert "로그인이 아직 끝나지 않았습니다" in answer.json()["message"]


def test_a_socket_is_refused_until_the_password_is_changed(newcomer: TestClient) -> None:
    for path in ("/_stcore/stream", "/password"):
        with pytest.raises(WebSocketDisconnect), newcomer.websocket_connect(path):
            pass

    change(newcomer)

    with newcomer.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == session_in(newcomer)


def test_who_must_change_may_still_sign_out(newcomer: TestClient) -> None:
    assert newcomer.get("/signout").status_code == 200
    assert newcomer.post("/signout").status_code == 303
    assert newcomer.get("/password").status_code == 401


def test_the_token_before_opens_nothing_any_more(newcomer: TestClient) -> None:
    before = newcomer.cookies[COOKIE]

    change(newcomer)

    after = newcomer.cookies[COOKIE]
    assert after != before
    newcomer.cookies.set(COOKIE, before)
    assert newcomer.get("/headers").status_code == 401


REFUSED = {
    "the present one is wrong": ({"current": "wrong horse"}, "지금 비밀번호가 맞지 않습니다", "current"),
    "not twice the same": ({"again": "battery stable"}, "두 번 똑같이", "new"),
    "too short": ({"new": "short", "again": "short"}, "10자 이상", "new"),
    "the same": ({"new": PASSWORD, "again": PASSWORD}, "다른 것으로", "new"),
    "obvious": ({"new": "password123", "again": "password123"}, "짐작하기 쉬운", "new"),
    "nothing typed": ({"current": "", "new": "", "again": ""}, "지금 비밀번호가 맞지 않습니다", "current"),
}


@pytest.mark.parametrize(("typed", "sentence", "field"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_wrong_is_told_at_the_form_and_changes_nothing(
    newcomer: TestClient, served: Office, typed: dict[str, str], sentence: str, field: str
) -> None:
    with nothing_changed(served, newcomer):
        answer = change(newcomer, **typed)

    assert answer.status_code == 422
    assert re.search(rf'role="alert">[^<]*{sentence}', answer.text)
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', answer.text)
    assert not any(text and text in answer.text for text in typed.values())
    assert 'name="next" value="/visits"' in answer.text


def test_guesses_at_the_present_password_are_slowed_down(newcomer: TestClient, served: Office) -> None:
    with nothing_changed(served, newcomer):
        answers = [change(newcomer, current="wrong horse").status_code for _ in range(6)]
        waiting = change(newcomer)

    assert answers == [422] * 5 + [429]
    assert waiting.status_code == 429
    assert "뒤에 다시 시도하세요" in waiting.text


def test_a_password_may_be_changed_at_any_time(signed_in: TestClient, served: Office, auditor: Account) -> None:
    with served.store.transaction() as con:
        update_password(con, auditor.id, HASH)

    page = signed_in.get("/password?next=/account")
    answer = change(signed_in, next="//evil.example")

    assert "다른 기기에서 한 로그인은 모두 끊깁니다" in page.text
    assert "관리자가 정해 준" not in page.text
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert signed_in.get("/headers").status_code == 200


def test_a_form_on_another_site_changes_nothing(newcomer: TestClient, served: Office) -> None:
    with nothing_changed(served, newcomer):
        answer = newcomer.post("/password", data=TYPED, headers={"origin": "https://evil.example"})

    assert answer.status_code == 403


def test_a_form_too_long_is_refused(newcomer: TestClient, served: Office) -> None:
    with nothing_changed(served, newcomer):
        assert change(newcomer, new="x" * 20_000).status_code == 413


def test_a_stranger_is_sent_to_sign_in(stranger: TestClient) -> None:
    assert stranger.get("/password").status_code == 401
    assert stranger.post("/password", data=TYPED).status_code == 401

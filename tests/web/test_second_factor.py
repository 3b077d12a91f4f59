"""The second factor's page: asked for after the password, set up where the role needs it, dropped when one likes."""

import re
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from httpx import Response
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from casebase.casework.office import Office
from casebase.domain.account import Account
from casebase.store.accounts import update_password
from casebase.store.second_factors import find_secret
from casebase.store.settings import insert_setting
from casebase.web.session_cookie import COOKIE
from tests.builders import a_setting
from tests.second_factors import a_code, a_second_factor
from tests.web.test_gate import PEOPLE, PROGRAM_PATHS

PASSWORD = "correct horse"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture
def kim(served: Office, auditor: Account) -> Account:
    """Somebody who signs in by PASSWORD, which is their own."""
    with served.store.transaction() as con:
        update_password(con, auditor.id, HASH)
    return auditor


def sign_in(client: TestClient, next_path: str = "/visits") -> Response:
    return client.post("/signin", data={"login": "kim", "password": PASSWORD, "next": next_path})


def need_it(served: Office, roles: str = "신청인을 뺀 모두") -> None:
    with served.store.transaction() as con:
        today = datetime.now(UTC).date()
        insert_setting(con, a_setting("sign_in.second_factor_roles", roles, today.replace(month=1, day=1)))


def now_code(secret: str) -> str:
    return a_code(secret, datetime.now(UTC))


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def secret_in(page: str) -> str:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found is not None
    return found[1]


def has_factor(served: Office, account: Account) -> bool:
    with served.store.reading() as con:
        return find_secret(con, account.id) is not None


def test_after_the_password_a_code_is_asked_for_and_leads_on(
    stranger: TestClient, served: Office, kim: Account
) -> None:
    secret = a_second_factor(served.store, kim.id)

    first = sign_in(stranger)
    before = stranger.cookies[COOKIE]
    sent = stranger.get(first.headers["location"], headers=PEOPLE)
    page = stranger.get(sent.headers["location"]).text
    done = stranger.post("/second-factor", data={"code": now_code(secret), "next": field(page, "next")})

    assert sent.headers["location"] == "/second-factor?next=%2Fvisits"
    assert 'inputmode="numeric" autocomplete="one-time-code"' in page
    assert secret not in page.replace(" ", "")
    assert (done.status_code, done.headers["location"]) == (303, "/visits")
    assert stranger.cookies[COOKIE] != before
    assert stranger.get("/headers").status_code == 200
    stranger.cookies.set(COOKIE, before)
    assert stranger.get("/headers").status_code == 401


@pytest.mark.parametrize("path", [*PROGRAM_PATHS, "/password", "/second-factor/drop", "/second-factor/", "/"])
def test_without_the_code_nothing_else_is_reached(
    stranger: TestClient, served: Office, kim: Account, path: str
) -> None:
    a_second_factor(served.store, kim.id)
    sign_in(stranger)

    for method in ("GET", "POST"):
        answer = stranger.request(method, path)
        assert (answer.status_code, "2단계 인증을 마친 뒤에" in answer.json()["message"]) == (403, True)
    for socket in ("/_stcore/stream", "/second-factor"):
        with pytest.raises(WebSocketDisconnect), stranger.websocket_connect(socket):
            pass


def test_a_wrong_code_is_told_at_the_form_and_guesses_wait(stranger: TestClient, served: Office, kim: Account) -> None:
    secret = a_second_factor(served.store, kim.id)
    sign_in(stranger)

    answers = [stranger.post("/second-factor", data={"code": "000000", "next": "/visits"}) for _ in range(4)]
    waiting = stranger.post("/second-factor", data={"code": now_code(secret)})

    assert {answer.status_code for answer in answers} == {422}
    assert '<p id="alert" role="alert">코드가 맞지 않습니다' in answers[0].text
    assert 'aria-invalid="true"' in answers[0].text
    assert field(answers[0].text, "next") == "/visits"
    assert waiting.status_code == 429, "the password was a try as well"
    assert stranger.get("/headers").status_code == 403


def test_a_role_that_needs_it_sets_it_up_right_after_the_password(
    stranger: TestClient, served: Office, kim: Account
) -> None:
    need_it(served)
    sign_in(stranger)

    sent = stranger.get("/visits", headers=PEOPLE)
    page = stranger.get(sent.headers["location"]).text
    mistyped = stranger.post("/second-factor", data={"code": "000000", "sealed": field(page, "sealed")})
    done = stranger.post(
        "/second-factor",
        data={"code": now_code(secret_in(page)), "sealed": field(mistyped.text, "sealed"), "next": "/visits"},
    )

    assert sent.headers["location"] == "/second-factor?next=%2Fvisits"
    assert "<svg" in page and 'role="img" aria-label="인증 앱에 등록할 QR 코드"' in page
    assert mistyped.status_code == 422
    assert secret_in(mistyped.text) == secret_in(page)
    assert (done.status_code, done.headers["location"]) == (303, "/visits")
    assert has_factor(served, kim)
    assert stranger.get("/headers").status_code == 200


def test_a_new_password_comes_before_setting_it_up(stranger: TestClient, served: Office, kim: Account) -> None:
    need_it(served)
    with served.store.transaction() as con:
        update_password(con, kim.id, HASH, must_change_password=True)
    sign_in(stranger)
    steps = [stranger.get("/visits", headers=PEOPLE).headers["location"]]

    new = "battery staple"
    stranger.post("/password", data={"current": PASSWORD, "new": new, "again": new, "next": "/visits"})
    steps.append(stranger.get("/visits", headers=PEOPLE).headers["location"])

    assert steps == ["/password?next=%2Fvisits", "/second-factor?next=%2Fvisits"]


def test_anybody_may_set_it_up_and_drop_it(signed_in: TestClient, served: Office, kim: Account) -> None:
    page = signed_in.get("/second-factor?next=/account").text
    signed_in.post("/second-factor", data={"code": now_code(secret_in(page)), "sealed": field(page, "sealed")})
    known = signed_in.get("/second-factor?next=/account").text
    assert has_factor(served, kim)
    assert "<svg" not in known
    secret = a_second_factor(served.store, kim.id)  # the code of setting it up is used up

    wrong = signed_in.post("/second-factor/drop", data={"password": "wrong", "code": now_code(secret)})
    assert (wrong.status_code, has_factor(served, kim)) == (422, True)
    done = signed_in.post(
        "/second-factor/drop", data={"password": PASSWORD, "code": now_code(secret), "next": "/account"}
    )

    assert "비밀번호가 맞지 않습니다" in wrong.text
    assert (done.status_code, done.headers["location"]) == (303, "/account")
    assert not has_factor(served, kim)
    assert signed_in.get("/headers").status_code == 200


def test_where_the_role_needs_it_there_is_nothing_to_drop_it_with(
    signed_in: TestClient, served: Office, kim: Account
) -> None:
    need_it(served)
    a_second_factor(served.store, kim.id)

    page = signed_in.get("/second-factor").text

    assert "해제할 수 없습니다" in page
    assert "<form" not in page


def test_the_page_may_load_nothing(signed_in: TestClient) -> None:
    answer = signed_in.get("/second-factor")

    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert " style=" not in answer.text


def test_a_stranger_and_a_form_elsewhere_get_nowhere(stranger: TestClient, served: Office, kim: Account) -> None:
    secret = a_second_factor(served.store, kim.id)
    assert stranger.get("/second-factor").status_code == 401
    assert stranger.post("/second-factor", data={"code": now_code(secret)}).status_code == 401
    sign_in(stranger)

    answer = stranger.post(
        "/second-factor", data={"code": now_code(secret)}, headers={"origin": "https://evil.example"}
    )

    assert answer.status_code == 403
    assert stranger.get("/headers").status_code == 403

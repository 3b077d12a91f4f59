"""Signing in and out through the pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
from argon2 import PasswordHasher
from httpx import Response
from starlette.testclient import TestClient

from casebase.casework.demo.office import PASSWORD as DEMO_PASSWORD
from casebase.casework.demo.office import open_demo_office
from casebase.casework.office import Office, use_office
from casebase.casework.sign_in import FREE_TRIES, session_of_token
from casebase.domain.account import Account, Role
from casebase.store.accounts import update_password
from casebase.store.connection import Store
from casebase.web.forms import local_path
from casebase.web.session_cookie import COOKIE
from tests.builders import NOW
from tests.web.conftest import SITE, session_in

PASSWORD = "correct horse"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture
def kim(served: Office, auditor: Account) -> Account:
    """Somebody who can sign in as "kim" with PASSWORD."""
    with served.store.transaction() as con:
        update_password(con, auditor.id, HASH)
    return auditor


@pytest.fixture
def secure(stranger: TestClient) -> Iterator[TestClient]:
    """The browser on the same site by HTTPS."""
    stranger.base_url = SITE.replace("http", "https")
    stranger.headers["origin"] = str(stranger.base_url)
    yield stranger


def post(client: TestClient, password: str = PASSWORD, login: str = "kim", **more: str) -> Response:
    return client.post("/signin", data={"login": login, "password": password, **more})


def cookie_of(answer: Response) -> str:
    return str(answer.headers["set-cookie"])


def count_sessions(store: Store) -> int:
    with store.reading() as con:
        return int((con.row("select count(*) from sessions where ended_at is null") or (0,))[0])


@pytest.mark.usefixtures("kim")
def test_the_form_can_be_filled_by_a_password_manager_and_a_keyboard(stranger: TestClient) -> None:
    page = stranger.get("/signin").text

    assert '<html lang="ko">' in page
    assert re.search(r'<label for="login">.*?<input id="login" name="login" autocomplete="username"', page, re.DOTALL)
    assert re.search(
        r'<label for="password">.*?<input id="password" name="password" type="password"'
        r' autocomplete="current-password"',
        page,
        re.DOTALL,
    )
    assert page.index('id="login"') < page.index('id="password"') < page.index("<button")
    assert "시연" not in page


@pytest.mark.usefixtures("kim")
def test_the_page_may_load_nothing_but_its_own_style(stranger: TestClient) -> None:
    answer = stranger.get("/signin")

    policy = answer.headers["content-security-policy"]
    nonce = re.search(r"style-src 'nonce-([^']+)'", policy)
    assert nonce is not None
    assert f'<style nonce="{nonce[1]}">' in answer.text
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "script" not in policy
    assert nonce[1] not in stranger.get("/signin").headers["content-security-policy"]
    assert not re.findall(r'(?:src|href)="(?!data:|/)', answer.text)


def test_the_right_pair_sets_the_cookie_and_leads_to_the_page_wanted(
    stranger: TestClient, served: Office, kim: Account
) -> None:
    answer = post(stranger, next="/exemption?number=2026-면책-0001")

    cookie = SimpleCookie(cookie_of(answer))[COOKIE]
    assert answer.status_code == 303
    assert answer.headers["location"] == "/exemption?number=2026-%EB%A9%B4%EC%B1%85-0001"
    assert (cookie["path"], cookie["samesite"].lower(), cookie["httponly"]) == ("/", "lax", True)
    assert cookie["max-age"] == str(served.configuration.session_hours * 3600)
    assert cookie["secure"] == ""
    assert cookie["domain"] == ""
    with served.store.reading() as con:
        assert con.rows("select id, account_id from sessions") == [(session_of_token(cookie.value), kim.id)]
    assert stranger.get("/headers").status_code == 200


@pytest.mark.usefixtures("kim")
def test_the_cookie_is_for_https_alone_where_there_is_https(secure: TestClient) -> None:
    assert "; secure" in cookie_of(post(secure)).lower()


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize(("is_behind_proxy", "is_secure"), [(True, True), (False, False)])
def test_a_proxy_s_word_on_https_counts_only_where_one_is_configured(
    stranger: TestClient,
    served: Office,
    is_behind_proxy: bool,
    is_secure: bool,
) -> None:
    use_office(replace(served, configuration=replace(served.configuration, is_behind_proxy=is_behind_proxy)))
    stranger.headers["x-forwarded-proto"] = "https"

    assert ("; secure" in cookie_of(post(stranger)).lower()) is is_secure


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize(("is_behind_proxy", "address"), [(True, "198.51.100.7"), (False, "10.0.")])
def test_tries_are_counted_by_the_address_that_can_be_believed(
    stranger: TestClient,
    served: Office,
    is_behind_proxy: bool,
    address: str,
) -> None:
    use_office(replace(served, configuration=replace(served.configuration, is_behind_proxy=is_behind_proxy)))
    stranger.headers["x-forwarded-for"] = "203.0.113.9, 198.51.100.7"

    post(stranger, "wrong password")

    with served.store.reading() as con:
        assert [tried.startswith(address) for (tried,) in con.rows("select address from sign_in_tries")] == [True]


@pytest.mark.usefixtures("kim")
def test_a_wrong_pair_is_told_at_the_form_with_the_name_kept_and_no_cookie(stranger: TestClient) -> None:
    answer = post(stranger, "wrong password", '<b>"kim', next="/visits")

    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert '<p id="alert" role="alert">아이디 또는 비밀번호가 맞지 않습니다.' in answer.text
    assert 'value="&lt;b&gt;&quot;kim"' in answer.text
    assert 'name="next" value="/visits"' in answer.text
    assert "wrong password" not in answer.text
    assert 'aria-describedby="alert"' in answer.text


@pytest.mark.usefixtures("kim")
def test_too_many_failures_are_told_the_wait(stranger: TestClient, served: Office) -> None:
    for _ in range(FREE_TRIES):
        post(stranger, "wrong password")

    answer = post(stranger)

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 15
    assert "초 뒤에 다시 시도하세요" in answer.text
    assert count_sessions(served.store) == 0


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_form_on_another_site_signs_nobody_in_or_out(
    signed_in: TestClient,
    served: Office,
    headers: dict[str, str],
) -> None:
    signing_in = signed_in.post("/signin", data={"login": "kim", "password": PASSWORD}, headers=headers)
    signing_out = signed_in.post("/signout", headers=headers)

    assert (signing_in.status_code, signing_out.status_code) == (403, 403)
    assert "set-cookie" not in signing_in.headers
    assert count_sessions(served.store) == 1
    assert signed_in.get("/headers").status_code == 200


@pytest.mark.usefixtures("kim")
@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n//evil.example",
        "javascript:alert(1)",
        "visits",
        "",
        " /visits",
        "/visits\r\nset-cookie: a=b",
        "/" + "a" * 3000,
    ],
)
def test_nobody_is_led_to_another_site(stranger: TestClient, elsewhere: str) -> None:
    shown = stranger.get("/signin", params={"next": elsewhere}).text
    answer = post(stranger, next=elsewhere)

    assert 'name="next" value="/"' in shown
    assert answer.headers["location"] == "/"
    assert local_path(elsewhere) == "/"


def test_who_is_signed_in_already_is_led_on(signed_in: TestClient) -> None:
    answer = signed_in.get("/signin", params={"next": "/visits"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/visits")


@pytest.mark.usefixtures("kim")
def test_signing_in_again_ends_the_session_before(signed_in: TestClient, served: Office) -> None:
    before = session_in(signed_in)

    answer = post(signed_in)

    after = session_of_token(SimpleCookie(cookie_of(answer))[COOKIE].value)
    assert after != before
    with served.store.reading() as con:
        assert con.rows("select id from sessions where ended_at is null") == [(after,)]


def test_a_link_to_sign_out_asks_first(signed_in: TestClient, served: Office) -> None:
    page = signed_in.get("/signout")

    assert '<form method="post" action="/signout">' in page.text
    assert count_sessions(served.store) == 1


def test_signing_out_ends_the_session_on_both_sides(signed_in: TestClient, served: Office) -> None:
    token = signed_in.cookies[COOKIE]

    answer = signed_in.post("/signout")

    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")
    assert SimpleCookie(cookie_of(answer))[COOKIE]["max-age"] == "0"
    assert count_sessions(served.store) == 0
    signed_in.cookies.set(COOKIE, token)
    assert signed_in.get("/headers").status_code == 401


def test_without_any_account_the_page_tells_how_to_make_the_first(stranger: TestClient) -> None:
    page = stranger.get("/signin").text

    assert "python -m casebase add-account" in page
    assert "<form" not in page


@pytest.mark.usefixtures("kim")
def test_a_form_too_long_to_be_a_sign_in_is_refused(stranger: TestClient, served: Office) -> None:
    assert post(stranger, "x" * 20_000).status_code == 413
    with served.store.reading() as con:
        assert con.row("select count(*) from sign_in_tries") == (0,)


@pytest.mark.usefixtures("auditor")
@pytest.mark.parametrize(("is_demo", "has_demo_data"), [(True, True), (True, False), (False, True)])
def test_demo_accounts_are_shown_in_demo_mode_on_demo_data_only(
    stranger: TestClient, served: Office, is_demo: bool, has_demo_data: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casebase.casework.accounts.hash_password", lambda _: HASH)
    if has_demo_data:
        open_demo_office(served.store, NOW)
    use_office(replace(served, configuration=replace(served.configuration, is_demo=is_demo)))

    page = stranger.get("/signin").text

    shown = re.findall(r'name="login" value="(\w+)">', page)
    assert shown == ([role.value for role in Role] if is_demo and has_demo_data else [])
    assert (DEMO_PASSWORD in page) is (is_demo and has_demo_data)

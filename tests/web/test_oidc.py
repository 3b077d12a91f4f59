"""Signing in by a real provider: the whole way there and back, and every way that must lead nowhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from httpx import Response
from starlette.testclient import TestClient

from casebase.casework.office import Office, use_office
from casebase.casework.oidc_provider import oidc_provider_from
from casebase.domain.account import Account, Identity, Lack
from casebase.store.accounts import update_account
from casebase.store.identities import insert_identity
from casebase.store.sessions import find_session
from casebase.web import oidc
from casebase.web.session_cookie import COOKIE
from tests.oidc_person import Person, at_the_provider
from tests.oidc_provider import Provider, providing
from tests.second_factors import a_second_factor
from tests.web.conftest import SITE, session_in

FAILED = "통합로그인을 확인하지 못했습니다"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with providing(tmp_path_factory.mktemp("provider"), SITE) as provider:
        yield provider


@pytest.fixture
def trusting(served: Office, provider: Provider) -> Iterator[Office]:
    """The office, which trusts the provider."""
    provider.be_false()
    oidc._client.cache_clear()
    configuration = replace(served.configuration, oidc=oidc_provider_from(provider.environment()))
    trusting = replace(served, configuration=configuration)
    use_office(trusting)
    yield trusting
    oidc._client.cache_clear()


@pytest.fixture
def person(stranger: TestClient, trusting: Office, auditor: Account) -> Person:  # noqa: ARG001
    return Person(stranger)


@pytest.fixture
def linked(person: Person, trusting: Office, provider: Provider, auditor: Account) -> Person:
    """Somebody whose identity at the provider is linked to their account."""
    link(trusting, provider, person, auditor)
    return person


def link(office: Office, provider: Provider, person: Person, account: Account) -> None:
    subject = re.search(r"식별자 ‘([^’]+)’", person.go().text)
    assert subject is not None
    now = "2026-11-23T00:00:00.000000Z"
    with office.store.transaction() as con:
        insert_identity(con, Identity(issuer=provider.issuer, subject=subject[1], account_id=account.id, linked_at=now))


def refused(answer: Response, sentence: str = FAILED) -> None:
    assert answer.status_code == 401
    assert sentence in answer.text
    assert COOKIE not in answer.headers.get("set-cookie", "")


def with_query(address: str, **changes: str) -> str:
    return str(httpx.URL(address).copy_merge_params(changes))


def test_the_form_shows_the_way_to_the_provider(person: Person) -> None:
    page = person.client.get("/signin?next=/visits")

    assert 'href="/oidc/begin?next=%2Fvisits">시연 통합로그인으로 로그인</a>' in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]


@pytest.mark.usefixtures("auditor")
def test_without_a_provider_there_is_no_such_way(stranger: TestClient) -> None:
    assert "/oidc/" not in stranger.get("/signin").text
    for path in ("/oidc/begin", "/oidc/callback?code=x&state=y"):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/signin")


def test_what_is_asked_of_the_provider_is_a_code_bound_to_this_browser(person: Person, provider: Provider) -> None:
    address = person.begin()

    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{provider.issuer}/authorization?")
    assert (asked["response_type"], asked["scope"]) == ("code", "openid")
    assert asked["redirect_uri"] == f"{SITE}/oidc/callback"
    assert asked["code_challenge_method"] == "S256"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20
    again = parse_qs(urlsplit(person.begin()).query)
    assert all(again[name][0] != asked[name] for name in ("state", "nonce", "code_challenge"))


def test_the_way_out_is_noted_in_a_cookie_that_nobody_reads(person: Person) -> None:
    answer = person.client.get("/oidc/begin")

    cookie = answer.headers["set-cookie"].lower()
    state = parse_qs(urlsplit(answer.headers["location"]).query)["state"][0]
    assert all(word in cookie for word in ("httponly", "samesite=lax", "path=/oidc", "max-age=600"))
    assert state not in answer.headers["set-cookie"]


def test_whom_the_provider_vouches_for_is_let_in_and_led_on(linked: Person, trusting: Office, auditor: Account) -> None:
    answer = linked.go(next="/exemption?number=2026-면책-0001")

    assert (answer.status_code, answer.headers["location"]) == (303, "/exemption?number=2026-%EB%A9%B4%EC%B1%85-0001")
    assert linked.is_in()
    with trusting.store.reading() as con:
        session = find_session(con, session_in(linked.client))
    assert session is not None
    assert (session.account_id, session.lacks) == (auditor.id, ())
    assert session.address and session.device
    assert oidc.STATE_COOKIE not in linked.client.cookies


def test_whom_no_account_is_linked_to_is_told_what_to_tell_the_administrator(person: Person) -> None:
    answer = person.go()

    refused(answer, "연결된 계정이 없습니다. 관리자에게 식별자")
    assert not person.is_in()


def test_another_user_of_the_provider_is_not_let_in_by_the_first_one_s_link(linked: Person) -> None:
    linked.user = "lee"

    refused(linked.go(), "연결된 계정이 없습니다")


def test_the_second_factor_is_asked_for_here_as_well(linked: Person, trusting: Office, auditor: Account) -> None:
    a_second_factor(trusting.store, auditor.id)

    linked.go()

    assert linked.client.get("/headers").status_code == 403
    with trusting.store.reading() as con:
        session = find_session(con, session_in(linked.client))
    assert session is not None
    assert session.lacks == (Lack.SECOND_FACTOR,)


def test_signing_in_ends_the_session_before(linked: Person, trusting: Office) -> None:
    linked.go()
    before = session_in(linked.client)

    linked.go()

    with trusting.store.reading() as con:
        ended = find_session(con, before)
    assert ended is not None
    assert ended.ended_at is not None
    assert session_in(linked.client) != before


def test_nobody_is_led_to_another_site(linked: Person) -> None:
    assert linked.go(next="https://evil.example/").headers["location"] == "/"


# Ways that lead nowhere


def test_another_state_leads_nowhere(linked: Person) -> None:
    back = linked.sign_in_there(linked.begin())

    refused(linked.client.get(with_query(back, state="another")))

    assert not linked.is_in()


def test_a_way_back_that_this_browser_did_not_set_out_on_leads_nowhere(linked: Person) -> None:
    back = linked.sign_in_there(linked.begin())
    linked.client.cookies.clear()

    refused(linked.client.get(back))
    linked.client.cookies.set(oidc.STATE_COOKIE, "gAAAAA-made-up")
    refused(linked.client.get(back))


def test_a_code_is_taken_once(linked: Person) -> None:
    linked.begin()
    address = linked.begin()
    noted = linked.client.cookies[oidc.STATE_COOKIE]
    back = linked.sign_in_there(address)
    assert linked.client.get(back).status_code == 303
    linked.client.cookies.clear()

    refused(linked.client.get(back))
    linked.client.cookies.set(oidc.STATE_COOKIE, noted, path="/oidc")
    refused(linked.client.get(back))

    assert not linked.is_in()


def test_a_code_of_another_way_out_leads_nowhere(linked: Person) -> None:
    stolen = parse_qs(urlsplit(linked.sign_in_there(linked.begin())).query)["code"][0]

    back = linked.sign_in_there(linked.begin())

    refused(linked.client.get(with_query(back, code=stolen)))


def test_another_nonce_leads_nowhere(linked: Person) -> None:
    address = linked.begin()

    refused(linked.client.get(linked.sign_in_there(with_query(address, nonce="another"))))


AN_HOUR_AGO = int(datetime.now(UTC).timestamp()) - 3600


@pytest.mark.parametrize(
    "claims",
    [
        {"is_other_key": True},
        {"exp": AN_HOUR_AGO},
        {"aud": ["another client"]},
        {"aud": ["another client"], "azp": "casebase"},
        {"aud": ["casebase", "another client"], "azp": "another client"},
        {"iss": "https://another.example"},
        {"nonce": ""},
        {"iat": AN_HOUR_AGO + 7200},
        {"is_missing": True},
    ],
    ids=["key", "expired", "audience", "audiences", "party", "issuer", "nonce", "from tomorrow", "missing"],
)
def test_a_false_token_leads_nowhere(linked: Person, provider: Provider, claims: dict[str, object]) -> None:
    provider.be_false(**claims)

    refused(linked.go())

    assert not linked.is_in()
    provider.be_false()
    assert linked.go().status_code == 303


def test_a_token_re_signed_as_it_was_is_taken(linked: Person, provider: Provider) -> None:
    provider.be_false(extra="nothing false in it")

    assert linked.go().status_code == 303


def test_a_wrong_password_there_is_no_way_back(person: Person) -> None:
    assert at_the_provider(person.begin(), "kim", "wrong").status_code == 403


@pytest.mark.parametrize("query", ["error=access_denied&state=x", "", "code=x", "state=x", "code=&state="])
def test_whoever_comes_back_without_a_code_is_told_to_begin_again(person: Person, query: str) -> None:
    refused(person.client.get(f"/oidc/callback?{query}"))


def test_an_account_whose_term_is_over_stays_shut(linked: Person, trusting: Office, auditor: Account) -> None:
    with trusting.store.transaction() as con:
        assert update_account(con, replace(auditor, ends_on=date(2020, 12, 31)))

    refused(linked.go(), "사용 기간이 아닙니다")


def test_a_provider_that_is_down_is_told_before_and_on_the_way_back(
    linked: Person, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    back = linked.sign_in_there(linked.begin())
    provider.stop()
    try:
        refused(linked.client.get(back), "통합로그인 서버에 연결할 수 없습니다")
        oidc._client.cache_clear()
        refused(linked.client.get("/oidc/begin"), "통합로그인 서버에 연결할 수 없습니다")
    finally:
        provider.start()

    assert "ConnectError" in caplog.text
    code = parse_qs(urlsplit(back).query)["code"][0]
    assert code not in caplog.text
    assert COOKIE not in linked.client.cookies

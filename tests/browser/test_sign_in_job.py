"""Signing in, in a real browser: by a provider elsewhere, with a second factor, and out of reach when it is ended."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from casebase.casework.desk import operator_desk
from casebase.casework.identities import link_identity
from casebase.store.accounts import find_account_by_login
from casebase.store.connection import Store
from tests.browser.serving import PASSWORD as OF_DEMO
from tests.browser.serving import TABLET, Served, serving, settled, signed_in
from tests.oidc_provider import PASSWORD, Provider, a_provider
from tests.second_factors import a_code

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    provider = a_provider(tmp_path_factory.mktemp("provider"))
    yield provider
    provider.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[Served]:
    """The demonstration, which trusts the provider."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in provider.environment().items():
            environment.setenv(name, value)
        with serving(tmp_path_factory.mktemp("home")) as served:
            provider.client = served.address
            provider.start()
            yield served


@pytest.fixture
def tablet(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=TABLET, has_touch=True, locale="ko-KR")  # type: ignore[arg-type]
    yield context
    context.close()


def by_provider(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/visits")
    page.get_by_role("link", name="시연 통합로그인으로 로그인").tap()
    page.fill("#username", "kim")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").tap()


def test_whom_the_provider_vouches_for_is_led_to_the_page_wanted(
    tablet: BrowserContext, served: Served, provider: Provider
) -> None:
    page = tablet.new_page()

    by_provider(page, served)
    told = page.get_by_role("alert").inner_text()
    _link(served, provider, told.partition("‘")[2].partition("’")[0])
    by_provider(page, served)

    assert "연결된 계정이 없습니다" in told
    page.wait_for_url(f"{served.address}/visits")
    settled(page)
    assert page.get_by_role("heading", level=1).first.inner_text() == "방문"


def test_a_second_factor_is_set_up_and_asked_for_and_a_session_ended_from_another_device(
    browser: Browser, tablet: BrowserContext, served: Served
) -> None:
    with signed_in(browser, served, "head") as context:
        desk, page = context.new_page(), tablet.new_page()
        desk.goto(f"{served.address}/account")
        desk.get_by_role("link", name="2단계 인증 등록").click()
        secret = desk.locator("ol code").inner_text()
        desk.fill("#code", a_code(secret, datetime.now(UTC)))
        desk.get_by_role("button", name="등록").click()
        desk.wait_for_url(f"{served.address}/account")

        _sign_in_with_code(page, served, a_code(secret, datetime.now(UTC) + timedelta(seconds=30)))
        desk.reload()
        desk.get_by_role("button", name="끊기").first.click()

        notice = page.locator("html > [role=alert]")
        notice.wait_for(timeout=15_000)
        assert "다시 로그인" in notice.inner_text()
        desk.get_by_text("로그인을 끊었습니다").wait_for()


def _sign_in_with_code(page: Page, served: Served, code: str) -> None:
    page.goto(f"{served.address}/visits")
    page.fill("#login", "head")
    page.fill("#password", OF_DEMO)
    page.locator("form button").first.tap()
    page.wait_for_url(f"{served.address}/second-factor?next=%2Fvisits")
    page.fill("#code", code)
    page.get_by_role("button", name="확인").tap()
    page.wait_for_url(f"{served.address}/visits")
    settled(page)


def _link(served: Served, provider: Provider, subject: str) -> None:
    store = Store(f"sqlite:///{served.home}/records.db", served.home)
    with store.reading() as con:
        found = find_account_by_login(con, "auditor")
    assert found is not None
    link_identity(operator_desk(store, datetime.now(UTC)), found[0].id, provider.issuer, subject)
    store.close()

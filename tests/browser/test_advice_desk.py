"""A panel member with few minutes: the link on 오늘 leads to the first issue's box in at most one click."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.committee_office import CommitteeOffice, committee_office
from tests.browser.serving import Finger, Served, serving, settled, signed_in

pytestmark = pytest.mark.browser

SIZES = {"tablet": ViewportSize(width=820, height=1180), "desk": ViewportSize(width=1440, height=900)}
BOX = ".st-key-issue_1 textarea"
MEMBER = "panel"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CommitteeOffice, Served]]:
    """An office of this module's own, and the server of its records; each test asks for advice of its own."""
    home = tmp_path_factory.mktemp("advice")
    with committee_office(home) as office, serving(home, demo=False) as served:
        yield office, served


@pytest.fixture
def today(browser: Browser, office: tuple[CommitteeOffice, Served]) -> Iterator[Page]:
    """A page of the member's, on which they are about to look at 오늘."""
    with signed_in(browser, office[1], MEMBER) as device:
        yield device.new_page()


@pytest.mark.parametrize("size", SIZES)
def test_the_link_of_an_accepted_request_leads_to_the_box_of_its_first_issue(
    today: Page, office: tuple[CommitteeOffice, Served], size: str
) -> None:
    number = office[0].an_accepted_request(MEMBER)

    finger = _opened_from_today(today, office[1], number, size)

    today.wait_for_selector(".st-key-answer_advice")
    settled(today)
    _assert_in_view(today.locator(BOX), SIZES[size])
    assert finger.count == 1  # the link itself


@pytest.mark.parametrize("size", SIZES)
def test_one_click_accepts_a_request_and_leads_to_the_box_of_its_first_issue(
    today: Page, office: tuple[CommitteeOffice, Served], size: str
) -> None:
    number = office[0].an_offer(MEMBER)
    finger = _opened_from_today(today, office[1], number, size)
    today.wait_for_selector(".st-key-accept_advice")
    settled(today)
    _assert_in_view(today.locator(".st-key-accept_advice button"), SIZES[size])
    assert today.locator(BOX).count() == 0

    finger.button("accept_advice")

    today.wait_for_selector(".st-key-answer_advice")
    settled(today)
    _assert_in_view(today.locator(BOX), SIZES[size])
    assert finger.count == 2  # the link and the acceptance


def _opened_from_today(page: Page, served: Served, number: str, size: str) -> Finger:
    """Look at 오늘 on a screen of a size and open the link of a request."""
    page.set_viewport_size(SIZES[size])
    page.goto(f"{served.address}/today")
    link = page.locator("[class*=st-key-todo_] a", has_text=number)
    link.wait_for()
    settled(page)
    finger = Finger(page)
    finger.tap(link)
    expect(page.locator("h1")).to_contain_text(number)
    return finger


def _assert_in_view(part: Locator, size: ViewportSize) -> None:
    """All of it stands in the window, and no bar lies over it: a finger on its middle meets it."""
    box = part.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]
    part.tap(trial=True)

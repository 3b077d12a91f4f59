"""People at work at once, each on a device of their own, and what their hands do on many pages."""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from tests.browser.serving import Finger, Served, settled, signed_in

TRIED_AT_MOST = 4


@dataclass(frozen=True)
class Devices:
    """The pages of people who are signed in, by login."""

    served: Served
    pages: dict[str, Page]

    def open(self, login: str, path: str, waiting_for: str) -> Finger:
        """Let somebody open a page and wait for what they came for."""
        page = self.pages[login]
        page.goto(f"{self.served.address}/{path}")
        page.locator(waiting_for).first.wait_for()
        settled(page)
        return Finger(page)

    def paper(self, login: str, link: str) -> bytes:
        """Return the bytes behind a link, as its reader gets them."""
        address = self.pages[login].get_by_role("link", name=re.compile(link)).first.get_attribute("href")
        return self.pages[login].request.get(f"{self.served.address}{address}").body()


@contextmanager
def devices_of(browser: Browser, served: Served, logins: Iterable[str]) -> Iterator[Devices]:
    """Sign people in, each on a device that knows nothing of the others."""
    with ExitStack() as stack:
        contexts = {login: stack.enter_context(signed_in(browser, served, login)) for login in logins}
        yield Devices(served, {login: context.new_page() for login, context in contexts.items()})


def unfold(finger: Finger, label: str, waiting_for: str) -> None:
    """Open a folded part, unless it stands open."""
    if not finger.page.locator(waiting_for).first.is_visible():
        finger.tap(finger.page.locator("summary", has_text=label).first)
        finger.page.locator(waiting_for).first.wait_for()
    settled(finger.page)


def pick(finger: Finger, key: str, option: Locator) -> None:
    """Open a list and take an option. A page that is drawn anew meanwhile shuts the list: then it is opened again."""
    for _ in range(TRIED_AT_MOST):
        finger.tap(f".st-key-{key} [data-baseweb=select], .st-key-{key} [role=combobox]")
        with suppress(TimeoutError):
            option.tap(timeout=5_000)
            break
    settled(finger.page)


def tick(finger: Finger, box: Locator) -> None:
    """Tick a box; a tap that met a page just being drawn anew is made again."""
    for _ in range(TRIED_AT_MOST):
        finger.tap(box.locator("label"))
        with suppress(AssertionError):
            expect(box.locator("input")).to_be_checked()
            break
    settled(finger.page)


def type_today(finger: Finger, key: str) -> None:
    """Type today, as it is in Korea, into a field for a day."""
    page = finger.page
    day = page.evaluate("new Date(Date.now() + 9 * 3600e3).toISOString().slice(0, 10).replaceAll('-', '')")
    finger.tap(f".st-key-{key} [role=spinbutton]")
    page.keyboard.type(day)
    page.keyboard.press("Escape")  # the calendar that opened lies over the buttons
    settled(page)

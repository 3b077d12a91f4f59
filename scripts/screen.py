"""One picture to be taken, and what fingers do on a page before it is."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.serving import settled

Gesture = Callable[[Page], None]


@dataclass(frozen=True)
class Screen:
    """One picture: whose browser, which address, and what is done there before it is taken."""

    name: str
    role: str  # empty: nobody signed in
    path: str
    before: Gesture = settled

    @property
    def is_plain(self) -> bool:
        """Tell whether the page stands without Streamlit."""
        return not self.role or self.before is nothing


def nothing(page: Page) -> None:
    """A plain page is there when it is loaded."""


def sign_in_wrongly(page: Page) -> None:
    page.fill("#login", "auditor")
    page.fill("#password", "wrong-password")
    page.click("form button >> nth=0")
    page.locator("[role=alert]").wait_for()


def pressed(key: str, then: str = "[data-testid=stAlert]") -> Gesture:
    """Press a button and wait for what it brings: a message, or what `then` selects."""

    def press(page: Page) -> None:
        page.locator(f".st-key-{key} button").click()
        page.locator(then).first.wait_for()
        settled(page)

    return press


def chosen(key: str, label: str) -> Gesture:
    """Choose an option, unless a draft has it chosen already: a second tap would take it back."""

    def choose(page: Page) -> None:
        option = page.locator(f".st-key-{key}").get_by_role("radio", name=label, exact=True)
        if option.get_attribute("aria-checked") != "true":
            option.click()
        _at_rest(page)

    return choose


def opened(key: str, label: str) -> Gesture:
    """Choose the option whose label begins so: a count may follow."""

    def open_it(page: Page) -> None:
        page.locator(f".st-key-{key} button", has_text=label).first.click()
        _at_rest(page)

    return open_it


def lined(key: str, label: str) -> Gesture:
    """Choose the line of a list of radio buttons that begins so."""

    def choose_line(page: Page) -> None:
        page.locator(f".st-key-{key} label", has_text=label).first.click()
        _at_rest(page)

    return choose_line


def picked(key: str, label: str) -> Gesture:
    """Open a list and take the first option that says so."""

    def pick(page: Page) -> None:
        option = page.get_by_role("option", name=label).first
        while not option.is_visible():  # a tap while the page runs is lost
            page.locator(f".st-key-{key} :is([role=combobox], button)").first.click()
            page.wait_for_timeout(500)
        option.click()
        _at_rest(page)

    return pick


def in_turn(*gestures: Gesture) -> Gesture:
    def do(page: Page) -> None:
        for gesture in gestures:
            gesture(page)

    return do


def unfolded(label: str) -> Gesture:
    def unfold(page: Page) -> None:
        folded = page.locator("details:not([open]) > summary", has_text=label)
        if folded.count():  # what was begun in a draft stands open already
            folded.first.click()
        _at_rest(page)

    return unfold


def clicked(key: str, what: str = "button", *, is_there: bool = True) -> Gesture:
    """Click the first thing whose key begins so; unless `is_there`, it may be gone, done at the size before."""

    def click(page: Page) -> None:
        found = page.locator(f"[class*=st-key-{key}] {what}")
        if is_there or found.count():
            found.first.click()
        _at_rest(page)

    return click


def typed(key: str, text: str) -> Gesture:
    def write(page: Page) -> None:
        page.locator(f".st-key-{key} input").fill(text)
        page.wait_for_timeout(800)  # the field tells of itself a moment after the last key
        settled(page)

    return write


def searched(key: str, text: str) -> Gesture:
    """Write what to search for, again until all is ready to be searched."""
    write = typed(key, text)

    def search(page: Page) -> None:
        write(page)
        while page.get_by_text("찾아보기를 만드는 중").count():
            page.wait_for_timeout(1_000)
            page.reload()
            settled(page)
            write(page)

    return search


def _at_rest(page: Page) -> None:
    page.wait_for_timeout(500)  # the page begins to run a moment after the tap
    settled(page)

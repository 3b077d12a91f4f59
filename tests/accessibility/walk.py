"""A walk through every page of the product, and what there is to say of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.accessibility.allowed import unlisted
from tests.accessibility.axe import grave_findings
from tests.accessibility.places import LOOKERS, places
from tests.browser.serving import Served, settled, signed_in


@dataclass
class Walk:
    """What was met: grave faults that no list allows, what the browser complained of, which hosts were asked."""

    faults: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)


def walked(browser: Browser, served: Served) -> Walk:
    """Open every page, each as the first of LOOKERS who may see it."""
    walk = Walk()
    for role in LOOKERS:
        with signed_in(browser, served, role) as context, _listening(context.new_page(), walk) as page:
            for place in places(served):
                if place.role == role:
                    page.goto(f"{served.address}{place.path}")
                    page.locator("h1").first.wait_for()
                    settled(page)
                    walk.faults += [f"{place.path}: {finding}" for finding in unlisted(grave_findings(page))]
                    walk.languages.add(page.evaluate("document.documentElement.lang"))
    return walk


@contextmanager
def _listening(page: Page, walk: Walk) -> Iterator[Page]:
    page.on("console", lambda message: walk.complaints.append(message.text) if _is_complaint(message) else None)
    page.on("pageerror", lambda error: walk.complaints.append(str(error)))
    page.on("request", lambda request: walk.asked.add(request.url))
    page.on("websocket", lambda socket: walk.asked.add(socket.url))
    yield page


def _is_complaint(message: ConsoleMessage) -> bool:
    """Streamlit looks for its server one folder up and down; what it does not find there is no fault."""
    return message.type in {"error", "warning"} and "404 (Not Found)" not in message.text

"""The running product, and a person in front of it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page

ROOT = Path(__file__).parents[2]
PASSWORD = "casebase-demo"
TABLET = {"width": 820, "height": 1180}
START_SECONDS = 60


@dataclass
class Served:
    """A server of its own on a free port; `restart` kills it as a power cut would, and starts it again."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        self.process = _started(self.home, self.port)


@contextmanager
def serving(home: Path, *, demo: bool = True) -> Iterator[Served]:
    """Serve the product from an own home, filled with the demonstration."""
    if demo:
        subprocess.run(
            [sys.executable, "-m", "casebase", "demo"], cwd=ROOT, env=_environment(home), check=True, timeout=120
        )
    port = _free_port()
    served = Served(home, port, _started(home, port))
    try:
        yield served
    finally:
        served.kill()


@contextmanager
def signed_in(browser: Browser, served: Served, role: str) -> Iterator[BrowserContext]:
    """A tablet on which somebody of a role has signed in."""
    context = browser.new_context(viewport=TABLET, has_touch=True, locale="ko-KR")
    page = context.new_page()
    page.goto(f"{served.address}/signin")
    page.fill("#login", role)
    page.fill("#password", PASSWORD)
    page.click("form button >> nth=0")
    page.wait_for_url(f"{served.address}/")
    page.close()
    yield context
    context.close()


@dataclass
class Finger:
    """Taps and counts them; keystrokes are not counted."""

    page: Page
    count: int = 0

    def tap(self, what: str | Locator) -> None:
        locator = self.page.locator(what).first if isinstance(what, str) else what
        with suppress(Error):  # the page may draw the element anew meanwhile; the tap looks for it again
            locator.scroll_into_view_if_needed(timeout=5_000)
        locator.tap()
        self.count += 1

    def button(self, key: str) -> None:
        self.tap(f".st-key-{key} button")

    def type(self, key: str, text: str) -> None:
        field = self.page.locator(f".st-key-{key}").locator("input, textarea").first
        self.tap(field)
        field.press_sequentially(text)

    def choose(self, key: str, option: str) -> None:
        """Open a list and take one of its options."""
        self.tap(f".st-key-{key} [data-baseweb=select], .st-key-{key} [role=combobox], .st-key-{key} button")
        self.tap(self.page.get_by_role("option", name=option, exact=True).first)

    def pill(self, key: str, label: str) -> None:
        self.tap(self.page.locator(f".st-key-{key}").get_by_text(label, exact=True).first)


def settled(page: Page) -> None:
    """Wait until Streamlit has run the page to its end."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=20_000)


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "CASEBASE_HOME": str(home), "CASEBASE_DEMO": "1"}


def _started(home: Path, port: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env=_environment(home),
        stdout=(home / "server.log").open("ab"),
        stderr=subprocess.STDOUT,
    )
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=1):
                return process
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise TimeoutError(f"the server did not start: {(home / 'server.log').read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])

"""A form in a real server with a tablet in front of it, and somebody at a screen without either."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from casebase.casework.desk import Desk
from casebase.casework.drafts import begin_draft, discard_draft, fetch_draft, keep_fields
from casebase.casework.office import Configuration, Office, use_office
from casebase.casework.sign_in import close_session, open_session_for, session_of_token
from casebase.domain.draft import Form, TypedField
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending
from casebase.web.session_cookie import COOKIE
from tests.builders import an_account
from tests.case_builders import Person, a_person

HERE = Path(__file__).parent
TABLET = {"width": 820, "height": 1180}


class FormServer:
    """The form's server as a process of its own, and its store as a test sees it. Each test has its own draft."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.store = Store(f"sqlite:///{home / 'records.db'}", home)
        apply_pending(self.store)
        with self.store.transaction() as con:
            self.account = an_account(con)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        settings = {"CASEBASE_HOME": str(self.home), "PYTHONPATH": str(HERE.parents[1])}
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "uvicorn", "form_server:app", "--port", str(self.port)],
                cwd=HERE,
                env=os.environ | settings,
                stdout=log,
                stderr=log,
            )
        await_true(self._is_up, 20)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def renew(self) -> None:
        """Make the next test's server out of this one: signed in, an empty draft, nothing in its way."""
        for hindrance in ("broken", "slow"):
            (self.home / hindrance).unlink(missing_ok=True)
        if self.process.poll() is not None:
            self.start()
        self.sign_in()
        self.draft_id = begin_draft(self.desk, Form.VISIT)

    def sign_in(self) -> None:
        self.token = open_session_for(self.store, self.account.id, datetime.now(UTC), idle_minutes=60, hours=2)

    def sign_out(self) -> None:
        close_session(self.store, session_of_token(self.token), datetime.now(UTC))

    @property
    def desk(self) -> Desk:
        return Desk(store=self.store, session_id=session_of_token(self.token), now=datetime.now(UTC))

    def hinder(self, how: str, text: str = "") -> None:
        (self.home / how).write_text(text)

    def relent(self, how: str) -> None:
        (self.home / how).unlink()

    def fields(self) -> dict[str, str]:
        return fetch_draft(self.desk, self.draft_id).fields

    def enter(self, name: str, value: str, sequence: int) -> None:
        """Keep a field as another device would send it."""
        keep_fields(self.desk, self.draft_id, [TypedField(key=name, value=value, sequence=sequence)])

    def discard(self) -> None:
        discard_draft(self.desk, self.draft_id)

    def await_field(self, name: str, value: str, seconds: float = 15) -> None:
        await_true(lambda: self.fields().get(name) == value, seconds, lambda: str(self.fields().get(name))[:200])

    def _is_up(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.address}/healthz", timeout=1).close()
        except OSError:
            return False
        return True


def await_true(condition: Callable[[], bool], seconds: float, shown: Callable[[], object] = str) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"not within {seconds} s; now {shown()!r}")
        time.sleep(0.02)


@pytest.fixture(scope="session")
def running_form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FormServer]:
    server = FormServer(tmp_path_factory.mktemp("form"))
    yield server
    server.kill()
    server.store.close()


@pytest.fixture
def form(running_form: FormServer) -> FormServer:
    running_form.renew()
    return running_form


@pytest.fixture(scope="session")
def tablet_context(browser: Browser) -> Iterator[BrowserContext]:
    """One tablet for all tests, so that it fetches Streamlit's scripts once; each test has its own draft on it."""
    context = browser.new_context(viewport=TABLET, has_touch=True, locale="ko-KR")
    yield context
    context.close()


@pytest.fixture
def tablet(tablet_context: BrowserContext, form: FormServer) -> Iterator[Page]:
    """A page of the tablet with the form open."""
    hand_over_session(tablet_context, form)
    page = tablet_context.new_page()
    open_form(page, form)
    yield page
    tablet_context.set_offline(False)
    for opened in tablet_context.pages:
        opened.close()


def hand_over_session(context: BrowserContext, form: FormServer) -> None:
    context.add_cookies([{"name": COOKIE, "value": form.token, "url": form.address}])


def open_form(page: Page, form: FormServer, more_fields: int = 0) -> None:
    page.goto(f"{form.address}/?id={form.draft_id}&more={more_fields}")
    # Streamlit fetches each kind of part when it first shows one, and never again if the line is down just then.
    for part in (".st-key-evidence input", ".st-key-finish_visit button", ".st-key-visited_on button"):
        page.locator(part).first.wait_for(state="attached", timeout=20_000)


@pytest.fixture
def person(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> Iterator[Person]:
    """Somebody in front of a screen of an office with nothing in it."""
    configuration = Configuration(home=tmp_path, store_url=sqlite_store.url)
    use_office(Office(configuration=configuration, store=sqlite_store, mirror=mirror))
    person = a_person(sqlite_store)
    with patch("casebase.ui.session.session_id", return_value=person.seat.session_id):
        yield person
    use_office(None)

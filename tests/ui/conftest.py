"""A form in a real server and a tablet's browser on it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
TABLET = {"width": 820, "height": 1180}


class FormServer:
    """The form's server as a process of its own, that can be killed and started again on the same port."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.draft = uuid4().hex
        self.start()

    def start(self) -> None:
        root = HERE.parents[1]
        settings = {"FORM_HOME": str(self.home), "PYTHONPATH": str(root), "STREAMLIT_CLIENT_TOOLBAR_MODE": "minimal"}
        settings["STREAMLIT_BROWSER_GATHER_USAGE_STATS"] = "false"
        command = [sys.executable, "-m", "uvicorn", "form_server:app", "--port", str(self.port), "--log-level", "error"]
        with (self.home.parent / "form.log").open("a") as log:
            self.process = subprocess.Popen(command, cwd=HERE, env=os.environ | settings, stdout=log, stderr=log)
        self._await_start()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def renew(self) -> None:
        """Make the next test's server out of this one: another draft, and nothing in its way."""
        self.draft = uuid4().hex  # a page of the last test may still send its beacon
        for hindrance in ("signed-out", "gone", "broken", "slow"):
            (self.home / hindrance).unlink(missing_ok=True)
        if self.process.poll() is not None:
            self.start()

    def hinder(self, how: str, text: str = "") -> None:
        (self.home / how).write_text(text)

    def relent(self, how: str) -> None:
        (self.home / how).unlink()

    def fields(self) -> dict[str, str]:
        return {name: entry["v"] for name, entry in self.entries().items()}

    def entries(self) -> dict[str, dict[str, object]]:
        file = self.home / f"{self.draft}.json"
        return json.loads(file.read_text()) if file.exists() else {}

    def enter(self, name: str, value: str, sequence: int) -> None:
        """Store a field as another device would."""
        entries = self.entries() | {name: {"v": value, "s": sequence}}
        (self.home / f"{self.draft}.json").write_text(json.dumps(entries))

    def posts(self) -> list[dict[str, dict[str, object]]]:
        log = self.home / f"{self.draft}.posts"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    def await_field(self, name: str, value: str, seconds: float = 5) -> None:
        await_true(lambda: self.fields().get(name) == value, seconds, lambda: self.fields().get(name))

    def _await_start(self) -> None:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the form's server did not start")


def await_true(condition, seconds: float, shown=lambda: None) -> None:  # type: ignore[no-untyped-def]
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"not within {seconds} s; now {shown()!r}"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def running_form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FormServer]:
    server = FormServer(tmp_path_factory.mktemp("form"))
    yield server
    server.kill()


@pytest.fixture
def form(running_form: FormServer) -> FormServer:
    running_form.renew()
    return running_form


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def tablet(chromium: Browser, form: FormServer) -> Iterator[Page]:
    """A fresh tablet with the form open."""
    context = chromium.new_context(viewport=TABLET, has_touch=True, locale="ko-KR")
    page = context.new_page()
    open_form(page, form)
    yield page
    context.close()


def open_form(page: Page, form: FormServer, more_fields: int = 0) -> None:
    page.goto(f"{form.url}/?id={form.draft}&more={more_fields}")
    page.locator(".st-key-evidence input").wait_for(state="attached", timeout=20_000)

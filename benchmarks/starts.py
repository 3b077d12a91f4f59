"""From starting the server to its first page in a browser, against `streamlit hello`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.kept import ROOT
from benchmarks.measuring import Row, at_most, in_turn, wall
from casebase.casework.demo import fill
from casebase.casework.office import Configuration, open_office
from casebase.casework.sign_in import open_session_for
from casebase.domain.account import Role
from casebase.store.accounts import list_accounts
from casebase.web.session_cookie import COOKIE

ROUNDS = 7
GOAL = 1.5
PATIENCE_MS = 60_000
CHROMIUM = "/usr/bin/chromium"


def measured() -> Iterator[Row]:
    """Yield a row: the first screen of a signed-in auditor on the demo data, against Streamlit's own demo."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        token = _demo_office(Path(folder))
        streamlit = [sys.executable, "-m", "streamlit"]
        environment = {**os.environ, "CASEBASE_HOME": folder}
        things = {
            "Casebase": _start(browser, [*streamlit, "run", "app.py"], environment, "오늘", token),
            "streamlit hello": _start(browser, [*streamlit, "hello"], environment, "Welcome to Streamlit!"),
        }
        times = in_turn(things, ROUNDS, warm_up=1)
        browser.close()
    yield at_most("start to the first page in a browser", times, "Casebase", "streamlit hello", GOAL)


def _demo_office(home: Path) -> str:
    """Fill a home with the demo and return the token of an auditor's session."""
    office = open_office(Configuration(home=home, store_url=f"sqlite:///{home}/records.db"))
    now = datetime.now(UTC)
    fill(office.store, now)
    with office.store.reading() as con:
        auditor = list_accounts(con, (Role.AUDITOR,))[0]
    token = open_session_for(office.store, auditor.id, now, idle_minutes=600, hours=10)
    office.mirror.close()
    office.store.close()
    return token


def _start(
    browser: Browser, command: list[str], environment: dict[str, str], heading: str, token: str = ""
) -> Callable[[], float]:
    """Return a function that starts a server, waits until a heading stands on its first page, and stops it."""

    def start() -> float:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        settings = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
        context = browser.new_context()
        if token:
            context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
        page = context.new_page()
        begin = wall()
        server = subprocess.Popen(
            [*command, *settings], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            await_port(port)
            page.goto(address)
            page.locator("h1", has_text=heading).first.wait_for(timeout=PATIENCE_MS)
            return wall() - begin
        finally:
            server.kill()
            server.wait()
            context.close()

    return start


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def await_port(port: int) -> None:
    until = wall() + PATIENCE_MS / 1000
    while wall() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.005)
    raise TimeoutError(f"no server on port {port}")

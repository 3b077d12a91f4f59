"""What every test may ask for: a migrated store, on SQLite or on both engines."""

import functools
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import settings

from casebase.casework.office import Configuration, Office, use_office
from casebase.insight.mirror import Mirror
from casebase.insight.search.following import stop_following
from casebase.store.connection import Store
from tests import postgresql
from tests.builders import NOW
from tests.stores import a_migrated_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from xdist.remote import Producer
    from xdist.scheduler import LoadFileScheduling

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
MEMORY = Path("/dev/shm")
ENOUGH = 2 * 2**30
SHOWN = 4_000  # characters of a page

if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
    # Files in memory: no test waits for a disk. The servers that tests start find theirs there as well.
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)

# No test fails because the machine was busy.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


# Whose tests share a server or an office that takes long to make: one process has them all.
SHARING = ("tests/browser/", "tests/accessibility/", "tests/pages/")
# What takes longest, in the order in which it begins: at the end every process has something short left to do.
LONGEST = (
    "tests/browser/",
    "tests/accessibility/",
    "tests/access/test_policy.py",
    "tests/test_visibility.py",
    "tests/pages/",
    "tests/store/test_connection.py",
    "tests/ui/test_typed.py",
    "tests/law/test_deadlines.py",
    "tests/web/test_entrance.py",
    "tests/ui/",
    "tests/casework/",
    "tests/insight/",
    "tests/documents/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: [not item.nodeid.startswith(begin) for begin in LONGEST])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> "LoadFileScheduling | None":
    """Give out `--dist loadfile` in the order above, and what shares in one piece."""
    from xdist.scheduler import LoadFileScheduling

    class ByWhatIsShared(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((room for room in SHARING if nodeid.startswith(room)), super()._split_scope(nodeid))

    if config.getoption("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False
    return ByWhatIsShared(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell with a test that failed in a browser what its open pages showed."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.failed and call.when == "call" and browser is not None:
        pages = [page for context in browser.contexts for page in context.pages]
        report.sections += [(f"shown at {page.url}", page.inner_text("body")[:SHOWN]) for page in pages]
    return report


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """Put back the module that Streamlit's tests of scripts replace: a process started later would run the script."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session", autouse=True)
def _components_found_once() -> Iterator[None]:
    """Look once for components of Streamlit among the installed packages: its tests of scripts do at every page."""
    from streamlit.components.v2 import manifest_scanner

    once = functools.cache(manifest_scanner.scan_component_manifests)
    with patch.object(manifest_scanner, "scan_component_manifests", once):
        yield


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """A migrated store on SQLite."""
    store = a_migrated_store(tmp_path, tmp_path / "home")
    yield store
    store.close()


@pytest.fixture
def postgresql_store(postgresql_url: str, tmp_path: Path) -> Iterator[Store]:
    """A migrated store on PostgreSQL; mark the test `postgres`."""
    store = Store(postgresql_url, tmp_path / "home")
    yield store
    store.close()


@pytest.fixture(params=ENGINES)
def store_url(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated database: the test runs once on each engine."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    return str(request.getfixturevalue("sqlite_store").url)


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A migrated store: the test runs once on each engine."""
    store = Store(store_url, tmp_path / "home")
    yield store
    store.close()


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    """A mirror that has not been refreshed yet."""
    mirror = Mirror(tmp_path / "mirror" / "mirror.duckdb")
    yield mirror
    stop_following(mirror)
    mirror.close()


@pytest.fixture
def empty_store(sqlite_store: Store, mirror: Mirror, tmp_path: Path) -> Iterator[Store]:
    """The store of an office with nothing in it, served, its pages at the moment that the stages of tests play at."""
    configuration = Configuration(home=tmp_path, store_url=sqlite_store.url)
    use_office(Office(configuration=configuration, store=sqlite_store, mirror=mirror))
    with patch("casebase.ui.session.now", return_value=NOW):
        yield sqlite_store
    use_office(None)


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    """A PostgreSQL server of this test session's own."""
    with postgresql.serving(postgresql.must_be_installed()) as address:
        yield address


@pytest.fixture
def postgresql_url(postgresql_address: str) -> Iterator[str]:
    """The URL of a migrated database on PostgreSQL."""
    with postgresql.fresh_database(postgresql_address) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for every test that drives one: Playwright runs once in a thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=CHROMIUM_FLAGS)
        yield browser
        browser.close()

"""`make screens`: a picture of every screen and state, on a tablet and on a desk, into docs/screens/."""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from casebase.casework.accounts import add_account
from casebase.casework.desk import operator_desk
from casebase.casework.office import configuration_from, open_office
from scripts.advice_screens import advice_screens
from scripts.committee_screens import committee_review_screens, meeting_screens, re_examination_screens
from scripts.consultation_screens import consultation_screens
from scripts.insight_screens import LITTLE, MUCH, NONE, insight_screens
from scripts.library_screens import empty_library_screens, library_screens
from scripts.screen import Screen, chosen, clicked, nothing, pressed, sign_in_wrongly, typed, unfolded
from scripts.shown_states import Shown, shown_states
from scripts.trust_screens import trust_screens
from tests.browser.serving import PASSWORD, ROOT, Served, serving, settled, signed_in

FOLDER = ROOT / "docs" / "screens"
SIZES = {"tablet": (820, 1180), "desk": (1440, 900)}
TALLEST = 5_000
COLOURS = 128  # enough for screens, and a third of the bytes
_LENGTH = "document.querySelector('[data-testid=stMain]')?.scrollHeight ?? document.body.scrollHeight"
UNFORESEEN = "예상하지 못한 오류"
CHROMIUM = "/usr/bin/chromium"
MANY_CASES = 1_300


def main(wanted: list[str]) -> None:
    """Take all pictures, or those whose names hold one of the wanted words."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for served, screens in offices(Path(home)):
            _take(browser, served, [screen for screen in screens if is_wanted(screen, wanted)])
        browser.close()


def is_wanted(screen: Screen, wanted: list[str]) -> bool:
    """Tell whether a screen's name holds one of some words; where none are given, all are wanted."""
    return not wanted or any(word in screen.name for word in wanted)


def offices(home: Path) -> Iterator[tuple[Served, list[Screen]]]:
    """Yield every office that has something of its own to show, served while its turn lasts, and its screens."""
    empty_home = home / "empty"
    empty_home.mkdir()
    with serving(empty_home, demo=False) as empty:
        yield empty, [Screen("first-start", "", "/signin", nothing)]
        _open_office(empty_home)
        yield empty, [*insight_screens(NONE), *empty_library_screens()]
    with _generated(home / "generated") as generated:
        yield generated, list(insight_screens(MUCH))
    with serving(home / "demo") as served:
        yield served, list(_screens(shown_states(served.home)))


def _open_office(home: Path) -> None:
    """Give an empty office its head, who has nothing to look at yet."""
    opened = open_office(configuration_from({"CASEBASE_HOME": str(home)}))
    desk = operator_desk(opened.store, datetime.now(UTC))
    fields = {"login": "head", "account_name": "감사관", "role": "head", "begins_on": desk.today.isoformat()}
    add_account(desk, fields, PASSWORD, must_change_password=False)
    opened.store.close()


@contextmanager
def _generated(home: Path) -> Iterator[Served]:
    """Serve an office with ten years behind it."""
    _run(home, "demo", "--cases", str(MANY_CASES))
    with serving(home, demo=False) as served:
        yield served


def _run(home: Path, *command: str) -> None:
    environment = {**os.environ, "CASEBASE_HOME": str(home)}
    arguments = [sys.executable, "-m", "casebase", *command]
    subprocess.run(arguments, cwd=ROOT, env=environment, input=PASSWORD, text=True, check=True, timeout=300)


def _take(browser: Browser, served: Served, screens: list[Screen]) -> None:
    for role in dict.fromkeys(screen.role for screen in screens):
        with browsing(browser, served, role) as page:
            for screen in screens:
                if screen.role == role:
                    _take_one(page, served, screen)


@contextmanager
def browsing(browser: Browser, served: Served, role: str) -> Iterator[Page]:
    """Open a page in a browser of its own, signed in as the demo's account of a role; "" for nobody."""
    if role:
        with signed_in(browser, served, role) as context:
            yield context.new_page()
    else:
        context = browser.new_context(locale="ko-KR")
        yield context.new_page()
        context.close()


def _take_one(page: Page, served: Served, screen: Screen) -> None:
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        open_screen(page, served, screen)
        page.mouse.move(0, 0)  # nothing is pointed at
        page.evaluate("document.activeElement?.blur()")
        page.wait_for_timeout(300)  # what moves comes to rest
        _keep(_whole(page, width, height), FOLDER / f"{size}-{screen.name}.png")
        print(f"{size}-{screen.name}.png", flush=True)


def open_screen(page: Page, served: Served, screen: Screen) -> None:
    """Go to a screen's address and do there what brings its state about."""
    page.goto(f"{served.address}{screen.path}")
    if not screen.is_plain:
        page.locator("h1, [data-testid=stAlert]").first.wait_for()
        settled(page)
    screen.before(page)
    if page.get_by_text(UNFORESEEN).count():
        raise RuntimeError(f"the page of {screen.name} broke: see server.log")


def _whole(page: Page, width: int, height: int) -> bytes:
    """Return the picture of all that one can scroll to: Streamlit scrolls inside the window."""
    shown = 0
    while shown < (long := min(max(page.evaluate(_LENGTH), height), TALLEST)):  # what comes into sight may grow
        page.set_viewport_size({"width": width, "height": long})
        page.wait_for_timeout(300)
        shown = long
    page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")  # of what is taller, the beginning
    return page.screenshot()


def _keep(picture: bytes, file: Path) -> None:
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(file, optimize=True)


def _screens(shown: Shown) -> Iterator[Screen]:
    yield Screen("signin", "", "/signin", nothing)
    yield Screen("signin-refused", "", "/signin", sign_in_wrongly)
    for role in ("auditor", "head", "chair", "committee", "secretary", "panel", "applicant", "admin"):
        yield Screen(f"today-{role}", role, "/")
    yield Screen("today-figure", "head", "/", clicked("show_months", "label"))
    yield from _of_visits(shown)
    yield from _of_reviews(shown)
    yield from _of_applicant(shown)
    yield from consultation_screens(shown.consultations)
    yield from advice_screens(shown.advice, shown.consultations.numbers["late"])
    yield from meeting_screens(shown.meetings)
    yield from committee_review_screens(shown.meetings, shown.advice.advised)
    yield from re_examination_screens(shown.again)
    yield from insight_screens(LITTLE)
    yield from library_screens(shown.library)
    yield Screen("businesses", "auditor", "/businesses")
    yield Screen("businesses-by-initials", "auditor", "/businesses", typed("business_query", "ㅅㅇㅅㅍ"))
    yield Screen("businesses-edit", "auditor", "/businesses", clicked("edit"))
    yield Screen("account", "auditor", "/account")
    yield Screen("account-password", "auditor", "/password?next=/account", nothing)
    yield Screen("account-second-factor", "auditor", "/second-factor?next=/account", nothing)
    yield Screen("refused", "auditor", "/admin")
    yield Screen("admin-accounts", "admin", "/admin")
    yield Screen("admin-account-new", "admin", "/admin", unfolded("계정 추가"))
    for name, part in (("sign-ins", "로그인"), ("agencies", "기관"), ("settings", "기관 설정"), ("holidays", "휴일")):
        yield Screen(f"admin-{name}", "admin", "/admin", chosen("part", part))
    yield from trust_screens("2026-의견-0001")


def _of_visits(shown: Shown) -> Iterator[Screen]:
    yield Screen("visits", "auditor", "/visits")
    yield Screen("visits-filters", "auditor", "/visits", unfolded("조건"))
    yield Screen("visits-none", "auditor", "/visits", typed("visit_query", "없는 말"))
    for name, number in shown.visits.items():
        yield Screen(f"visit-{name}", "auditor", f"/visit?number={number}")
    yield Screen("visit-missing", "auditor", "/visit?number=2020-방문-0001")
    for name, draft_id in shown.visit_drafts.items():
        yield Screen(f"visit-form-{name}", "auditor", f"/visit?id={draft_id}")
    yield Screen("visit-form-faults", "auditor", f"/visit?id={shown.visit_drafts['new']}", pressed("finish_visit"))


def _of_reviews(shown: Shown) -> Iterator[Screen]:
    yield Screen("exemptions", "auditor", "/exemptions")
    yield Screen("exemptions-filters", "auditor", "/exemptions", unfolded("조건"))
    for status, number in shown.reviews.items():
        yield Screen(f"exemption-{status}", "auditor", f"/exemption?number={number}")
    judged = f"/exemption?number={shown.reviews['fact_finding']}"
    for name, work in (("evidence", "증거"), ("hearing", "의견 진술"), ("proposal", "결정안")):
        yield Screen(f"exemption-fact_finding-{name}", "auditor", judged, chosen("work", work))
    exclusions = chosen("step", "제외사유 검토")
    yield Screen("exemption-fact_finding-exclusions", "auditor", judged, exclusions)
    yield Screen("exemption-form", "auditor", f"/exemption?id={shown.review_draft}")
    yield Screen("exemption-form-faults", "auditor", f"/exemption?id={shown.review_draft}", pressed("register_review"))


def _of_applicant(shown: Shown) -> Iterator[Screen]:
    yield Screen("exemptions-applicant", "applicant", "/exemptions")
    yield Screen("exemption-applicant", "applicant", f"/exemption?number={shown.applied}")
    yield Screen("exemption-form-applicant", "applicant", f"/exemption?id={shown.application_draft}")


if __name__ == "__main__":
    main(sys.argv[1:])

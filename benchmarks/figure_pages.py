"""A changed filter of 통계 in a real browser, against a rerun there that asks nothing plus the question of the figure.

What asks nothing is a bare page with the same list of fields, and the same page once its answers are kept.

`python -m benchmarks.figure_pages 10000` measures in an office of another size than the largest.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import quantiles

from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.figures import mirror_of, ours
from benchmarks.kept import ROOT
from benchmarks.measuring import Row, wall
from benchmarks.offices import CASES, office_of, store_of
from benchmarks.peers.rows import Asked
from benchmarks.starts import CHROMIUM, await_port, free_port
from casebase.casework.sign_in import open_session_for
from casebase.domain.account import Role
from casebase.domain.case import FIELDS
from casebase.store.accounts import find_account_by_login
from casebase.web.session_cookie import COOKIE

GOAL = 1.5
YEARS = 2  # the 95th of 100, of too few changes, is the slowest of them
STILL_MS = 400  # a page on which nothing changed for so long is drawn
PATIENCE_MS = 120_000
FIGURES = {  # one of each section that is filtered by a span and a field
    "cases_by_month": "flow",
    "days_by_agency": "times",
    "late_causes": "lateness",
    "outcomes_by_field": "outcomes",
    "matters_by_track": "visits",
    "recognition_by_quarter": "exemption",
    "panel_load": "panel",
    "follow_ups": "follow-up",
    "repeated_difficulties": "difficulties",
}
BARE = """import streamlit as st

st.title("Casebase")


@st.fragment
def chosen() -> None:
    st.write(st.selectbox("분야", {fields!r}, index=None, placeholder="모두"))


chosen()
"""

# From the choice of an option to the picture after the last thing on the page that changed by it: a script's end is no
# end, since what draws draws after it. The list that was chosen from, which closes slowly, is no part of the app.
_FOLLOW = """(field) => {
    const app = document.querySelector("[data-testid=stApp]");
    let begin = 0, hasRun = false, still = 0;
    window.seconds = 0;
    const picked = (event) => {
        if (!event.target.closest("[role=option]")) return;
        document.removeEventListener("click", picked, true);
        begin = performance.now();
    };
    document.addEventListener("click", picked, true);
    const watch = new MutationObserver((changes) => {
        const runs = app.getAttribute("data-test-script-state") !== "notRunning";
        const written = [...document.querySelectorAll("[data-testid=stMarkdown]")];
        const isDrawn = changes.some(({ target }) => target.closest?.(".js-plotly-plot"));
        // A page may be so quick that nobody sees it run; what it writes or draws is seen.
        hasRun ||= begin > 0 && (runs || isDrawn || written.some((each) => each.textContent === field));
        clearTimeout(still);
        if (!hasRun || runs) return;
        requestAnimationFrame(() => requestAnimationFrame(() => {
            const seen = performance.now();
            clearTimeout(still);
            still = setTimeout(() => {
                watch.disconnect();
                window.seconds = (seen - begin) / 1000;
            }, STILL_MS);
        }));
    });
    watch.observe(app, {
        subtree: true, childList: true, characterData: true,
        attributes: true, attributeFilter: ["data-test-script-state"],
    });
}""".replace("STILL_MS", str(STILL_MS))

# The page's own policy forbids what playwright waits by.
_TAKEN = """() => new Promise((resolve, reject) => {
    const begin = performance.now();
    const look = () => {
        if (window.seconds > 0) resolve(window.seconds);
        else if (performance.now() - begin > 120000) reject("nothing changed");
        else setTimeout(look, 20);
    };
    look();
})"""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of the field, of a figure and a year that were opened without one."""

    year: int
    field: str

    @property
    def asked(self) -> Asked:
        return Asked(since=date(self.year, 1, 1), until=date(self.year, 12, 31), field=self.field, today=_today())


def measured(cases: int = CASES) -> Iterator[Row]:
    """Yield a row a figure, by its 95th percentiles."""
    changes = [Change(year=_today().year - 1 - back, field=field) for back in range(YEARS) for field in FIELDS[1:]]
    asking = _asking_seconds(cases, changes)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="ko-KR")
        with _product(cases, context) as product, _bare(Path(name)) as bare:
            for figure, section in FIGURES.items():
                page, again, other = _times(context, product, bare, f"?section={section}&figure={figure}", changes)
                what = f"{figure}, {cases:,} cases: p95 of a changed filter"
                for peer, plain in {"bare rerun": other, "the page with answers kept": again}.items():
                    both = [rerun + asked for rerun, asked in zip(plain, asking[figure], strict=True)]
                    yield _row(what, page, f"{peer} and its question", both)
        browser.close()


def _asking_seconds(cases: int, changes: Sequence[Change]) -> dict[str, list[float]]:
    """Return how long the question of each figure takes after each change, asked the first time."""
    mirror = mirror_of(cases, _today())

    def asked(figure: str, change: Change) -> float:
        begin = wall()
        ours(mirror, figure, change.asked)
        return wall() - begin

    try:
        return {figure: [asked(figure, change) for change in changes] for figure in FIGURES}
    finally:
        mirror.close()


def _times(
    context: BrowserContext, product: str, bare: str, query: str, changes: Sequence[Change]
) -> tuple[list[float], list[float], list[float]]:
    """Return the seconds of each change in the product, of the same change made again, and on the bare page."""
    other, page = context.new_page(), context.new_page()
    _open(other, bare)
    first, again, theirs = [], [], []
    for year in dict.fromkeys(change.year for change in changes):
        fields = [change.field for change in changes if change.year == year]
        _open(page, f"{product}/insight{query}&span=own&since={year}-01-01&until={year}-12-31")
        _changed(page, FIELDS[0])  # warm: what draws is loaded now
        for field in fields:
            first.append(_changed(page, field))
            theirs.append(_changed(other, field))
        _changed(page, FIELDS[0])
        again += [_changed(page, field) for field in fields]
    page.close()
    other.close()
    return first, again, theirs


def _open(page: Page, address: str) -> None:
    page.goto(address, timeout=PATIENCE_MS)
    page.get_by_role("combobox", name="분야").wait_for(timeout=PATIENCE_MS)
    _settle(page)


def _settle(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE_MS)


def _changed(page: Page, field: str) -> float:
    """Choose a field and return the seconds until the page shows what comes of it."""
    page.bring_to_front()
    page.get_by_role("combobox", name="분야").click()
    option = page.get_by_role("option", name=field, exact=True)
    page.evaluate(_FOLLOW, field)
    option.click()
    return float(page.evaluate(_TAKEN))


@contextmanager
def _product(cases: int, context: BrowserContext) -> Iterator[str]:
    """Serve a kept office in place to its head, with the mirror that stands beside it; yield the address."""
    home = office_of(cases)
    store = store_of(home)
    with store.reading() as con:
        head = find_account_by_login(con, Role.HEAD.value)
    if head is None:
        raise LookupError("the generated office has no head")
    token = open_session_for(store, head[0].id, datetime.now(UTC), idle_minutes=600, hours=10)
    store.close()
    # The mirror's file is named by its process; it is copied for the one that takes the shell's place.
    shell = f'cp {home}/mirror/figures-{cases}.duckdb {home}/mirror/$$.duckdb && exec "$0" "$@"'
    served = _served(["sh", "-c", shell, sys.executable, "-m", "streamlit", "run", "app.py"], {"CASEBASE_HOME": home})
    with served as (address, process):
        context.add_cookies([{"name": COOKIE, "value": token, "url": address}])
        try:
            yield address
        finally:
            process.kill()
            process.wait()
            for left in (home / "mirror").glob(f"{process.pid}.duckdb*"):
                left.unlink()


@contextmanager
def _bare(folder: Path) -> Iterator[str]:
    script = folder / "bare.py"
    script.write_text(BARE.format(fields=FIELDS), encoding="utf-8")
    with _served([sys.executable, "-m", "streamlit", "run", str(script)], {}) as (address, _):
        yield address


@contextmanager
def _served(command: list[str], environment: dict[str, Path]) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    port = free_port()
    settings = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    told = {name: str(value) for name, value in environment.items()}
    process = subprocess.Popen(
        [*command, *settings],
        cwd=ROOT,
        env=os.environ | told,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        await_port(port)
        yield f"http://localhost:{port}", process
    finally:
        process.kill()
        process.wait()


def _row(what: str, ours: list[float], peer: str, theirs: list[float]) -> Row:
    """Compare the 95th percentiles; the middle half is that of the changes' own ratios."""
    own, others = _p95(ours), _p95(theirs)
    middle = quantiles([left / right for left, right in zip(ours, theirs, strict=True)], n=4)
    return Row(
        what=what,
        ours_ms=own * 1000,
        peer=peer,
        peer_ms=others * 1000,
        ratio=own / others,
        spread=(middle[0], middle[2]),
        goal=f"≤ {GOAL:g}",
        is_met=own / others <= GOAL,
    )


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _today() -> date:
    return datetime.now(UTC).date()


if __name__ == "__main__":
    for row in measured(int(sys.argv[1])):
        print(row, flush=True)

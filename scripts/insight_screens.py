"""The screens of 통계: every figure, the forecast and the reports, over a full office, a small one and none."""

from collections.abc import Iterator

from casebase.access.policy import granted
from casebase.domain.account import Role
from casebase.ui.insight_sections import FIGURE_ACTS, FORECAST, REPORTS, SECTIONS
from scripts.screen import Screen, clicked, in_turn, opened, picked

MUCH, LITTLE, NONE = "much", "little", "none"
_HEAD, _AUDITOR, _APPLICANT = Role.HEAD, Role.AUDITOR, Role.APPLICANT


def insight_screens(office: str) -> Iterator[Screen]:
    """Yield what the head sees in an office, then what an applicant sees, for whom small groups are hidden."""
    yield from _figures(office, _HEAD)
    yield Screen(f"insight-{office}-forecast", _HEAD, _section("forecast"), clicked("back_test", "label"))
    yield Screen(f"insight-{office}-reports", _HEAD, _section("reports"))
    if office == NONE:
        return
    yield from _figures(office, _APPLICANT)
    if office == MUCH:
        yield from _handled()


def _figures(office: str, role: Role) -> Iterator[Screen]:
    told = "" if role == _HEAD else f"-{role}"
    for name, section in SECTIONS.items():
        if granted(role, section.act) and section not in (FORECAST, REPORTS):
            for figure in section.figures:
                if granted(role, FIGURE_ACTS.get(figure, section.act)):
                    yield Screen(f"insight-{office}-{figure}{told}", role, _figure(name, figure))


def _handled() -> Iterator[Screen]:
    """Yield a figure that somebody works with: filtered, asked for its cases, read as a table, made a report."""
    outcomes = _figure("outcomes", "outcomes_by_field")
    yield Screen("insight-filtered", _HEAD, f"{outcomes}&span=own&since=2024-01-01&until=2025-12-31&field=계약")
    yield Screen("insight-nothing-matches", _HEAD, f"{outcomes}&span=own&since=1991-01-01&until=1991-12-31")
    yield Screen("insight-cases-behind", _HEAD, outcomes, picked("figure_part", "계약"))
    yield Screen("insight-table", _HEAD, outcomes, clicked("figure_table", "label"))
    for section, figure in (("times", "days_by_handler"), ("panel", "panel_load")):
        yield Screen(f"insight-people-{figure}", _AUDITOR, _figure(section, figure))
    of_handlers = _figure("times", "days_by_handler")
    yield Screen("insight-people-table", _AUDITOR, of_handlers, clicked("figure_table", "label"))
    quarter = in_turn(opened("report", "분기"), clicked("make_public_activity"))
    yield Screen("insight-reports-made", _HEAD, _section("reports"), quarter)


def _section(name: str) -> str:
    return f"/insight?section={name}"


def _figure(section: str, figure: str) -> str:
    return f"{_section(section)}&figure={figure}"

"""Exemption reviews: what was found of each criterion, what decided, who agreed, and whether a change of law shows."""

from datetime import date
from typing import Any

from casebase.charts.bars import beside, end_to_end
from casebase.charts.drawing import Chart
from casebase.charts.grids import by_last_group, by_measure, most_of_first_series, split
from casebase.charts.labels import group_label
from casebase.charts.tables import Table, Words
from casebase.charts.trends import over_time, place_name, steps
from casebase.law.criteria import CriteriaSet, criteria_sets_on

_MARK = "#a03a3a"


def findings_by_criterion_chart(table: Table, words: Words) -> Chart:
    """Draw how often each criterion was found to hold and not. Groups: criteria set, criterion, whether it holds."""
    return end_to_end(by_last_group(table, words))


def deciding_criteria_chart(table: Table, words: Words) -> Chart:
    """Draw which criteria stood against recognition, the one that did so most first."""
    return beside(most_of_first_series(by_measure(table, words)))


def agreement_chart(table: Table, words: Words) -> Chart:
    """Draw for each pair of judges and each question how often they agreed. Groups: pair, question."""
    return end_to_end(by_measure(table, words))


def recognition_by_quarter_chart(table: Table, words: Words) -> Chart:
    """Draw what was ruled and recognised each quarter, a panel for each set of criteria.

    Upright lines mark the quarters in which a set of criteria came into force. Groups: quarter, criteria set.
    """
    kind = table.figure.groups[1]
    by_set = split(by_measure(table, words), position=1)
    chart = over_time({group_label(kind, code, words): grid for code, grid in by_set.items()}, step_months=3)
    if not table.rows:
        return chart
    quarters = steps(min(row[0] for row in table.rows), max(row[0] for row in table.rows), 3)
    changes = [(_quarter_of(each.since), each) for each in criteria_sets_on(date.max)]
    shown = [(quarter, each) for quarter, each in changes if quarter in quarters]
    notes = [_note(each, quarter, is_early=quarters.index(quarter) < len(quarters) / 2) for quarter, each in shown]
    lines = [_line(quarter) for quarter, _ in shown]
    return Chart(
        data=chart.data,
        layout={**chart.layout, "shapes": lines, "annotations": [*chart.layout["annotations"], *notes]},
    )


def _quarter_of(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _line(quarter: date) -> dict[str, Any]:
    at = place_name(quarter)
    line = {"color": _MARK, "dash": "dash", "width": 2}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def _note(change: CriteriaSet, quarter: date, *, is_early: bool) -> dict[str, Any]:
    """Return what stands at the line of a change, on the side where there is more room."""
    return {
        "x": place_name(quarter),
        "y": 1,
        "yref": "paper",
        "yanchor": "top",
        "xanchor": "left" if is_early else "right",
        "bgcolor": "#ffffff",
        "showarrow": False,
        "text": f"{change.label} 시행 {change.since:%Y. %-m. %-d.}",
        "font": {"size": 12, "color": _MARK},
    }

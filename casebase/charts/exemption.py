"""Exemption reviews: what was found of each criterion, what decided, who agreed, and whether a change of law shows."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from casebase.charts.bars import beside, end_to_end
from casebase.charts.grids import by_last_group, by_measure, most_of_first_series, split
from casebase.charts.labels import group_label
from casebase.charts.tables import Table, Words
from casebase.charts.trends import over_time, place_name, steps
from casebase.law.criteria import criteria_sets_on

_MARK = "#a03a3a"


def findings_by_criterion_chart(table: Table, words: Words) -> go.Figure:
    """Draw how often each criterion was found to hold and not. Groups: criteria set, criterion, whether it holds."""
    return end_to_end(by_last_group(table, words))


def deciding_criteria_chart(table: Table, words: Words) -> go.Figure:
    """Draw which criteria stood against recognition, the one that did so most first."""
    return beside(most_of_first_series(by_measure(table, words)))


def agreement_chart(table: Table, words: Words) -> go.Figure:
    """Draw for each pair of judges and each question how often they agreed. Groups: pair, question."""
    return end_to_end(by_measure(table, words))


def recognition_by_quarter_chart(table: Table, words: Words) -> go.Figure:
    """Draw what was ruled and recognised each quarter, a panel for each set of criteria.

    Upright lines mark the quarters in which a set of criteria came into force. Groups: quarter, criteria set.
    """
    kind = table.figure.groups[1]
    by_set = split(by_measure(table, words), position=1)
    figure = over_time({group_label(kind, code, words): grid for code, grid in by_set.items()}, step_months=3)
    if table.rows:
        _mark_changes(figure, steps(min(row[0] for row in table.rows), max(row[0] for row in table.rows), 3))
    return figure


def _mark_changes(figure: go.Figure, quarters: Sequence[date]) -> None:
    """Mark each change of criteria inside the quarters shown."""
    for each in criteria_sets_on(date.max):
        quarter = date(each.since.year, (each.since.month - 1) // 3 * 3 + 1, 1)
        if quarter in quarters:
            at = place_name(quarter)
            figure.add_shape(
                type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line={"color": _MARK, "dash": "dash", "width": 2}
            )
            figure.add_annotation(
                x=at,
                y=1,
                yref="paper",
                yanchor="top",
                xanchor="left" if quarters.index(quarter) < len(quarters) / 2 else "right",
                bgcolor="#ffffff",
                showarrow=False,
                text=f"{each.label} 시행 {each.since:%Y. %-m. %-d.}",
                font={"size": 12, "color": _MARK},
            )

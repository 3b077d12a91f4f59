"""Cases in and out, and those that are open."""

from casebase.charts.bars import end_to_end
from casebase.charts.drawing import Chart
from casebase.charts.grids import by_last_group, by_measure, split
from casebase.charts.labels import group_label
from casebase.charts.tables import Table, Words
from casebase.charts.trends import over_time


def cases_by_month_chart(table: Table, words: Words) -> Chart:
    """Draw what came in and what went out each month, a panel for each kind of case.

    Groups: month, kind. Measures: what came in, what went out.
    """
    kind = table.figure.groups[1]
    by_kind = split(by_measure(table, words), position=1)
    known = list(words.get(kind.name, {}))
    order = sorted(by_kind, key=lambda value: known.index(value) if value in known else len(known))
    return over_time({group_label(kind, value, words): by_kind[value] for value in order})


def open_by_age_chart(table: Table, words: Words) -> Chart:
    """Draw the open cases of each status, in parts by how long they have been open. Groups: status, age."""
    return end_to_end(by_last_group(table, words))

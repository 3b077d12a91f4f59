"""The panel of legal advisers: how much each carries, how long they take, how often they differ."""

from casebase.charts.bars import beside
from casebase.charts.drawing import Chart
from casebase.charts.grids import by_measure, most_of_first_series
from casebase.charts.tables import Table, Words


def panel_load_chart(table: Table, words: Words) -> Chart:
    """Draw what each adviser was offered, accepted and answered. Group: adviser."""
    return beside(most_of_first_series(by_measure(table, words)))


def panel_days_chart(table: Table, words: Words) -> Chart:
    """Draw the days each adviser takes from offer to answer. Group: adviser; the last measure is the days."""
    days = len(table.figure.measures) - 1
    return beside(most_of_first_series(by_measure(table, words, measures=(days,))))


def panel_dissent_chart(table: Table, words: Words) -> Chart:
    """Draw opinions given and those that differed from the most."""
    return beside(most_of_first_series(by_measure(table, words)))

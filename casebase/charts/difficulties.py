"""Difficulties that several businesses share."""

from casebase.charts.bars import beside
from casebase.charts.drawing import Chart
from casebase.charts.grids import by_measure, most_of_first_series
from casebase.charts.tables import Table, Words


def repeated_difficulties_chart(table: Table, words: Words) -> Chart:
    """Draw businesses and difficulties for each statute and field, those of the most businesses first."""
    return beside(most_of_first_series(by_measure(table, words)))

"""What became of issued opinions."""

from casebase.charts.bars import beside
from casebase.charts.drawing import Chart
from casebase.charts.grids import by_measure
from casebase.charts.tables import Table, Words


def follow_ups_chart(table: Table, words: Words) -> Chart:
    """Draw how many opinions were acted on, not acted on, not reported and not checked. Group: what became of them."""
    return beside(by_measure(table, words))

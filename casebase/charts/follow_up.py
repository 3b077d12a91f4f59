"""What became of issued opinions."""

import plotly.graph_objects as go

from casebase.charts.bars import beside
from casebase.charts.grids import by_measure
from casebase.charts.tables import Table, Words


def follow_ups_chart(table: Table, words: Words) -> go.Figure:
    """Draw how many opinions were acted on, not acted on, not reported and not checked. Group: what became of them."""
    return beside(by_measure(table, words))

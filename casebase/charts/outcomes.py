"""How consultations ended: by field of work and by year."""

from casebase.charts.bars import end_to_end
from casebase.charts.drawing import Chart
from casebase.charts.grids import by_last_group, most_first
from casebase.charts.tables import Table, Words


def outcomes_by_field_chart(table: Table, words: Words) -> Chart:
    """Draw each field's outcomes, the field with the most first. Groups: field, outcome."""
    return end_to_end(most_first(by_last_group(table, words)))


def outcomes_by_year_chart(table: Table, words: Words) -> Chart:
    """Draw each year's outcomes in the years' order. Groups: year, outcome."""
    return end_to_end(by_last_group(table, words))

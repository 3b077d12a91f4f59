"""Ready spans as of a day."""

from datetime import date

import pytest

from casebase.ui.insight_filters import LAST_YEAR, THIS_YEAR, TWELVE_MONTHS, span_of, wanted_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("choice", "today", "since", "until"),
    [
        (THIS_YEAR, TODAY, date(2026, 1, 1), TODAY),
        (LAST_YEAR, TODAY, date(2025, 1, 1), date(2025, 12, 31)),
        (TWELVE_MONTHS, TODAY, date(2025, 12, 1), TODAY),
        (TWELVE_MONTHS, date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31)),
        (TWELVE_MONTHS, date(2026, 1, 1), date(2025, 2, 1), date(2026, 1, 1)),
    ],
)
def test_a_ready_span_ends_today_or_with_last_year(choice: str, today: date, since: date, until: date) -> None:
    assert span_of(choice, today) == (since, until)


def test_a_filter_that_is_not_offered_does_not_filter() -> None:
    wanted = wanted_of(TODAY, TODAY, {"region": "48120"})

    assert (wanted.region_code, wanted.field, wanted.agency_id, wanted.handler_id) == ("48120", "", "", "")

"""What of a visit is still owed."""

from datetime import date

import pytest

from casebase.domain.visit import TRACK_LABELS, VISIT_STATUS_LABELS, Track, VisitStatus
from tests.builders import a_matter


@pytest.mark.parametrize(
    ("track", "answered_on", "is_open"),
    [
        (Track.LATER, None, True),
        (Track.LATER, date(2026, 11, 23), False),
        (Track.ON_SITE, None, False),
        (Track.FORMAL, None, False),
    ],
)
def test_only_a_promise_not_yet_kept_is_open(track: Track, answered_on: date | None, is_open: bool) -> None:
    assert a_matter(track, answered_on=answered_on).is_open == is_open


def test_every_track_and_status_has_its_word() -> None:
    assert set(TRACK_LABELS) == set(Track)
    assert set(VISIT_STATUS_LABELS) == set(VisitStatus)

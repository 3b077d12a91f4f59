"""How long records are kept: the years counted, their boundary days, and what the office's setting changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.backup import Keep
from casebase.domain.retention import ADVICE, Grade, RecordKind
from casebase.law.retention import backup_gone_by, kept_until, over_before, standards_on
from tests.builders import TODAY, a_setting

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("completed_on", "grade", "last_day"),
    [
        (date(2026, 1, 1), Grade.YEARS_10, date(2036, 12, 31)),
        (date(2026, 12, 31), Grade.YEARS_10, date(2036, 12, 31)),
        (date(2027, 1, 1), Grade.YEARS_10, date(2037, 12, 31)),
        (date(2026, 5, 3), Grade.YEARS_1, date(2027, 12, 31)),
        (date(2024, 2, 29), Grade.YEARS_30, date(2054, 12, 31)),
        (date(2026, 5, 3), Grade.SEMI_PERMANENT, None),
        (date(2026, 5, 3), Grade.PERMANENT, None),
    ],
)
def test_a_record_is_kept_from_the_january_after_it_was_completed(
    completed_on: date, grade: Grade, last_day: date | None
) -> None:
    kept = kept_until(completed_on, grade)

    assert kept.counted_from == date(completed_on.year + 1, 1, 1)
    assert kept.last_day == last_day


@given(DAYS, st.sampled_from(Grade), DAYS)
def test_what_is_over_is_over_by_both_ways_of_asking(completed_on: date, grade: Grade, today: date) -> None:
    last_day, before = kept_until(completed_on, grade).last_day, over_before(grade, today)

    assert (last_day is not None and last_day < today) == (before is not None and completed_on < before)


@given(DAYS, st.sampled_from([grade for grade in Grade if grade.years]))
def test_a_record_is_kept_for_its_whole_years(completed_on: date, grade: Grade) -> None:
    kept = kept_until(completed_on, grade)

    assert kept.last_day is not None
    assert (kept.last_day + timedelta(days=1)).year - kept.counted_from.year == grade.years


def test_without_a_setting_the_defaults_hold_for_every_kind() -> None:
    standards = standards_on(TODAY, [])

    assert set(standards.grades) == {*RecordKind, ADVICE}
    assert standards.grades[RecordKind.REVIEW] == Grade.YEARS_30
    assert standards.grades[RecordKind.VISIT] == Grade.YEARS_10
    assert Grade.PERMANENT not in standards.over_before


def test_the_office_s_own_setting_holds_from_its_day() -> None:
    setting = a_setting("retention.visit", "영구", TODAY)

    assert standards_on(TODAY, [setting]).grades[RecordKind.VISIT] == Grade.PERMANENT
    assert standards_on(TODAY - timedelta(days=1), [setting]).grades[RecordKind.VISIT] == Grade.YEARS_10


def test_a_backup_is_gone_by_the_longest_of_its_rules() -> None:
    taken_on = date(2026, 11, 23)

    assert backup_gone_by(taken_on, Keep(days=14, weeks=0, months=0)) == date(2026, 12, 7)
    assert backup_gone_by(taken_on, Keep(days=14, weeks=8, months=24)) == date(2028, 11, 30)

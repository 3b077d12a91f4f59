"""Until when a finished record is kept: counted from the first of January after the year it was completed in.

The grades themselves are the office's own standard until its 기록관리기준표 has been looked at.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from casebase.domain.backup import Keep
from casebase.domain.retention import ADVICE, Grade, RecordKind, Retention, Standards
from casebase.domain.setting import Setting
from casebase.law.periods import last_day_of_months
from casebase.law.values import LegalValue, value_on


def grade_on(kind: str, on: date, settings: Sequence[Setting]) -> LegalValue:
    """Return the grade by which an office keeps a kind of record on a day. `kind`: a RecordKind, or ADVICE."""
    return value_on(f"retention.{kind}", on, settings)


def standards_on(on: date, settings: Sequence[Setting]) -> Standards:
    """Return what an office keeps how long, as of a day."""
    grades = {kind: Grade(str(grade_on(kind, on, settings).value)) for kind in (*RecordKind, ADVICE)}
    ends = {grade: over_before(grade, on) for grade in Grade}
    return Standards(grades=grades, over_before={grade: day for grade, day in ends.items() if day})


def kept_until(completed_on: date, grade: Grade) -> Retention:
    """Return until when a record is kept that was completed on a day, that day's year not counted."""
    last_day = None if grade.years is None else date(completed_on.year + grade.years, 12, 31)
    return Retention(
        grade=grade,
        completed_on=completed_on,
        counted_from=date(completed_on.year + 1, 1, 1),
        last_day=last_day,
    )


def backup_gone_by(taken_on: date, keep: Keep) -> date:
    """Return the day by which a backup is gone by the rule of how long backups are kept, while one is taken daily."""
    months = last_day_of_months(taken_on.replace(day=1), keep.months + 1)
    return max(taken_on + timedelta(days=keep.days), taken_on + timedelta(weeks=keep.weeks), months)


def over_before(grade: Grade, today: date) -> date | None:
    """Return the day before which a record must have been completed for its time to be over; None: it never is."""
    return None if grade.years is None else date(today.year - grade.years, 1, 1)

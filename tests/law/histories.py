"""Whole histories of a consultation, drawn at random, for the properties of the deadline."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from casebase.domain.setting import AgencyHoliday
from casebase.domain.suspension import Extension, Receipt, Suspension, SuspensionKind
from casebase.law.deadlines import Deadline, deadline
from casebase.law.regimes import Regime, regime_on
from tests.builders import a_setting
from tests.law import second_deadline as second

# 600 in the normal run, 100,000 under the profile of `make soak`.
histories_enough = settings(max_examples=max(600, 5 * settings.default.max_examples), deadline=None)

KINDS = tuple(SuspensionKind)
OFFICE_HOURS = ("09:00~12:00, 13:00~18:00", "08:30~11:30, 12:30~17:30")
FIRST_DAY = date(2016, 3, 1)
LAST_DAY = date(2035, 12, 31)
FATES = ("over", "over", "over", "open", "cancelled")
WAITS = st.tuples(st.sampled_from(KINDS), st.integers(0, 60), st.integers(0, 30), st.sampled_from(FATES))


@dataclass(frozen=True, kw_only=True)
class History:
    """What an office decided for itself, and what happened to one application."""

    receipt: Receipt
    is_petition: bool
    days: int
    by_working_days: bool
    counts_first_day: bool
    kinds_that_stop: frozenset[SuspensionKind]
    office_hours: str
    suspensions: tuple[Suspension, ...]
    extensions: tuple[Extension, ...]
    agency: tuple[AgencyHoliday, ...]
    as_of: date

    @property
    def regime(self) -> Regime:
        return _regime(
            self.is_petition,
            self.days,
            "근무일" if self.by_working_days else "달력일",
            "산입함" if self.counts_first_day else "산입하지 않음",
            self.kinds_that_stop,
            self.office_hours,
        )

    def deadline(self) -> Deadline:
        return deadline(self.receipt, self.regime, self.suspensions, self.extensions, self.as_of, self.agency)

    def with_one_more(self, suspension: Suspension) -> "History":
        return replace(self, suspensions=(*self.suspensions, suspension))


def counted_again(history: History) -> tuple[date, time | None]:
    """Return the day and time due by the second count."""
    calendar = second.Calendar(history.agency)
    kinds = second.OUT_OF_A_PETITION if history.is_petition else {str(kind) for kind in history.kinds_that_stop}
    out = second.days_out(history.suspensions, kinds, history.as_of)
    days = history.days + sum(extension.days for extension in history.extensions)
    received = history.receipt
    if history.is_petition and history.days <= 5:
        return second.due_by_hours(received.on, received.at, days, out, calendar, history.office_hours)
    if history.is_petition:
        return second.due_by_working_days(received.on, True, days, out, calendar), None
    count = second.due_by_working_days if history.by_working_days else second.due_by_calendar
    return count(received.on, history.counts_first_day, days, out, calendar), None


def a_suspension(
    kind: SuspensionKind, begins_on: date, ends_on: date | None, *, suspension_id: str = "more", cancelled: bool = False
) -> Suspension:
    """A wait, kept in no store."""
    return Suspension(
        id=suspension_id,
        consultation_id="consultation",
        kind=kind,
        begins_on=begins_on,
        ends_on=ends_on,
        entered_by="handler",
        entered_at="2026-01-02T03:04:05.678901Z",
        cancelled_on=begins_on if cancelled else None,
    )


def an_extension(days: int, position: int, decided_on: date) -> Extension:
    """An extension that was in order when it was decided."""
    return Extension(
        id=f"extension-{position}",
        consultation_id="consultation",
        position=position,
        days=days,
        ground="fact_check",
        reason="현장을 확인해야 함",
        decided_on=decided_on,
        decided_by="head",
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Histories of up to five waits and two extensions; waits may overlap, be open, cancelled or too late."""
    received_on = draw(st.dates(FIRST_DAY, LAST_DAY))
    is_petition = draw(st.booleans())
    return History(
        receipt=Receipt(on=received_on, at=time(*divmod(draw(st.integers(0, 24 * 60 - 1)), 60))),
        is_petition=is_petition,
        days=draw(st.integers(1, 12)) * draw(st.sampled_from((1, 1, 5))),
        by_working_days=draw(st.booleans()),
        counts_first_day=draw(st.booleans()),
        kinds_that_stop=draw(st.sampled_from((frozenset(KINDS), frozenset(KINDS[::2])))),
        office_hours=draw(st.sampled_from(OFFICE_HOURS)),
        suspensions=tuple(
            _wait(received_on, f"wait-{number}", *drawn)
            for number, drawn in enumerate(draw(st.lists(WAITS, max_size=5)))
        ),
        extensions=tuple(
            an_extension(days, position, received_on)
            for position, days in enumerate(draw(st.lists(st.integers(1, 30), max_size=2)), start=1)
        ),
        agency=tuple(
            AgencyHoliday(on=received_on + timedelta(days=after), name="기관 휴무일", is_working=is_working)
            for after, is_working in draw(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=2))
        ),
        as_of=received_on + timedelta(days=draw(st.integers(0, 120))),
    )


def _wait(
    received_on: date, suspension_id: str, kind: SuspensionKind, after: int, length: int, fate: str
) -> Suspension:
    begins_on = received_on + timedelta(days=after)
    ends_on = None if fate == "open" else begins_on + timedelta(days=length)
    return a_suspension(kind, begins_on, ends_on, suspension_id=suspension_id, cancelled=fate == "cancelled")


@cache
def _regime(
    is_petition: bool, days: int, basis: str, first_day: str, kinds: frozenset[SuspensionKind], hours: str
) -> Regime:
    values = {
        "petitions.consultation_days": str(days),
        "petitions.office_hours": hours,
        "deadlines.consultation_days": str(days),
        "deadlines.consultation_basis": basis,
        "deadlines.first_day": first_day,
    } | {f"deadlines.stop_{kind}": "멈춤" if kind in kinds else "멈추지 않음" for kind in KINDS}
    own = [a_setting(name, value, FIRST_DAY) for name, value in values.items()]
    return regime_on(is_petition, FIRST_DAY, own)

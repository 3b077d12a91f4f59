"""Cases as they stood on a past day, by what was known then: nothing that was entered or happened later."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from casebase.domain.consultation import ApplicantKind
from casebase.domain.setting import AgencyHoliday
from casebase.domain.suspension import Extension, Receipt, Suspension, SuspensionKind
from casebase.insight.forecast.durations import sql
from casebase.insight.forecast.survival import Group
from casebase.insight.mirror import Mirror
from casebase.law.deadlines import due_on
from casebase.law.regimes import Regime
from casebase.law.suspensions import days_out
from casebase.store.connection import Row

MOST_A_MONTH = 200  # of the cases received in a month: enough to judge by, and soon counted

Rules = Callable[[bool, date], Regime]  # the rules for a petition, or not, received on a day


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A wait with the day on which it was entered."""

    entered_on: date
    suspension: Suspension


@dataclass(frozen=True, kw_only=True)
class PastCase:
    """One case with all that became of it. `net_days` are None unless it was answered.

    `allowed_days` are those it had on receipt, before any wait or extension.
    """

    id: str
    group: Group
    receipt: Receipt
    answered_on: date | None
    withdrawn_on: date | None
    net_days: int | None
    allowed_days: int
    waits: tuple[Wait, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def is_answered_by(self, day: date) -> bool:
        """Whether the answer was known on the morning of a day."""
        return self.answered_on is not None and self.answered_on < day

    def is_open_on(self, day: date) -> bool:
        """Whether it was received and nothing had ended it on the morning of a day."""
        ends = [on for on in (self.answered_on, self.withdrawn_on) if on is not None]
        return self.receipt.on < day and all(on >= day for on in ends)


def standing_on(case: PastCase, day: date, rules: Rules, holidays: Sequence[AgencyHoliday]) -> tuple[int, int]:
    """Return the net age and the days left of an open case on the morning of a day; below 0 it was late."""
    regime = rules(case.group.kind != ApplicantKind.AGENCY, case.receipt.on)
    waits = [_as_known(wait.suspension, day) for wait in case.waits if _is_known(wait, day)]
    extensions = [extension for extension in case.extensions if extension.decided_on < day]
    stopped = days_out(waits, regime, case.receipt.on, day)
    due = due_on(case.receipt, regime, waits, extensions, day, holidays)
    return max((day - case.receipt.on).days - stopped, 0), (due - day).days


def past_cases(mirror: Mirror, since: date, rules: Rules, holidays: Sequence[AgencyHoliday]) -> list[PastCase]:
    """Return the cases received since a day, MOST_A_MONTH of each month. Raises: StorageUnreachable."""
    rows = mirror.ask(sql("past_cases"), {"since": since, "most": MOST_A_MONTH}).rows
    ids = [row[0] for row in rows]
    waits, extensions = _waits(mirror, ids), _extensions(mirror, ids)
    cases = (_case(row, tuple(waits.get(row[0], ())), tuple(extensions.get(row[0], ()))) for row in rows)
    return [replace(case, allowed_days=_allowed(case, rules, holidays)) for case in cases]


def _allowed(case: PastCase, rules: Rules, holidays: Sequence[AgencyHoliday]) -> int:
    regime = rules(case.group.kind != ApplicantKind.AGENCY, case.receipt.on)
    return (due_on(case.receipt, regime, (), (), case.receipt.on, holidays) - case.receipt.on).days


def _is_known(wait: Wait, day: date) -> bool:
    cancelled_on = wait.suspension.cancelled_on
    return wait.entered_on < day and wait.suspension.begins_on < day and (cancelled_on is None or cancelled_on >= day)


def _as_known(wait: Suspension, day: date) -> Suspension:
    is_over = wait.ends_on is not None and wait.ends_on < day
    return replace(wait, ends_on=wait.ends_on if is_over else None, cancelled_on=None)


def _case(row: Row, waits: tuple[Wait, ...], extensions: tuple[Extension, ...]) -> PastCase:
    id_, kind, field, received_on, received_at, answered_on, net_days, withdrawn_on = row
    return PastCase(
        id=id_,
        group=Group(kind, field),
        receipt=Receipt(on=received_on, at=received_at or time()),
        answered_on=answered_on,
        withdrawn_on=withdrawn_on,
        net_days=net_days,
        allowed_days=0,
        waits=waits,
        extensions=extensions,
    )


def _waits(mirror: Mirror, ids: list[str]) -> dict[str, list[Wait]]:
    found: dict[str, list[Wait]] = defaultdict(list)
    for id_, case_id, kind, begins, ends, cancelled, entered in mirror.ask(sql("past_waits"), {"ids": ids}).rows:
        suspension = Suspension(
            id=id_,
            consultation_id=case_id,
            kind=SuspensionKind(kind),
            begins_on=begins,
            entered_by="",
            entered_at="",
            ends_on=ends,
            cancelled_on=cancelled,
        )
        found[case_id].append(Wait(entered_on=entered, suspension=suspension))
    return found


def _extensions(mirror: Mirror, ids: list[str]) -> dict[str, list[Extension]]:
    found: dict[str, list[Extension]] = defaultdict(list)
    for id_, case_id, position, days, ground, on, by in mirror.ask(sql("past_extensions"), {"ids": ids}).rows:
        extension = Extension(
            id=id_,
            consultation_id=case_id,
            position=position,
            days=days,
            ground=ground,
            reason="",
            decided_on=on,
            decided_by=by,
        )
        found[case_id].append(extension)
    return found

"""Who decides on an exemption review by the office's own rules, and how its committee goes about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from casebase.domain.review import NO_DISPOSITION, Charge
from casebase.domain.ruling import RulingKind
from casebase.domain.setting import Setting
from casebase.law.values import LegalValue, value_on

# 주의 and what weighs less. 인사자료 통보 stays with the committee: it may cost the person more than 주의.
_MINOR_DISPOSITIONS = frozenset({"주의", "기관주의", "개선", "권고", "통보", NO_DISPOSITION})

# What a meeting goes by as it stands on its day; set anew for that day afterwards, it would rewrite what was counted.
SETTLED_BY_A_MEETING = frozenset(f"committee.{name}" for name in ("notice_days", "written", "ballots", "recused_seats"))


class Decider(StrEnum):
    """Who lets a ruling go out. HEAD: whoever approves in the office, the head or the chair; CHAIR: the chair alone."""

    HEAD = "head"
    CHAIR = "chair"
    COMMITTEE = "committee"


def decider(
    charges: Sequence[Charge], kind: RulingKind, *, changes_nothing: bool, on: date, settings: Sequence[Setting]
) -> tuple[Decider, LegalValue]:
    """Return who decides on a ruling issued on a day, and the office's rule that says so.

    `charges` are those of the review. A case is minor when every one of its dispositions is; `changes_nothing` says
    that a correction leaves the outcome and every disposition as they were. The rule's `since` is the day from which
    that person or body decides: of a minor case not before the committee decides at all.
    """
    decides = value_on("committee.decides", on, settings)
    if decides.value != "위원회 의결":
        return Decider.HEAD, decides
    minor = value_on("committee.minor", on, settings)
    if minor.value == "주의 이하" and _is_minor(charges):
        return _chair(minor, decides)
    corrections = value_on("committee.minor_corrections", on, settings)
    if corrections.value == "위원장 결재" and kind == RulingKind.CORRECTION and changes_nothing:
        return _chair(corrections, decides)
    return Decider.COMMITTEE, decides


def may_write(on: date, settings: Sequence[Setting]) -> bool:
    """Say whether the committee may resolve in writing (서면 의결) on a day."""
    return value_on("committee.written", on, settings).value == "허용"


def are_ballots_open(on: date, settings: Sequence[Setting]) -> bool:
    """Say whether the record tells how each member voted (기명) once a vote of that day is closed."""
    return value_on("committee.ballots", on, settings).value == "기명"


def earliest_meeting(called_on: date, days: LegalValue) -> date:
    """Return the first day a meeting called on a day may be held without a reason for the short notice.

    `days` is the value "committee.notice_days", an agency's own: called five days before at the latest, a meeting
    called on the 1st is held on the 6th or later. The day of the call does not count (민법 제157조).
    """
    return called_on + timedelta(days=days.number)


def _is_minor(charges: Sequence[Charge]) -> bool:
    return bool(charges) and all(charge.disposition in _MINOR_DISPOSITIONS for charge in charges)


def _chair(rule: LegalValue, decides: LegalValue) -> tuple[Decider, LegalValue]:
    return Decider.CHAIR, replace(rule, since=max(rule.since, decides.since))

"""Reading the forms of a meeting: its plan, who is there, and the committee's motion."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time

from casebase.casework.entry import LONG, Entry
from casebase.casework.questions_voted import field_name
from casebase.casework.ruling_entry import read_changes, read_dismissal_ground
from casebase.domain.meeting import MEETING_FORM_LABELS, MeetingForm, Motion
from casebase.domain.review import Review
from casebase.domain.ruling import OUTCOME_LABELS, Outcome


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When, where and in which form the committee is to decide."""

    form: MeetingForm
    held_on: date
    held_at: time
    place: str


def read_plan(fields: dict[str, str], today: date) -> Plan:
    """Return a plan as typed: form, held_on, held_at, and place, which a written vote has none of.

    Raises: SeveralInvalid.
    """
    entry = Entry(fields)
    form = entry.choice("form", "회의 방식", MEETING_FORM_LABELS)
    held_on = entry.day("held_on", "회의 날짜")
    if held_on is not None and held_on < today:
        entry.refuse("held_on", "지난 날짜에는 회의를 열 수 없습니다. 오늘이나 그 뒤 날짜를 고르세요.")
    held_at = entry.clock("held_at", "회의 시각")
    place = entry.text("place", "회의 장소", required=form == MeetingForm.SITTING)
    entry.must_be_sound()
    return Plan(form=MeetingForm(form), held_on=held_on or today, held_at=time.fromisoformat(held_at), place=place)


def read_present(fields: dict[str, str], members: Collection[str]) -> frozenset[str]:
    """Return who is there: `present`, a JSON list of accounts that have a seat. Raises: SeveralInvalid."""
    entry = Entry(fields)
    present = entry.several("present", "출석위원", members)
    entry.must_be_sound()
    return frozenset(present)


def read_motion(review: Review, fields: dict[str, str], own_reasons: Iterable[tuple[str, str]]) -> Motion:
    """Return the committee's motion as typed.

    `fields`: outcome, after_<charge id>, reasons, dismissal_ground, and "reason_" with the name of each question in
    `own_reasons` (question, its label), where the committee did not answer as the proposer did; a dismissal needs
    none, for it judges nothing. Raises: SeveralInvalid.
    """
    entry = Entry(fields)
    outcome = Outcome(entry.choice("outcome", "결정", OUTCOME_LABELS) or Outcome.NOT_RECOGNISED)
    is_dismissal = outcome == Outcome.DISMISSED
    motion = Motion(
        outcome=outcome,
        changes=read_changes(review, entry),
        reasons=entry.text("reasons", "이유", limit=LONG),
        dismissal_ground=read_dismissal_ground(review, entry) if is_dismissal else "",
        reasons_for=tuple(
            (question, entry.text(f"reason_{field_name(question)}", f"{label} 판단 이유", limit=LONG))
            for question, label in (() if is_dismissal else own_reasons)
        ),
    )
    entry.must_be_sound()
    return motion

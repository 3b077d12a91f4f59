"""What makes a consultation wait (정지): begun, ended and cancelled by events, each entered on its day or later."""

from collections.abc import Set
from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.casework.consultation_changes import allowed, must_stand_at, record, write
from casebase.casework.desk import Deed, act
from casebase.casework.entry import LONG, Entry, checked_text
from casebase.casework.timeline import overtaken
from casebase.domain.account import Role
from casebase.domain.consultation import RUNNING, Consultation, ConsultationStatus
from casebase.domain.errors import InvalidEntry, NotFound
from casebase.domain.suspension import ASKED_KINDS, SUSPENSION_LABELS, Suspension, SuspensionKind
from casebase.korean.text import particle
from casebase.law.suspensions import check_suspension
from casebase.store.ids import new_id
from casebase.store.suspensions import fetch_suspension, insert_suspension, list_suspensions, update_suspension

UNDER_WAY = RUNNING - {ConsultationStatus.PROPOSED}
BY_HAND = frozenset(SuspensionKind) - {SuspensionKind.ANSWERED}
EVENT_KINDS = BY_HAND - ASKED_KINDS  # these come to pass; nobody is asked


@act(Act.BEGIN_SUSPENSION)
def begin_suspension(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Record that something keeps a consultation waiting. Returns the number.

    `fields`: kind (of EVENT_KINDS), begins_on (today where empty), question (what came to pass).
    Raises: SeveralInvalid, InvalidEntry, MoveNotPermitted, ChangedMeanwhile.
    """
    consultation = under_way(deed, consultation_id)
    entry = Entry(fields)
    kind = entry.choice("kind", "정지 사유", EVENT_KINDS)
    begins_on = day_or_today(deed, entry, "begins_on", "시작한 날")
    question = entry.text("question", "정지 내용", limit=LONG)
    entry.must_be_sound()
    begun = a_wait(deed, consultation, SuspensionKind(kind), begins_on, question)
    return put_on_record(deed, consultation, version, begun)


@act(Act.END_SUSPENSION)
def end_suspension(deed: Deed, suspension_id: str, version: int, fields: dict[str, str]) -> str:
    """Record the day a wait was over, `ends_on` (today where empty): the clock goes on. Returns the number.

    What was asked of somebody ends with their answer instead. Raises: SeveralInvalid, InvalidEntry, NotFound,
    MoveNotPermitted, ChangedMeanwhile.
    """
    consultation, waiting = open_wait(deed, suspension_id, version, EVENT_KINDS)
    entry = Entry(fields)
    ends_on = day_or_today(deed, entry, "ends_on", "끝난 날")
    entry.must_be_sound()
    return rewrite(deed, consultation, replace(waiting, ends_on=ends_on, ended_by=deed.account.id))


@act(Act.CANCEL_SUSPENSION)
def cancel_suspension(deed: Deed, suspension_id: str, version: int, fields: dict[str, str]) -> str:
    """Cancel a wait that was entered wrongly, open or over, with its `reason`; it then moves nothing.

    It stays on record. Returns the number. Raises: SeveralInvalid, InvalidEntry, NotFound, MoveNotPermitted,
    ChangedMeanwhile.
    """
    consultation, waiting = wait_seen(deed, suspension_id, version, BY_HAND)
    if not waiting.is_in_force:
        raise InvalidEntry("이미 취소한 기록입니다. 화면을 새로 고쳐 확인하세요.")
    reason = checked_text(fields.get("reason", ""), "reason", "취소 사유")
    cancelled = replace(waiting, cancelled_on=deed.today, cancel_reason=reason)
    return rewrite(deed, consultation, cancelled, reason=reason)


def under_way(deed: Deed, consultation_id: str) -> Consultation:
    """Return a consultation that the deed may change the clock of. Raises: as `must_be_under_way`, NotFound."""
    consultation = allowed(deed, consultation_id)
    must_be_under_way(deed, consultation)
    return consultation


def must_be_under_way(deed: Deed, consultation: Consultation) -> None:
    """Let a consultation pass from its receipt until an opinion is proposed: a proposal rests on the clock as it stood.

    Raises: InvalidEntry while an opinion waits for approval, MoveNotPermitted before receipt and after the opinion.
    """
    wanted = ACT_LABELS[deed.act]
    if consultation.status == ConsultationStatus.PROPOSED:
        is_office = deed.account.role != Role.APPLICANT
        next_step = "먼저 결재권자에게 반려를 요청하세요." if is_office else "담당자에게 연락하세요."
        raise InvalidEntry(f"결재 중이라 ‘{wanted}’{particle(wanted, '을/를')} 할 수 없습니다. {next_step}")
    must_stand_at(consultation, UNDER_WAY, wanted)


def wait_seen(
    deed: Deed, suspension_id: str, version: int, kinds: Set[SuspensionKind]
) -> tuple[Consultation, Suspension]:
    """Return a wait of some kinds, at the version that was seen, and its consultation, which must be under way.

    Raises: NotFound, NotPermitted, ChangedMeanwhile, and as `must_be_under_way`.
    """
    waiting = fetch_suspension(deed.con, suspension_id)
    consultation = allowed(deed, waiting.consultation_id)
    if waiting.kind not in kinds or _is_anothers(deed, waiting):
        raise NotFound("정지 기록을")
    must_be_under_way(deed, consultation)
    if waiting.version != version:
        raise overtaken(deed, "consultation", consultation.id, consultation.name)
    return consultation, waiting


def open_wait(
    deed: Deed, suspension_id: str, version: int, kinds: Set[SuspensionKind]
) -> tuple[Consultation, Suspension]:
    """As `wait_seen`, of one that is not over. Raises also: InvalidEntry."""
    consultation, waiting = wait_seen(deed, suspension_id, version, kinds)
    if not waiting.is_open:
        label = SUSPENSION_LABELS[waiting.kind]
        raise InvalidEntry(f"이미 끝났거나 취소한 {label}입니다. 화면을 새로 고쳐 확인하세요.")
    return consultation, waiting


def a_wait(deed: Deed, consultation: Consultation, kind: SuspensionKind, begins_on: date, question: str) -> Suspension:
    """Return a wait as its beginning is entered now."""
    return Suspension(
        id=new_id(),
        consultation_id=consultation.id,
        kind=kind,
        begins_on=begins_on,
        entered_by=deed.account.id,
        entered_at=deed.now,
        question=question,
    )


def put_on_record(deed: Deed, consultation: Consultation, version: int, begun: Suspension) -> str:
    """Record a wait that begins, over the version of the consultation that was seen. Returns the number.

    Raises: InvalidEntry, ChangedMeanwhile.
    """
    after = write(deed, consultation, version)
    _check(deed, consultation, begun)
    insert_suspension(deed.con, begun)
    return record(deed, after, **_told(begun))


def rewrite(deed: Deed, consultation: Consultation, changed: Suspension, **detail: object) -> str:
    """Record what became of a wait. Returns the number. Raises: InvalidEntry, ChangedMeanwhile.

    The consultation's version goes up as well: nobody proposes an opinion on a clock or an answer they did not see.
    """
    if changed.is_in_force:
        _check(deed, consultation, changed)
    if not update_suspension(deed.con, changed):
        raise overtaken(deed, "consultation", consultation.id, consultation.name)
    after = write(deed, consultation, consultation.version)
    return record(deed, after, **_told(changed), **detail)


def day_or_today(deed: Deed, entry: Entry, key: str, label: str) -> date:
    """Return a day typed, which may be past; today where none was."""
    return entry.day(key, label, required=False, not_after=deed.today) or deed.today


def arrived_on(deed: Deed, entry: Entry, label: str) -> date:
    """Return the day an answer arrived: today, unless who handles the case says that it came earlier."""
    is_office = deed.account.role != Role.APPLICANT
    return day_or_today(deed, entry, "ends_on", label) if is_office else deed.today


def _is_anothers(deed: Deed, waiting: Suspension) -> bool:
    """Whether a body's official asks for what was asked of another body. A supplement is the applicant's to give."""
    is_office = deed.account.role != Role.APPLICANT
    is_supplement = waiting.kind == SuspensionKind.SUPPLEMENT
    return not (is_office or is_supplement) and waiting.agency_id != deed.account.agency_id


def _check(deed: Deed, consultation: Consultation, wait: Suspension) -> None:
    others = list_suspensions(deed.con, consultation.id)
    check_suspension(wait, others, consultation.received_on or deed.today, deed.today)


def _told(wait: Suspension) -> dict[str, object]:
    """Return what an event tells of a wait."""
    told = {
        "suspension_id": wait.id,
        "kind": wait.kind,
        "asked_of": wait.asked_of,
        "begins_on": wait.begins_on,
        "due_on": wait.due_on,
        "ends_on": wait.ends_on,
    }
    return {name: value for name, value in told.items() if value}

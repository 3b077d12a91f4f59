"""Extensions of a consultation's period (연장), and telling the applicant how far it is (진행상황 통지)."""

from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.casework.clock import deadline_of, is_running, regime_of
from casebase.casework.consultation_changes import allowed, record, write
from casebase.casework.desk import Deed, act
from casebase.casework.entry import LONG, Entry
from casebase.casework.suspensions import day_or_today, under_way
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS, Consultation, ProgressNotice
from casebase.domain.errors import MoveNotPermitted
from casebase.domain.suspension import Extension
from casebase.law.deadlines import Deadline
from casebase.law.extensions import check_extension
from casebase.store import suspensions
from casebase.store.ids import new_id
from casebase.store.messages import insert_progress_notice

_LONGEST_NUMBER = 4  # digits


@act(Act.EXTEND_PERIOD)
def extend_period(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Extend the period, as decided today. Returns the number.

    `fields`: days, ground (a code of law/extensions.py), reason, consented_on (the day the applicant agreed, from the
    extension on that needs it). Raises: SeveralInvalid, InvalidEntry, MoveNotPermitted, ChangedMeanwhile.
    """
    consultation = under_way(deed, consultation_id)
    running = _running(deed, consultation)
    earlier = suspensions.list_extensions(deed.con, consultation.id)
    extension = _read_extension(deed, Entry(fields), consultation, len(earlier) + 1)
    after = write(deed, consultation, version)
    check_extension(extension, earlier, regime_of(deed, consultation), running.due_on)
    suspensions.insert_extension(deed.con, extension)
    return record(deed, after, days=extension.days, position=extension.position, reason=extension.reason)


@act(Act.TELL_PROGRESS)
def tell_progress(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Record that the applicant was told how far the consultation is, and by when it is expected to end: its due day.

    `fields`: told_on (today where empty), text. It moves nothing, so an opinion may be waiting for approval. Extensions
    of which the applicant knew nothing yet count as told. Returns the number. Raises: SeveralInvalid,
    MoveNotPermitted, ChangedMeanwhile.
    """
    consultation = allowed(deed, consultation_id)
    running = _running(deed, consultation)
    entry = Entry(fields)
    told_on = day_or_today(deed, entry, "told_on", "알린 날")
    text = entry.text("text", "알린 내용", limit=LONG)
    if consultation.received_on and told_on < consultation.received_on:
        entry.refuse("told_on", "알린 날이 접수한 날보다 빠릅니다. 날짜를 확인하세요.")
    entry.must_be_sound()
    after = write(deed, consultation, version)
    notice = ProgressNotice(
        id=new_id(),
        consultation_id=consultation.id,
        told_on=told_on,
        expected_on=running.due_on,
        text=text,
        told_by=deed.account.id,
    )
    insert_progress_notice(deed.con, notice)
    _tell_extensions(deed, consultation, told_on)
    return record(deed, after, told_on=told_on, expected_on=notice.expected_on)


def _running(deed: Deed, consultation: Consultation) -> Deadline:
    """Return the deadline of a consultation whose clock runs. Raises: MoveNotPermitted of any other."""
    running = deadline_of(deed, consultation)
    if running is None or not is_running(deed, consultation):
        state = CONSULTATION_STATUS_LABELS[consultation.status]
        raise MoveNotPermitted("이 사전컨설팅은", state, ACT_LABELS[deed.act])
    return running


def _read_extension(deed: Deed, entry: Entry, consultation: Consultation, position: int) -> Extension:
    """Return the extension as typed; an applicant who filed online sees it from now on."""
    days = entry.text("days", "연장할 일수", limit=_LONGEST_NUMBER)
    if days and not days.isdecimal():
        entry.refuse("days", "연장할 일수를 숫자로 입력하세요.")
    ground = entry.text("ground", "연장 사유")
    reason = entry.text("reason", "연장하는 까닭", limit=LONG)
    consented_on = entry.day("consented_on", "동의받은 날", required=False, not_after=deed.today)
    if consented_on and consultation.received_on and consented_on < consultation.received_on:
        entry.refuse("consented_on", "동의받은 날이 접수한 날보다 빠릅니다. 날짜를 확인하세요.")
    entry.must_be_sound()
    return Extension(
        id=new_id(),
        consultation_id=consultation.id,
        position=position,
        days=int(days),
        ground=ground,
        reason=reason,
        decided_on=deed.today,
        decided_by=deed.account.id,
        consented_on=consented_on,
        notified_on=deed.today if consultation.applicant_id else None,
    )


def _tell_extensions(deed: Deed, consultation: Consultation, told_on: date) -> None:
    for extension in suspensions.list_extensions(deed.con, consultation.id):
        if extension.notified_on is None and extension.decided_on <= told_on:
            suspensions.update_extension(deed.con, replace(extension, notified_on=told_on))

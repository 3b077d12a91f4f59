"""After an opinion is issued: who was told, and the day it arrived."""

from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.casework.consultation_changes import allowed, move, must_stand_at, record, write
from casebase.casework.desk import Deed, act
from casebase.casework.entry import Entry
from casebase.casework.opinion_papers import is_answer, issued_opinions, paper_of
from casebase.casework.ruling_notices import NOTICE_WAYS
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.document import Document
from casebase.domain.errors import ChangedMeanwhile, NotFound
from casebase.domain.opinion import FurtherNotice, Opinion, OpinionKind, OpinionOutcome
from casebase.law.periods import follow_up_period
from casebase.law.values import value_on
from casebase.store import documents, opinions
from casebase.store.ids import new_id
from casebase.store.settings import list_agency_holidays, list_settings

# Where an application ends that is sent back or away.
ENDS = {
    OpinionOutcome.RETURNED: ConsultationStatus.RETURNED,
    OpinionOutcome.TRANSFERRED: ConsultationStatus.TRANSFERRED,
}


@act(Act.NOTIFY_OPINION)
def notify_opinion(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Record the notice to the applicant (영 제13조의2②): notified_on, notified_how. Returns the number.

    An application that is returned or transferred ends with it. Raises: SeveralInvalid, MoveNotPermitted.
    """
    consultation = allowed(deed, consultation_id)
    document = _paper(deed, consultation)
    must_stand_at(consultation, frozenset({ConsultationStatus.ISSUED}), "통보")
    entry = Entry(fields)
    on, how = _read_notice(deed, entry, document)
    entry.must_be_sound()
    after = move(deed, consultation, version, _status_once_told(issued_opinions(deed, consultation)[0]))
    _update(deed, replace(document, notified_on=on, notified_how=how))
    return record(deed, after, status=after.status, document=document.number, notified_on=on)


@act(Act.RECORD_OPINION_ARRIVAL)
def record_opinion_arrival(deed: Deed, consultation_id: str, fields: dict[str, str]) -> str:
    """Record the day the paper reached the applicant (reached_on): it takes effect then. Returns the number.

    From then on an agency owes a report of what it did, by a day that the office sets. Raises: SeveralInvalid.
    """
    consultation = allowed(deed, consultation_id)
    document = _paper(deed, consultation)
    entry = Entry(fields)
    on = _read_arrival(deed, entry, document.notified_on, document.reached_on)
    entry.must_be_sound()
    _update(deed, replace(document, reached_on=on))
    after = _awaiting_report(deed, consultation, document, on) if on else consultation
    return record(deed, after, document=document.number, reached_on=on)


@act(Act.NOTIFY_FURTHER)
def notify_further(deed: Deed, consultation_id: str, fields: dict[str, str]) -> str:
    """Record that another agency was told as well: recipient, notified_on, notified_how. Returns the number."""
    consultation = allowed(deed, consultation_id)
    document = _paper(deed, consultation)
    entry = Entry(fields)
    recipient = entry.text("recipient", "통보받은 기관")
    on, how = _read_notice(deed, entry, document)
    entry.must_be_sound()
    notice = FurtherNotice(
        id=new_id(),
        document_id=document.id,
        recipient=recipient,
        notified_on=on or deed.today,
        notified_how=how,
    )
    opinions.insert_further_notice(deed.con, notice)
    return record(deed, consultation, document=document.number, recipient=recipient, notified_on=on)


@act(Act.NOTIFY_FURTHER)
def record_further_arrival(deed: Deed, notice_id: str, fields: dict[str, str]) -> str:
    """Record the day the paper reached another agency: reached_on. Returns the consultation's number."""
    deed.con.lock(f"further notice {notice_id}")
    notice = opinions.fetch_further_notice(deed.con, notice_id)
    document = documents.fetch_document(deed.con, notice.document_id)
    consultation = allowed(deed, document.subject_id)
    entry = Entry(fields)
    on = _read_arrival(deed, entry, notice.notified_on, notice.reached_on)
    entry.must_be_sound()
    opinions.update_further_notice(deed.con, replace(notice, reached_on=on))
    told = {"document": document.number, "recipient": notice.recipient, "reached_on": on}
    return record(deed, consultation, **told)


def _status_once_told(opinion: Opinion) -> ConsultationStatus:
    if opinion.kind == OpinionKind.WITHDRAWAL:
        return ConsultationStatus.NOTIFIED
    return ENDS.get(opinion.outcome, ConsultationStatus.NOTIFIED)


def _awaiting_report(deed: Deed, consultation: Consultation, document: Document, reached_on: date) -> Consultation:
    """Return the consultation as it stands once its paper arrived.

    While a correction or a withdrawal waits for approval it stays there; its return takes it on from here.
    """
    if not is_answer(issued_opinions(deed, consultation)[0]):
        return consultation
    due_on = None if consultation.is_petition else _report_due_on(deed, document.issued_on, reached_on)
    after = replace(consultation, follow_up_due_on=due_on)
    if consultation.status == ConsultationStatus.NOTIFIED:
        return move(deed, after, consultation.version, ConsultationStatus.FOLLOW_UP)
    return write(deed, after, consultation.version)


def _report_due_on(deed: Deed, issued_on: date, reached_on: date) -> date:
    """Return the day by which to report, so many days after the arrival as the paper itself says."""
    days = value_on("consultations.follow_up_days", issued_on, list_settings(deed.con))
    return follow_up_period(reached_on, days, list_agency_holidays(deed.con)).due_on


def _read_notice(deed: Deed, entry: Entry, document: Document) -> tuple[date | None, str]:
    on = entry.day("notified_on", "통보한 날", not_after=deed.today)
    how = entry.choice("notified_how", "통보 방법", NOTICE_WAYS)
    if on and on < document.issued_on:
        entry.refuse("notified_on", "통보한 날은 발행한 날보다 앞설 수 없습니다.")
    return on, NOTICE_WAYS.get(how, "")


def _read_arrival(deed: Deed, entry: Entry, notified_on: date | None, reached_on: date | None) -> date | None:
    on = entry.day("reached_on", "도달한 날", not_after=deed.today)
    if notified_on is None:
        entry.refuse("reached_on", "먼저 통보한 날을 기록하세요.")
    elif on and on < notified_on:
        entry.refuse("reached_on", "도달한 날은 통보한 날보다 앞설 수 없습니다.")
    if reached_on is not None:
        entry.refuse("reached_on", "도달한 날이 이미 기록되어 있습니다.")
    return on


def _paper(deed: Deed, consultation: Consultation) -> Document:
    document = paper_of(deed, consultation)
    if document is None:
        raise NotFound("발행된 의견서를")
    return document


def _update(deed: Deed, document: Document) -> None:
    if not documents.update_document(deed.con, document):
        raise ChangedMeanwhile(f"의견서 {document.number}")

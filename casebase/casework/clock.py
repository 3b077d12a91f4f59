"""The clock of one consultation: read from the record, counted by the law, never stored."""

from datetime import date, time

from casebase.casework.desk import Look
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import RUNNING, Consultation, ConsultationStatus
from casebase.domain.opinion import OpinionKind
from casebase.domain.suspension import Receipt
from casebase.law.deadlines import Deadline, deadline, progress_notices
from casebase.law.regimes import Regime, regime_on
from casebase.store import documents, messages, opinions, suspensions
from casebase.store.settings import list_agency_holidays, list_settings


def deadline_of(asked: Look, consultation: Consultation) -> Deadline | None:
    """Return when a consultation is due, with the proof; None before its receipt and once it was withdrawn.

    Counted as of today or, once an opinion was issued, as of that day, by the rules as they stood on the day of
    receipt. Raises: NotInForce where there were none yet.
    """
    if consultation.received_on is None or consultation.status == ConsultationStatus.WITHDRAWN:
        return None
    return deadline(
        Receipt(on=consultation.received_on, at=consultation.received_at or time()),
        regime_of(asked, consultation),
        suspensions.list_suspensions(asked.con, consultation.id),
        suspensions.list_extensions(asked.con, consultation.id),
        ended_on(asked, consultation) or asked.today,
        list_agency_holidays(asked.con),
    )


def regime_of(asked: Look, consultation: Consultation) -> Regime:
    """Return the rules of the day of receipt (before it: of today) as the office sets them. Raises: NotInForce."""
    return regime_on(consultation.is_petition, consultation.received_on or asked.today, list_settings(asked.con))


def notices_owed(asked: Look, consultation: Consultation) -> tuple[date, ...]:
    """Return the days by which the applicant had to be told of the progress and was not; none once the clock ended."""
    if consultation.received_on is None or not is_running(asked, consultation):
        return ()
    every = regime_of(asked, consultation).progress_notice
    return progress_notices(consultation.received_on, every, told_on(asked, consultation), asked.today)


def told_on(asked: Look, consultation: Consultation) -> list[date]:
    """Return the days on which the applicant learned how far a consultation is: by a notice of it, or by a paper."""
    papers = documents.list_documents_of(asked.con, "consultation", consultation.id)
    notices = messages.list_progress_notices(asked.con, consultation.id)
    return [*(notice.told_on for notice in notices), *(paper.notified_on for paper in papers if paper.notified_on)]


def is_running(asked: Look, consultation: Consultation) -> bool:
    """Say whether the clock runs: received, and no opinion stands. A proposed correction does not start it again."""
    return consultation.status in RUNNING and ended_on(asked, consultation) is None


def ended_on(asked: Look, consultation: Consultation) -> date | None:
    """Return the day the answer was issued, which ended the clock; None while there is none.

    A correction does not move it. An opinion withdrawn leaves none once the consultation is under review again.
    """
    issued = [each for each in opinions.list_opinions(asked.con, consultation.id) if each.state == ApprovalState.ISSUED]
    answer = next((each for each in issued if each.kind == OpinionKind.ANSWER), None)
    is_reopened = bool(issued) and issued[0].kind == OpinionKind.WITHDRAWAL and consultation.status in RUNNING
    if answer is None or is_reopened:
        return None
    papers = documents.list_documents_of(asked.con, "consultation", consultation.id)
    return next(paper.issued_on for paper in papers if paper.id == answer.document_id)

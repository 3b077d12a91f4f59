"""Consultations that were answered, put on record with the papers that answered them."""

from datetime import date

from casebase.domain.agency import Agency
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.document import Document, DocumentKind
from casebase.domain.opinion import OpinionKind, OpinionOutcome
from casebase.store.connection import Connection
from casebase.store.documents import insert_document
from casebase.store.ids import new_id
from tests.consultation_builders import a_consultation, an_opinion

RECEIVED = date(2026, 9, 1)
DUE = date(2026, 10, 1)  # of what was received then and never waited


def answer(
    con: Connection,
    consultation: Consultation,
    issued_on: date,
    kind: OpinionKind = OpinionKind.ANSWER,
    outcome: OpinionOutcome = OpinionOutcome.ACCEPTED,
    notified_on: date | None = None,
) -> None:
    """Put an issued opinion on record with its paper."""
    paper = Document(
        id=new_id(),
        kind=DocumentKind.OPINION,
        number=new_id(),
        subject_kind="consultation",
        subject_id=consultation.id,
        issued_on=issued_on,
        sha256="",
        content_sha256="",
        size=1,
        notified_on=notified_on,
    )
    insert_document(con, paper)
    an_opinion(con, consultation, kind, outcome, state=ApprovalState.ISSUED, document=paper)


def an_answered_case(
    con: Connection,
    agency: Agency,
    issued_on: date,
    outcome: OpinionOutcome = OpinionOutcome.ACCEPTED,
    *,
    is_notified: bool = True,
    **facts: object,
) -> Consultation:
    """Put a consultation on record that was received on RECEIVED and answered on a day, and told so, or not yet."""
    status = ConsultationStatus.NOTIFIED if is_notified else ConsultationStatus.ISSUED
    told: dict[str, object] = {"filed_on": RECEIVED, "status": status}
    consultation = a_consultation(con, agency, **(told | facts))  # type: ignore[arg-type]
    answer(con, consultation, issued_on, outcome=outcome, notified_on=issued_on if is_notified else None)
    return consultation

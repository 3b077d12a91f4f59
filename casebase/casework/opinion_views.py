"""Looking at opinions: previews, the office's own words for the outcomes, what follows from one, who may approve."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import to_consultation, to_review
from casebase.casework.consultation_changes import WHAT
from casebase.casework.desk import Look, look
from casebase.casework.opinion_entry import read_opinion
from casebase.casework.opinion_papers import as_preview, opinion_paper, outcome_label, superseded
from casebase.casework.opinions import hands_on
from casebase.casework.prior_opinions import PriorOpinion, prior_opinion_facts
from casebase.documents.opinion import opinion_pdf
from casebase.domain.access_log import Shown, Thing
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import Consultation
from casebase.domain.document import Document
from casebase.domain.errors import NotFound
from casebase.domain.opinion import Opinion, OpinionKind, OpinionOutcome
from casebase.domain.reach import Relation
from casebase.store import consultations, documents, opinions, reviews
from casebase.store.ids import new_id


@look(Act.SEE_CONSULTATION)
def outcome_labels(asked: Look) -> dict[OpinionOutcome, str]:
    """Return the office's own word for each outcome, as it stands today."""
    return {outcome: outcome_label(asked, outcome) for outcome in OpinionOutcome}


@look(Act.SEE_CONSULTATION_WORK)
def draft_preview(asked: Look, consultation_id: str, kind: OpinionKind, fields: dict[str, str]) -> bytes:
    """Return an opinion as typed so far as PDF, marked as a draft on every page.

    `fields`: see `read_opinion`. Raises: SeveralInvalid, NotFound, CharacterNotPrintable.
    """
    consultation = consultations.fetch_consultation(asked.con, consultation_id)
    asked.must_see(to_consultation(asked.account, consultation), WHAT)
    typed = read_opinion(fields, kind)
    opinion = Opinion(
        id=new_id(),
        consultation_id=consultation.id,
        kind=kind,
        outcome=typed.outcome,
        text=typed.text,
        cause=typed.cause,
        state=ApprovalState.PROPOSED,
        digest="",
        proposed_by=asked.account.id,
        proposed_at=asked.now,
    )
    shown = replace(consultation, disclosure=typed.disclosure, disclosure_clauses=typed.clauses)
    return _preview(asked, shown, opinion)


@look(Act.SEE_CONSULTATION_WORK)
def opinion_preview(asked: Look, opinion_id: str) -> bytes:
    """Return a proposed opinion as PDF, marked as a draft on every page. Raises: NotFound."""
    opinion = opinions.fetch_opinion(asked.con, opinion_id)
    consultation = consultations.fetch_consultation(asked.con, opinion.consultation_id)
    asked.must_see(to_consultation(asked.account, consultation), "의견안을")
    return _preview(asked, consultation, opinion)


@look(Act.SEE_CONSULTATION)
def opinion_effect(asked: Look, opinion_id: str) -> tuple[str, ...]:
    """Return what follows from an issued opinion, a sentence each, as its paper says; outside only once notified.

    Raises: NotFound.
    """
    opinion = opinions.fetch_opinion(asked.con, opinion_id)
    consultation = consultations.fetch_consultation(asked.con, opinion.consultation_id)
    relations = to_consultation(asked.account, consultation)
    is_told = Relation.APPLICANT in relations and _is_notified(asked, opinion)
    if not is_told and not asked.may(Act.SEE_CONSULTATION_WORK, relations):
        raise NotFound("의견을")
    issued_on = _document_of(asked, opinion).issued_on if opinion.document_id else asked.today
    return opinion_paper(replace(asked, today=issued_on), consultation, opinion, is_draft=True).effect


@look(Act.SEE_CONSULTATION_WORK)
def may_approve(asked: Look, opinion_id: str) -> bool:
    """Say whether this person may approve an opinion: who drafted, handles or screened may not."""
    opinion = opinions.fetch_opinion(asked.con, opinion_id)
    consultation = consultations.fetch_consultation(asked.con, opinion.consultation_id)
    is_permitted = asked.may(Act.ISSUE_OPINION, to_consultation(asked.account, consultation))
    return is_permitted and asked.account.id not in hands_on(asked, opinion, consultation)


@look(Act.SEE_DELIBERATION)
def relied_on(asked: Look, review_id: str) -> PriorOpinion | None:
    """Return what the record says of the opinion that an exemption review relies on. Raises: NotFound."""
    review = reviews.fetch_review(asked.con, review_id)
    asked.must_see(to_review(asked.account, review), "면책심사를")
    return prior_opinion_facts(asked, review)


def _preview(asked: Look, consultation: Consultation, opinion: Opinion) -> bytes:
    asked.note(Shown.PERSONAL, Thing.CONSULTATION, consultation.id, consultation.number)
    corrects = superseded(asked, consultation, opinion.kind)
    return opinion_pdf(as_preview(opinion_paper(asked, consultation, opinion, is_draft=True, corrects=corrects)))


def _is_notified(asked: Look, opinion: Opinion) -> bool:
    return opinion.document_id is not None and _document_of(asked, opinion).notified_on is not None


def _document_of(asked: Look, opinion: Opinion) -> Document:
    return documents.fetch_document(asked.con, opinion.document_id or "")

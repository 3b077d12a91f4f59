"""How much of a consultation a person may see: the whole, what is told to the applicant, or what a body was asked."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import to_consultation
from casebase.casework.consultation_changes import WHAT
from casebase.casework.desk import Look
from casebase.casework.ledger import SUPPLIED
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.document import Attachment, Document
from casebase.domain.errors import NotFound
from casebase.domain.opinion import OpinionKind
from casebase.domain.suspension import Suspension
from casebase.store import consultations, documents, messages, opinions

_UNTOLD = {ConsultationStatus.PROPOSED, ConsultationStatus.ISSUED}


def find(asked: Look, number: str, consultation_id: str) -> Consultation:
    """Return a consultation by its number, or by its id where that is empty.

    Raises: NotFound, also for a draft of the office where somebody outside asks.
    """
    if number:
        found = consultations.fetch_consultation_by_number(asked.con, number)
    else:
        found = consultations.fetch_consultation(asked.con, consultation_id)
    relations = to_consultation(asked.account, found)
    if not asked.may(Act.SEE_INQUIRY, relations):
        asked.must_see(relations, WHAT)
    if found.status == ConsultationStatus.DRAFTING and not asked.may(Act.SEE_CONSULTATION_WORK, relations):
        raise NotFound(WHAT)
    return found


def for_asked(found: Consultation) -> Consultation:
    """Return what a body asked for its view may read: the request and the law."""
    kept = replace(found.application, background="", view_a="", view_b="", opinion="", self_review="", checklist=())
    return replace(found, application=kept, applicant_name="", department="", eligibility=None, eligibility_reason="")


def bare(wait: Suspension) -> Suspension:
    """Return a wait as the applicant may know it: that it is, not what was asked of others and answered."""
    return replace(wait, question="", answer="", cancel_reason="")


def files_in_sight(asked: Look, found: Consultation, is_inside: bool) -> list[Attachment]:
    """Return its files. Outside: what was supplied, what was reported, and what the office sent with a message."""
    every = documents.list_attachments_of(asked.con, "consultation", found.id)
    if is_inside:
        return every
    sent = {
        file_id
        for message in messages.list_messages(asked.con, found.id, with_internal=False)
        for file_id in message.file_ids
    }
    return [file for file in every if file.role in {SUPPLIED, "followup"} or file.id in sent]


def told_outside(asked: Look, found: Consultation, notified: list[Document]) -> ConsultationStatus:
    """Return where it stands as told outside, in the way of `store.consultation_lists`.

    An opinion on its way shows only once it was notified. Until then stands what was told last: an opinion, or
    that it was withdrawn and the matter is reviewed again.
    """
    if found.status not in _UNTOLD:
        return found.status
    told = {paper.id for paper in notified}
    last = next((one for one in opinions.list_opinions(asked.con, found.id) if one.document_id in told), None)
    if last is None or last.kind == OpinionKind.WITHDRAWAL:
        return ConsultationStatus.UNDER_REVIEW
    return ConsultationStatus.NOTIFIED

"""Looking at visits: the list, one visit, its papers and photos."""

from dataclasses import dataclass

from casebase.access.act import Act
from casebase.access.relations import to_visit
from casebase.casework.desk import Look, look
from casebase.casework.kept import must_be_kept
from casebase.casework.papers import bytes_of
from casebase.casework.timeline import Moment, timeline
from casebase.casework.visits import TEAM_ROLES
from casebase.domain.access_log import Shown, Thing
from casebase.domain.account import Account
from casebase.domain.business import Business
from casebase.domain.consultation import Consultation
from casebase.domain.document import Attachment, Document
from casebase.domain.errors import NotFound
from casebase.domain.listing import VisitFilter, VisitLine
from casebase.domain.visit import Visit
from casebase.store import accounts, businesses, consultations, documents, visit_lists, visits
from casebase.store.files import fetch_bytes


@dataclass(frozen=True, kw_only=True)
class VisitView:
    """All that the page of one visit shows. `names` maps account ids to names."""

    visit: Visit
    business: Business
    names: dict[str, str]
    documents: tuple[Document, ...]
    photos: tuple[Attachment, ...]
    consultations: tuple[Consultation, ...]
    timeline: tuple[Moment, ...]
    may_correct: bool
    may_answer: bool


@look(Act.SEE_VISIT)
def visit_page(asked: Look, number: str) -> VisitView:
    """Return one visit with all that belongs to it. Raises: NotFound, also when it is not theirs; DisposedOf."""
    visit = visits.fetch_visit_by_number(asked.con, number)
    relations = to_visit(asked.account, visit)
    asked.must_see(relations, "방문을")
    must_be_kept(asked.con, "visit", visit.id)
    asked.note(Shown.PERSONAL, Thing.VISIT, visit.id, visit.number)
    return VisitView(
        visit=visit,
        business=businesses.fetch_business(asked.con, visit.business_id),
        names=_names(asked, visit),
        documents=tuple(documents.list_documents_of(asked.con, "visit", visit.id)),
        photos=tuple(documents.list_attachments_of(asked.con, "visit", visit.id)),
        consultations=tuple(consultations.list_consultations_of_visit(asked.con, visit.id)),
        timeline=timeline(asked, "visit", visit.id),
        may_correct=asked.may(Act.CORRECT_VISIT, relations),
        may_answer=asked.may(Act.GIVE_LATER_ANSWER, relations),
    )


@look(Act.SEE_VISIT)
def visit_by_id(asked: Look, visit_id: str) -> Visit:
    """Return one visit by its id. Raises: NotFound, DisposedOf."""
    visit = visits.fetch_visit(asked.con, visit_id)
    asked.must_see(to_visit(asked.account, visit), "방문을")
    must_be_kept(asked.con, "visit", visit.id)
    asked.note(Shown.PERSONAL, Thing.VISIT, visit.id, visit.number)
    return visit


@look(Act.SEE_VISIT)
def count_visits(asked: Look, wanted: VisitFilter) -> int:
    """Return how many visits a person may see."""
    return visit_lists.count_visits(asked.con, asked.reach, wanted)


@look(Act.SEE_VISIT)
def visit_list(asked: Look, wanted: VisitFilter, limit: int, offset: int) -> list[VisitLine]:
    """Return one page of the visits a person may see."""
    return visit_lists.list_visits(asked.con, asked.reach, wanted, limit, offset)


@look(Act.SEE_VISIT)
def visit_paper(asked: Look, number: str, revision: int = 0) -> tuple[Document, bytes]:
    """Return an issued paper of a visit by the paper's number, byte for byte. Raises: NotFound."""
    document = documents.find_document_by_number(asked.con, number)
    if document is None or document.subject_kind != "visit":
        raise NotFound("문서를")
    asked.must_see(to_visit(asked.account, visits.fetch_visit(asked.con, document.subject_id)), "문서를")
    asked.note(Shown.PERSONAL, Thing.DOCUMENT, document.id, document.number)
    return document, bytes_of(asked, document, revision)


@look(Act.SEE_VISIT)
def visit_photo(asked: Look, attachment_id: str) -> tuple[Attachment, bytes]:
    """Return a photo of a visit. Raises: NotFound."""
    attachment = documents.fetch_attachment(asked.con, attachment_id)
    if attachment.subject_kind != "visit":
        raise NotFound("사진을")
    visit = visits.fetch_visit(asked.con, attachment.subject_id)
    asked.must_see(to_visit(asked.account, visit), "사진을")
    asked.note(Shown.PERSONAL, Thing.VISIT, visit.id, visit.number)
    return attachment, fetch_bytes(asked.store.home, attachment.sha256)


@look(Act.SEE_VISIT)
def team(asked: Look) -> list[Account]:
    """Return who may be named on a visit: auditors and heads in office today."""
    return [account for account in accounts.list_accounts(asked.con, TEAM_ROLES) if account.is_active(asked.today)]


def _names(asked: Look, visit: Visit) -> dict[str, str]:
    """Return the names of who went, and of who owes an answer."""
    owners = (matter.owner_id for matter in visit.matters if matter.owner_id)
    named = {visit.lead_id, *visit.member_ids, *owners}
    return {account_id: accounts.fetch_account(asked.con, account_id).name for account_id in named}

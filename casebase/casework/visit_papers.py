"""The papers of a visit: the record handed over on the spot, and a later answer."""

from casebase.casework.desk import Look
from casebase.casework.papers import letterhead
from casebase.domain.business import INDUSTRIES, REGIONS, Business, printed_registration_number
from casebase.domain.document import Attachment
from casebase.domain.papers import LaterAnswer, MatterOnPaper, VisitRecord
from casebase.domain.visit import TRACK_LABELS, Matter, Visit
from casebase.store import accounts, businesses


def visit_record(
    asked: Look,
    visit: Visit,
    photos: tuple[Attachment, ...],
    *,
    is_draft: bool = False,
    corrects: str = "",
    correction_reason: str = "",
) -> VisitRecord:
    """Return what stands on the 현장 방문 상담 결과서, its letterhead still without a number."""
    business = businesses.fetch_business(asked.con, visit.business_id)
    return VisitRecord(
        head=letterhead(asked, f"{business.name} 대표", clauses=("7",), is_draft=is_draft),
        business=business.name,
        registration_number=printed_registration_number(business.registration_number),
        industry=INDUSTRIES[business.industry],
        region=REGIONS[business.region_code],
        visited_on=visit.visited_on,
        begins_at=visit.begins_at,
        ends_at=visit.ends_at,
        place=visit.place,
        team=tuple(_name(asked, account_id) for account_id in (visit.lead_id, *visit.member_ids)),
        met=visit.met,
        consents_to_record=visit.consents_to_record,
        matters=tuple(_matter(asked, matter) for matter in visit.matters),
        photos=tuple((photo.name, photo.sha256) for photo in photos),
        signature=visit.signature,
        corrects=corrects,
        correction_reason=correction_reason,
        source=visit.source,
    )


def later_answer(asked: Look, visit: Visit, business: Business, matter: Matter) -> LaterAnswer:
    """Return what stands on the 후속 회신, its letterhead still without a number."""
    return LaterAnswer(
        head=letterhead(asked, f"{business.name} 대표", clauses=("7",)),
        visit_number=visit.number,
        visited_on=visit.visited_on,
        business=business.name,
        matter=_matter(asked, matter),
        answer=matter.answer,
        source=visit.source,
    )


def _matter(asked: Look, matter: Matter) -> MatterOnPaper:
    return MatterOnPaper(
        field=matter.field,
        department=matter.department,
        difficulty=matter.difficulty,
        law=matter.law,
        track=TRACK_LABELS[matter.track],
        answer=matter.answer,
        promised_on=matter.promised_on,
        owner=_name(asked, matter.owner_id) if matter.owner_id else "",
    )


def _name(asked: Look, account_id: str) -> str:
    account = accounts.find_account(asked.con, account_id)
    return account.name if account else ""

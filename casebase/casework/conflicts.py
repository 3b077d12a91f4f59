"""Conflicts of interest (이해충돌): who the parties of a case are, and what keeps a member from it."""

from casebase.casework.desk import Look
from casebase.domain.consultation import ApplicantKind, Consultation
from casebase.domain.member import Body
from casebase.domain.review import Origin, Review, SubjectKind
from casebase.law import conflicts as law
from casebase.law.conflicts import Conflict, Involvement, InvolvementKind, Party, PartyKind
from casebase.store import accounts, agencies, businesses, consultations, involvements, reviews, ties, visits


def conflicts_of(asked: Look, body: Body, account_id: str, subject_kind: str, subject_id: str) -> tuple[Conflict, ...]:
    """Return what stands between a person and a case by the record as of today, what blocks first.

    `subject_kind` is "consultation" or "review". Raises: NotFound.
    """
    return law.conflicts(
        body,
        accounts.fetch_account(asked.con, account_id),
        ties.list_ties(asked.con, account_id),
        parties_of(asked, subject_kind, subject_id),
        _involvements(asked, account_id, subject_kind, subject_id),
        asked.today,
    )


def parties_of(asked: Look, subject_kind: str, subject_id: str) -> tuple[Party, ...]:
    """Return whom a case concerns: agencies, businesses and persons, each once. Raises: NotFound."""
    if subject_kind == "consultation":
        found = _of_consultation(asked, consultations.fetch_consultation(asked.con, subject_id))
    else:
        found = _of_review(asked, reviews.fetch_review(asked.con, subject_id))
    return tuple(dict.fromkeys(found))


def _of_consultation(asked: Look, consultation: Consultation) -> list[Party]:
    parties = [_agency(asked, consultation.agency_id)] if consultation.agency_id else []
    if consultation.applicant_kind == ApplicantKind.BUSINESS:
        parties.append(Party(kind=PartyKind.BUSINESS, name=consultation.applicant_name))
    else:
        parties.append(_person(consultation.applicant_name, consultation.applicant_id))
    return parties + _business_visited(asked, consultation.visit_id)


def _of_review(asked: Look, review: Review) -> list[Party]:
    parties = [_agency(asked, review.agency_id)]
    for subject in review.subjects:
        if subject.kind == SubjectKind.AGENCY:
            parties.append(Party(kind=PartyKind.AGENCY, name=subject.name))
        else:
            parties.append(_person(subject.name, subject.account_id))
    if review.origin != Origin.EX_OFFICIO:
        parties.append(_person(review.applicant_name, review.applicant_id))
    if review.consultation_id:
        parties += _of_consultation(asked, consultations.fetch_consultation(asked.con, review.consultation_id))
    if review.first_review_id:
        parties += _of_review(asked, reviews.fetch_review(asked.con, review.first_review_id))
    return parties + _business_visited(asked, review.visit_id)


def _agency(asked: Look, agency_id: str) -> Party:
    return Party(kind=PartyKind.AGENCY, name=agencies.fetch_agency(asked.con, agency_id).name, agency_id=agency_id)


def _person(name: str, account_id: str | None) -> Party:
    return Party(kind=PartyKind.PERSON, name=name, account_id=account_id)


def _business_visited(asked: Look, visit_id: str | None) -> list[Party]:
    """Return the business of the visit that a case comes from."""
    if visit_id is None:
        return []
    business = businesses.fetch_business(asked.con, visits.fetch_visit(asked.con, visit_id).business_id)
    return [Party(kind=PartyKind.BUSINESS, name=business.name, business_id=business.id)]


def _involvements(asked: Look, account_id: str, subject_kind: str, subject_id: str) -> tuple[Involvement, ...]:
    found = involvements.list_involvements(asked.con, account_id, subject_kind, subject_id)
    return tuple(
        Involvement(kind=InvolvementKind(kind), case_number=number, is_same_case=is_same)
        for kind, number, is_same in found
    )

"""Conflicts of interest (이해충돌): who the parties of a case are, and what keeps a member from it."""

from casebase.casework.desk import Look
from casebase.domain.consultation import ApplicantKind, Consultation
from casebase.domain.member import Body
from casebase.domain.review import Origin, Review, SubjectKind
from casebase.law import conflicts as law
from casebase.law.conflicts import Conflict, Involvement, InvolvementKind, Party, PartyKind
from casebase.store import accounts, agencies, brought, businesses, consultations, involvements, reviews, ties, visits


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


def blocked_reviews(asked: Look, account_id: str) -> frozenset[str]:
    """Return the reviews ever on an agenda that a member of the committee may not decide on by the record as of today.

    The same as asking `conflicts_of` for each, without asking the store for each.
    """
    parties: dict[str, list[Party]] = {}
    for review_id, kind, name, agency_id, business_id, other_id in brought.list_concerned(asked.con):
        party = Party(
            kind=PartyKind(kind), name=name, agency_id=agency_id, business_id=business_id, account_id=other_id
        )
        parties.setdefault(review_id, []).append(party)
    deeds = _deeds_on_brought(asked, account_id)
    account, known = accounts.fetch_account(asked.con, account_id), ties.list_ties(asked.con, account_id)
    return frozenset(
        review_id
        for review_id, concerned in parties.items()
        if any(
            conflict.is_blocking
            for conflict in law.conflicts(
                Body.COMMITTEE, account, known, concerned, deeds.get(review_id, ()), asked.today
            )
        )
    )


def _deeds_on_brought(asked: Look, account_id: str) -> dict[str, list[Involvement]]:
    """Return what somebody did on each review ever on an agenda, or on what is the same case."""
    kinds: dict[str, list[str]] = {}
    for kind, case_id in involvements.list_deeds(asked.con, account_id):
        kinds.setdefault(case_id, []).append(kind)
    found: dict[str, list[Involvement]] = {}
    for review_id, case_id in brought.list_around(asked.con) if kinds else ():
        for kind in kinds.get(case_id, ()):
            one = Involvement(kind=InvolvementKind(kind), case_number="", is_same_case=True)
            found.setdefault(review_id, []).append(one)
    return found


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

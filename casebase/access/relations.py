"""What ties an account to a thing."""

from collections.abc import Collection

from casebase.domain.account import Account
from casebase.domain.advice import Assignment, AssignmentStatus
from casebase.domain.consultation import ApplicantKind, Consultation
from casebase.domain.reach import Relation
from casebase.domain.review import Origin, Review
from casebase.domain.visit import Visit


def to_visit(account: Account, visit: Visit) -> frozenset[Relation]:
    """TEAM: led it, joined it, or owns one of its promises."""
    owners = {matter.owner_id for matter in visit.matters}
    is_team = account.id == visit.lead_id or account.id in visit.member_ids or account.id in owners
    return frozenset({Relation.ANY} | ({Relation.TEAM} if is_team else set()))


def to_consultation(account: Account, consultation: Consultation) -> frozenset[Relation]:
    """HANDLER: handles it. TEAM: owns it with the handler. ASKED: belongs to a body asked for its view.

    APPLICANT, SELF: filed it, or belongs to the agency that did.
    """
    relations = {Relation.ANY}
    if account.id == consultation.handler_id:
        relations.add(Relation.HANDLER)
    if account.id in consultation.co_handler_ids:
        relations.add(Relation.TEAM)
    is_agency = consultation.applicant_kind == ApplicantKind.AGENCY and account.agency_id is not None
    if account.id == consultation.applicant_id or (is_agency and account.agency_id == consultation.agency_id):
        relations |= {Relation.APPLICANT, Relation.SELF}
    if account.agency_id in consultation.asked_agency_ids:
        relations.add(Relation.ASKED)
    return frozenset(relations)


def to_review(account: Account, review: Review) -> frozenset[Relation]:
    """HANDLER: handles it. APPLICANT: filed it, is one of its subjects, or belongs to the agency that filed.

    SELF: the application is their own. One that came on paper is of the person it is about.
    AGENCY: belongs to the agency that was audited, and is none of those it is about.
    """
    relations = {Relation.ANY}
    if account.id == review.handler_id:
        relations.add(Relation.HANDLER)
    is_subject = account.id in {subject.account_id for subject in review.subjects}
    of_agency = review.origin == Origin.AGENCY and account.agency_id == review.agency_id
    on_paper = review.origin == Origin.PERSON and review.applicant_id is None
    if account.id == review.applicant_id or of_agency or (is_subject and on_paper):
        relations |= {Relation.APPLICANT, Relation.SELF}
    if is_subject:
        relations.add(Relation.APPLICANT)
    if account.agency_id == review.agency_id and not is_subject:
        relations.add(Relation.AGENCY)
    return frozenset(relations)


def to_person(account: Account, account_id: str) -> frozenset[Relation]:
    """SELF: what is kept of a member is their own."""
    return frozenset({Relation.ANY} | ({Relation.SELF} if account.id == account_id else set()))


def to_advice(
    account: Account, handler_id: str | None, assignment: Assignment | None, *, is_open_to_panel: bool
) -> frozenset[Relation]:
    """HANDLER: handles the case that advice is asked about. OFFERED, ASSIGNED: the account's own assignment stands.

    `is_open_to_panel` is False once the request was withdrawn, or the case ended so long ago that sight of it ends.
    """
    relations = {Relation.ANY}
    if account.id == handler_id:
        relations.add(Relation.HANDLER)
    if assignment is not None and assignment.account_id == account.id and is_open_to_panel:
        if assignment.status == AssignmentStatus.OFFERED:
            relations.add(Relation.OFFERED)
        if assignment.status in {AssignmentStatus.ACCEPTED, AssignmentStatus.ANSWERED}:
            relations.add(Relation.ASSIGNED)
    return frozenset(relations)


def to_meeting(account: Account, seats: Collection[str], presiding_id: str | None) -> frozenset[Relation]:
    """MEMBER: has one of the `seats` (accounts) on the meeting's day. PRESIDING: presides over it, or over its item."""
    relations = {Relation.ANY}
    if account.id in seats:
        relations.add(Relation.MEMBER)
    if account.id == presiding_id:
        relations.add(Relation.PRESIDING)
    return frozenset(relations)


ANYTHING = frozenset({Relation.ANY})

"""What ties a person to a visit, a consultation or a review."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.access.relations import to_advice, to_consultation, to_meeting, to_person, to_review, to_visit
from casebase.domain.account import Account, Role
from casebase.domain.advice import Assignment, AssignmentStatus
from casebase.domain.consultation import ApplicantKind
from casebase.domain.reach import Relation
from casebase.domain.review import Origin, Review
from casebase.domain.visit import Track
from casebase.store.connection import Connection, Store
from tests.builders import a_business, a_matter, a_review, a_visit, an_account, an_agency
from tests.consultation_builders import a_consultation

ANY, TEAM, HANDLER = Relation.ANY, Relation.TEAM, Relation.HANDLER
APPLICANT, ASKED, SELF = Relation.APPLICANT, Relation.ASKED, Relation.SELF
AGENCY, OFFERED, ASSIGNED = Relation.AGENCY, Relation.OFFERED, Relation.ASSIGNED


def test_who_led_joined_or_owes_an_answer_is_of_the_team(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as con:
        lead, member, owner, stranger = (an_account(con) for _ in range(4))
        promise = a_matter(Track.LATER, owner_id=owner.id)
        visit = a_visit(con, a_business(con), lead, members=(member,), matters=(promise,))

    for person in (lead, member, owner):
        assert to_visit(person, visit) == {ANY, TEAM}
    assert to_visit(stranger, visit) == {ANY}


def test_who_handles_a_consultation_and_who_owns_it_with_them_are_told_apart(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as con:
        handler, owner, stranger = (an_account(con) for _ in range(3))
        consultation = a_consultation(con, an_agency(con), handler=handler, owners=(owner,))

    assert to_consultation(handler, consultation) == {ANY, HANDLER}
    assert to_consultation(owner, consultation) == {ANY, TEAM}
    assert to_consultation(stranger, consultation) == {ANY}


@pytest.mark.parametrize("kind", ApplicantKind)
def test_an_agency_s_people_are_tied_to_what_it_asked_itself(sqlite_store: Store, kind: ApplicantKind) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        official = an_account(con, Role.APPLICANT, agency_id=agency.id)
        filer = an_account(con, Role.APPLICANT)
        foreigner = an_account(con, Role.APPLICANT, agency_id=an_agency(con).id)
        consultation = a_consultation(con, agency, applicant=filer, applicant_kind=kind)

    own = {ANY, APPLICANT, SELF}
    assert to_consultation(filer, consultation) == own
    assert to_consultation(official, consultation) == (own if kind == ApplicantKind.AGENCY else {ANY})
    assert to_consultation(foreigner, consultation) == {ANY}
    draft = replace(consultation, agency_id=None, applicant_id=None)
    assert to_consultation(filer, draft) == to_consultation(official, draft) == {ANY}


def test_a_body_asked_for_its_view_is_tied_to_the_consultation(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as con:
        asked = an_account(con, Role.APPLICANT, agency_id=an_agency(con).id)
        nobody_s = an_account(con, Role.APPLICANT)
        consultation = a_consultation(con, an_agency(con))

    asking = replace(consultation, asked_agency_ids=("another", asked.agency_id or ""))
    assert to_consultation(asked, asking) == {ANY, ASKED}
    assert to_consultation(nobody_s, asking) == to_consultation(asked, consultation) == {ANY}


def a_review_of(con: Connection, origin: Origin) -> Review:
    """A review of an agency, filed by nobody with an account."""
    return a_review(con, an_agency(con), origin=origin)


@pytest.mark.parametrize("origin", Origin)
def test_a_stranger_is_tied_to_no_review(sqlite_store: Store, origin: Origin) -> None:
    with sqlite_store.transaction() as con:
        review = a_review_of(con, origin)
        stranger = an_account(con, Role.APPLICANT, agency_id=an_agency(con).id)
        without_agency = an_account(con, Role.APPLICANT)

    assert to_review(stranger, review) == to_review(without_agency, review) == {ANY}


@pytest.mark.parametrize(
    ("origin", "relations"),
    [
        (Origin.AGENCY, {ANY, APPLICANT, SELF, AGENCY}),
        (Origin.PERSON, {ANY, AGENCY}),
        (Origin.EX_OFFICIO, {ANY, AGENCY}),
    ],
)
def test_an_agency_s_people_are_tied_to_what_the_agency_filed_and_to_nothing_else(
    sqlite_store: Store, origin: Origin, relations: set[Relation]
) -> None:
    with sqlite_store.transaction() as con:
        review = a_review_of(con, origin)
        official = an_account(con, Role.APPLICANT, agency_id=review.agency_id)

    assert to_review(official, review) == relations


@pytest.mark.parametrize(
    ("origin", "relations"),
    [
        (Origin.AGENCY, {ANY, APPLICANT}),
        (Origin.PERSON, {ANY, APPLICANT, SELF}),  # on paper: nobody else could have filed it
        (Origin.EX_OFFICIO, {ANY, APPLICANT}),
    ],
)
def test_a_subject_sees_their_case_but_only_their_own_application_is_theirs(
    sqlite_store: Store, origin: Origin, relations: set[Relation]
) -> None:
    with sqlite_store.transaction() as con:
        person, other = an_account(con, Role.APPLICANT), an_account(con, Role.APPLICANT)
        review = a_review(con, an_agency(con), origin=origin, subject=person)

    assert to_review(person, review) == relations
    assert to_review(person, replace(review, applicant_id=other.id)) == {ANY, APPLICANT}


def test_who_filed_and_who_handles_are_told_apart(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as con:
        filer, handler = an_account(con, Role.APPLICANT), an_account(con)
        review = a_review(con, an_agency(con), origin=Origin.PERSON, applicant=filer, handler=handler)

    assert to_review(filer, review) == {ANY, APPLICANT, SELF}
    assert to_review(handler, review) == {ANY, HANDLER}


LAWYER = Account(id="lawyer", login="lawyer", name="위원", role=Role.PANEL, begins_on=date(2026, 1, 1))
ASSIGNMENT = Assignment(
    id="assignment",
    request_id="request",
    account_id=LAWYER.id,
    status=AssignmentStatus.OFFERED,
    due_on=date(2026, 12, 1),
    offered_by="handler",
    offered_at="2026-11-23T01:00:00.000000Z",
)


@pytest.mark.parametrize(
    ("status", "relations"),
    [
        (AssignmentStatus.OFFERED, {ANY, OFFERED}),
        (AssignmentStatus.ACCEPTED, {ANY, ASSIGNED}),
        (AssignmentStatus.ANSWERED, {ANY, ASSIGNED}),
        (AssignmentStatus.DECLINED, {ANY}),
        (AssignmentStatus.RECUSED, {ANY}),
        (AssignmentStatus.REVOKED, {ANY}),
    ],
)
def test_a_lawyer_is_tied_to_a_request_only_while_their_own_assignment_stands(
    status: AssignmentStatus, relations: set[Relation]
) -> None:
    own = replace(ASSIGNMENT, status=status)

    assert to_advice(LAWYER, "handler", own, is_open_to_panel=True) == relations
    assert to_advice(LAWYER, "handler", own, is_open_to_panel=False) == {ANY}
    assert to_advice(LAWYER, "handler", replace(own, account_id="another"), is_open_to_panel=True) == {ANY}
    assert to_advice(LAWYER, "handler", None, is_open_to_panel=True) == {ANY}
    assert to_advice(LAWYER, LAWYER.id, None, is_open_to_panel=False) == {ANY, HANDLER}


def test_a_seat_and_the_chair_are_ties_to_a_meeting_of_their_own() -> None:
    assert to_meeting(LAWYER, ("lawyer", "another"), "another") == {ANY, Relation.MEMBER}
    assert to_meeting(LAWYER, ("another",), "lawyer") == {ANY, Relation.PRESIDING}
    assert to_meeting(LAWYER, ("another",), None) == {ANY}


def test_what_is_kept_of_a_member_is_their_own() -> None:
    assert to_person(LAWYER, LAWYER.id) == {ANY, SELF}
    assert to_person(LAWYER, "another") == {ANY}

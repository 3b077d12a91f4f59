"""What somebody did on cases, on both engines: on one case, and on others of its agency."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from casebase.domain.account import Account, Role
from casebase.domain.advice import AssignmentStatus
from casebase.domain.agency import Agency
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.store.connection import Connection
from casebase.store.consultations import update_consultation
from casebase.store.findings import insert_finding
from casebase.store.ids import new_id
from casebase.store.involvements import list_deeds, list_involvements
from casebase.store.opinions import insert_opinion
from casebase.store.reviews import insert_review
from tests.builders import a_finding, a_review, an_account, an_agency
from tests.consultation_builders import a_consultation, an_opinion
from tests.panel_builders import a_ballot, a_meeting, a_request, a_ruling, an_assignment, an_item


def found_by(con: Connection, review: Review, person: Account) -> Review:
    finding = a_finding(Step.CRITERION, "public_interest", True)
    charge_id = review.charges[0].id
    insert_finding(con, replace(finding, review_id=review.id, charge_id=charge_id, account_id=person.id))
    return review


def advised_by(
    con: Connection, case: Review | Consultation, person: Account, status: AssignmentStatus = AssignmentStatus.ANSWERED
) -> Review | Consultation:
    an_assignment(con, a_request(con, case), person, status)
    return case


def voted_by(con: Connection, review: Review, person: Account, question: str = "outcome") -> Review:
    a_ballot(con, an_item(con, a_meeting(con), review), person.id, question=question)
    return review


def opined_by(con: Connection, consultation: Consultation, person: Account) -> Consultation:
    opinion = an_opinion(con, consultation)
    insert_opinion(con, replace(opinion, id=new_id(), proposed_by=person.id))
    return consultation


def ruled_by(con: Connection, review: Review, person: Account) -> Review:
    a_ruling(con, review, proposed_by=person.id)
    return review


Deed = Callable[[Connection, Agency, Account], Review | Consultation]
DEEDS: list[tuple[str, Deed]] = [
    ("handled", lambda con, of, who: a_review(con, of, handler=who)),
    ("handled", lambda con, of, who: ruled_by(con, a_review(con, of), who)),
    ("found", lambda con, of, who: found_by(con, a_review(con, of), who)),
    ("advised", lambda con, of, who: advised_by(con, a_review(con, of), who)),
    ("voted", lambda con, of, who: voted_by(con, a_review(con, of), who)),
    ("handled", lambda con, of, who: a_consultation(con, of, handler=who, opened_by=an_account(con))),
    ("handled", lambda con, of, who: a_consultation(con, of, owners=(who,))),
    ("handled", lambda con, of, who: opined_by(con, a_consultation(con, of), who)),
    ("opened", lambda con, of, who: a_consultation(con, of, opened_by=who)),
    ("advised", lambda con, of, who: advised_by(con, a_consultation(con, of), who)),
]


def kind_of(case: Review | Consultation) -> str:
    return "review" if isinstance(case, Review) else "consultation"


@pytest.mark.parametrize(("kind", "deed"), DEEDS)
def test_what_somebody_did_is_told_of_the_case_and_of_others_of_its_agency(
    con: Connection, kind: str, deed: Deed
) -> None:
    agency, person = an_agency(con), an_account(con)
    case, other = deed(con, agency, person), a_review(con, agency)
    deed(con, agency, an_account(con))
    elsewhere = a_review(con, an_agency(con))

    assert list_involvements(con, person.id, kind_of(case), case.id) == [(kind, case.number, True)]
    assert list_involvements(con, person.id, "review", other.id) == [(kind, case.number, False)]
    assert list_involvements(con, person.id, "review", elsewhere.id) == []


def test_who_was_asked_and_did_not_answer_did_nothing(con: Connection) -> None:
    person, review = an_account(con, Role.PANEL), a_review(con, an_agency(con))
    for status in set(AssignmentStatus) - {AssignmentStatus.ANSWERED}:
        advised_by(con, review, person, status)

    assert list_involvements(con, person.id, "review", review.id) == []


def test_a_vote_on_a_challenge_is_no_vote_on_the_case(con: Connection) -> None:
    person, review = an_account(con, Role.COMMITTEE), a_review(con, an_agency(con))
    voted_by(con, review, person, "challenge:recusal")

    assert list_involvements(con, person.id, "review", review.id) == []


def test_the_consultation_relied_on_and_the_first_review_are_the_same_case(con: Connection) -> None:
    agency, person = an_agency(con), an_account(con)
    relied_on = a_consultation(con, an_agency(con), handler=person, opened_by=an_account(con))
    other = a_review(con, agency, handler=person)
    plain = a_review(con, agency, handler=person)
    first = replace(plain, id=new_id(), number="2026-면책-9001", consultation_id=relied_on.id)
    again = replace(plain, id=new_id(), number="2026-재심-0001", handler_id=None, first_review_id=first.id)
    for review in (first, again):
        insert_review(con, replace(review, observations=(), subjects=(), charges=()), agency.name)

    found = list_involvements(con, person.id, "review", again.id)

    same = [("handled", number, True) for number in sorted([relied_on.number, first.number])]
    others = [("handled", number, False) for number in sorted([other.number, plain.number])]
    assert found == same + others
    assert ("handled", relied_on.number, True) in list_involvements(con, person.id, "review", first.id)
    assert ("handled", first.number, True) not in list_involvements(con, person.id, "consultation", relied_on.id)


def test_a_case_of_no_agency_yet_is_tied_to_no_other(con: Connection) -> None:
    person = an_account(con)
    draft = a_consultation(con, an_agency(con), opened_by=person, status=ConsultationStatus.DRAFTING)
    assert update_consultation(con, replace(draft, agency_id=None))
    a_review(con, an_agency(con), handler=person)

    assert list_involvements(con, person.id, "consultation", draft.id) == [("opened", "", True)]
    assert list_involvements(con, person.id, "consultation", "none") == []


def test_deeds_are_told_of_every_case_at_once(con: Connection) -> None:
    person, other = an_account(con), an_account(con)
    consultation = a_consultation(con, an_agency(con), handler=other, opened_by=person)
    handled, advised = (a_review(con, an_agency(con)) for _ in range(2))
    con.run("update reviews set handler_id = ? where id = ?", [person.id, handled.id])
    advised_by(con, advised, person, AssignmentStatus.ANSWERED)

    deeds = list_deeds(con, person.id)

    assert sorted(deeds) == sorted([("handled", handled.id), ("advised", advised.id), ("opened", consultation.id)])
    assert list_deeds(con, other.id) == [("handled", consultation.id)]

"""What stands around the reviews that were ever on an agenda, on both engines."""

from casebase.domain.consultation import ApplicantKind
from casebase.domain.meeting import RecusalState
from casebase.domain.review import Origin
from casebase.store.brought import list_around, list_concerned, list_recused_from
from casebase.store.connection import Store
from tests.builders import a_business, a_review, a_visit, an_account, an_agency
from tests.consultation_builders import a_consultation
from tests.panel_builders import a_meeting, a_recusal, an_item


def test_a_review_concerns_the_parties_of_all_that_is_the_same_case(store: Store) -> None:
    with store.transaction() as con:
        first_agency, second_agency, subject = an_agency(con), an_agency(con), an_account(con)
        business = a_business(con)
        visit = a_visit(con, business, an_account(con))
        asked = a_consultation(con, second_agency, applicant_kind=ApplicantKind.BUSINESS, visit_id=visit.id)
        first = a_review(con, first_agency, origin=Origin.PERSON, subject=subject)
        again = a_review(con, first_agency, origin=Origin.EX_OFFICIO)
        con.run("update reviews set first_review_id = ? where id = ?", [first.id, again.id])
        con.run("update reviews set consultation_id = ? where id = ?", [asked.id, first.id])
        an_item(con, a_meeting(con), again)
        a_review(con, an_agency(con))

        concerned, around = list_concerned(con), list_around(con)

    assert {each.review_id for each in concerned} == {again.id}
    assert {each[1:] for each in concerned} == {
        ("agency", first_agency.name, first_agency.id, None, None),
        ("agency", second_agency.name, second_agency.id, None, None),
        ("person", "이주무", None, None, subject.id),
        ("person", "이주무", None, None, None),
        ("person", "기관장", None, None, None),
        ("business", asked.applicant_name, None, None, None),
        ("business", business.name, None, business.id, None),
    }
    assert sorted(around) == sorted((again.id, case_id) for case_id in (again.id, first.id, asked.id))


def test_only_an_upheld_recusal_keeps_somebody_from_a_review(store: Store) -> None:
    with store.transaction() as con:
        member, other = an_account(con), an_account(con)
        reviews = [a_review(con, an_agency(con)) for _ in RecusalState]
        for review, state in zip(reviews, RecusalState, strict=True):
            a_recusal(con, an_item(con, a_meeting(con), review), member.id, state=state)

        kept_from = {person.id: list_recused_from(con, person.id) for person in (member, other)}

    upheld = reviews[list(RecusalState).index(RecusalState.UPHELD)]
    assert kept_from == {member.id: [upheld.id], other.id: []}

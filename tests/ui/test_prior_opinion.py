"""What the record says of the opinion that a review relies on: beside each condition, answering none."""

from casebase.casework.follow_ups import judge_follow_up
from casebase.casework.opinions import propose_opinion_withdrawal
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.store.findings import list_findings
from casebase.store.follow_ups import list_follow_ups
from tests.case_builders import Person, a_person
from tests.consultation_stages import a_reported_follow_up, approve_opinion, consultation_of, notify_opinion
from tests.review_stages import a_review_in_fact_finding
from tests.screens import Screen


def relying(person: Person) -> tuple[Review, Consultation]:
    """A review in fact-finding that relies on an opinion which was reported on."""
    applicant = a_person(person.store, Role.APPLICANT)
    case, _ = a_reported_follow_up(person, applicant, a_person(person.store, Role.CHAIR))
    review = a_review_in_fact_finding(person, agency_id=str(case.agency_id), consultation_number=case.number)
    return review, case


def judging(person: Person, review: Review, step: Step) -> Screen:
    screen = Screen(person.seat.session_id, "exemption", {"number": review.number})
    screen.shown.session_state["step"] = step
    screen.run()
    return screen


def test_each_condition_of_the_presumption_has_the_record_beside_it(person: Person) -> None:
    review, case = relying(person)

    screen = judging(person, review, Step.PRESUMPTION)

    assert f"따른 의견({case.number}, 의견서 2026-의견-0001, 2026. 11. 23.)" in screen.text
    assert screen.text.count('class="proof recorded"') == 4
    for told in (case.application.title, review.title, "의견대로 하천 점용허가를 하였다.", "SHA-256"):
        assert told in screen.text


def test_the_record_answers_nothing(person: Person) -> None:
    review, _ = relying(person)

    screen = judging(person, review, Step.PRESUMPTION)

    questions = [group for group in screen.shown.button_group if str(group.key).startswith("holds_")]
    assert len(questions) == 4
    assert not any(question.value for question in questions)
    with person.store.reading() as con:
        assert list_findings(con, review.id) == []


def test_other_steps_show_no_record(person: Person) -> None:
    review, _ = relying(person)

    assert 'class="proof recorded"' not in judging(person, review, Step.EXCLUSION).text


def test_an_opinion_that_was_withdrawn_is_told_as_such(person: Person) -> None:
    review, case = relying(person)
    with person.store.reading() as con:
        (report,) = list_follow_ups(con, case.id)
    again = {"state": "asked_again", "judgement": "증빙을 더 내세요.", "follow_up_due_on": "2027-02-01"}
    judge_follow_up(person.desk, report.id, report.version, again)
    current = consultation_of(person.store, case.id)
    withdrawal = propose_opinion_withdrawal(person.desk, case.id, current.version, "사실이 달랐다.")
    approve_opinion(a_person(person.store, Role.CHAIR), withdrawal)
    notify_opinion(person, case.id)

    screen = judging(person, review, Step.PRESUMPTION)

    assert "이 의견은 취소되었습니다. 2026. 11. 23. 취소함: 사실이 달랐다." in screen.text

"""법률자문 on the page of a case: what was asked and answered, for the office alone."""

from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from tests.advice_stages import a_case_with_issues, a_panel_member, accept, answer, ask, offer
from tests.case_builders import Person, a_person
from tests.consultation_stages import consultation_of, propose_opinion
from tests.review_stages import a_review_in_fact_finding
from tests.screens import Screen


def opened(person: Person, case: Consultation) -> Screen:
    return Screen(person.seat.session_id, "consultation", {"number": case.number})


def keys(screen: Screen) -> set[str]:
    return {str(button.key) for button in screen.shown.button}


def test_a_case_tells_of_its_advice_with_the_answers(person: Person) -> None:
    case, member = a_case_with_issues(person), a_panel_member(person.store, ends_on="2099-12-31")
    request = ask(person, case)
    assert "배정한 위원 없음" in opened(person, case).text
    answer(member, request, accept(member, offer(person, request, member)), "conditional")

    screen = opened(person, case)

    assert "1명 가운데 1명 회신" in screen.text
    assert "조건부로 그렇다" in screen.text
    assert "advice" in screen.links


def test_nobody_outside_hears_of_advice(person: Person) -> None:
    applicant = a_person(person.store, Role.APPLICANT)
    case = a_case_with_issues(person, applicant)
    request = ask(person, case)

    screen = opened(applicant, case)

    assert case.application.title in screen.text
    assert "법률자문" not in screen.text
    assert request.number not in screen.text


def test_a_colleague_reads_but_does_not_ask(person: Person) -> None:
    case = a_case_with_issues(person)
    ask(person, case)

    screen = opened(a_person(person.store), case)

    assert "법률자문" in screen.text
    assert "begin_advice" not in keys(screen)


def test_once_the_case_is_proposed_no_advice_is_asked(person: Person) -> None:
    case = a_case_with_issues(person)
    assert "begin_advice" in keys(opened(person, case))

    propose_opinion(person, consultation_of(person.store, case.id))

    assert "begin_advice" not in keys(opened(person, case))


def test_a_review_asks_about_its_criteria(person: Person) -> None:
    review = a_review_in_fact_finding(person)
    screen = Screen(person.seat.session_id, "exemption", {"number": review.number})

    assert "법률자문" in screen.text
    assert "begin_advice" in keys(screen)

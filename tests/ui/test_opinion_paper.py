"""An opinion as its reader finds it: what it says, what it does, its paper; and nothing before it was told."""

from casebase.casework.opinions import propose_opinion_withdrawal
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from tests.case_builders import Person, a_person
from tests.consultation_stages import (
    a_notified_opinion,
    an_issued_opinion,
    an_opinion_reached,
    approve_opinion,
    notify_opinion,
)
from tests.screens import Screen

CONCLUSION = "갑설에 따라 하천 점용허가를 할 수 있다."


def opened(person: Person, case: Consultation) -> Screen:
    return Screen(person.seat.session_id, "consultation", {"number": case.number})


def papers(screen: Screen) -> dict[str, str]:
    """The papers offered, by their address."""
    links = screen.shown.get("link_button")
    return {link.proto.url: link.proto.label.replace("\\", "") for link in links if "/papers/" in link.proto.url}


def test_the_applicant_finds_what_they_may_do_its_effect_and_the_paper(person: Person) -> None:
    applicant = a_person(person.store, Role.APPLICANT)
    case = an_opinion_reached(person, applicant, a_person(person.store, Role.CHAIR), "conditional")

    screen = opened(applicant, case)

    assert papers(screen) == {"/papers/2026-의견-0001": "사전컨설팅 의견서 2026-의견-0001"}
    for told in ("의견: 조건부 인용", CONCLUSION, "준공한 뒤 하천 폭을 다시 잰다.", "면책 요건을 갖춘 것으로 추정한다"):
        assert told in screen.text
    assert "2026. 11. 23. 도달(효력 발생)" in screen.text


def test_an_opinion_that_was_not_told_yet_is_not_the_applicant_s_to_know(person: Person) -> None:
    applicant = a_person(person.store, Role.APPLICANT)
    case = an_issued_opinion(person, applicant, a_person(person.store, Role.CHAIR))

    screen = opened(applicant, case)

    assert papers(screen) == {}
    assert CONCLUSION not in screen.text
    assert "발행" not in screen.text


def test_a_returned_application_is_told_as_such(person: Person) -> None:
    applicant = a_person(person.store, Role.APPLICANT)
    case = a_notified_opinion(person, applicant, a_person(person.store, Role.CHAIR), "returned")

    screen = opened(applicant, case)

    assert papers(screen) == {"/papers/2026-의견-0001": "사전컨설팅 반려 통지서 2026-의견-0001"}
    assert "면책 추정의 근거가 되지 아니한다" in screen.text


def test_a_withdrawal_stands_first_and_marks_what_it_withdrew(person: Person) -> None:
    applicant, chair = a_person(person.store, Role.APPLICANT), a_person(person.store, Role.CHAIR)
    case = a_notified_opinion(person, applicant, chair)
    withdrawal = propose_opinion_withdrawal(person.desk, case.id, case.version, "사실이 달랐다.")
    approve_opinion(chair, withdrawal)
    notify_opinion(person, case.id)

    screen = opened(applicant, case)

    assert list(papers(screen).values()) == [
        "사전컨설팅 의견서 취소 2026-의견-0002",
        "사전컨설팅 의견서 2026-의견-0001 (취소됨)",
    ]
    assert "사실이 달랐다." in screen.text

"""After the issue: the notice, the day it arrived, further agencies, and a review begun again."""

from casebase.casework.opinions import propose_opinion_withdrawal
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.document import Document
from casebase.domain.draft import Form
from casebase.store.documents import list_documents_of
from casebase.store.opinions import list_further_notices
from tests.case_builders import Person, a_person
from tests.consultation_stages import (
    a_notified_opinion,
    an_issued_opinion,
    approve_opinion,
    consultation_of,
    notify_opinion,
)
from tests.screens import Screen, type_into


def opened(person: Person, case: Consultation) -> Screen:
    return Screen(person.seat.session_id, "consultation", {"number": case.number})


def issued(person: Person) -> Consultation:
    return an_issued_opinion(person, a_person(person.store, Role.APPLICANT), a_person(person.store, Role.CHAIR))


def notified(person: Person) -> Consultation:
    return a_notified_opinion(person, a_person(person.store, Role.APPLICANT), a_person(person.store, Role.CHAIR))


def paper(person: Person, case: Consultation) -> Document:
    with person.store.reading() as con:
        return list_documents_of(con, "consultation", case.id)[0]


def step(person: Person, name: str, subject_id: str, **fields: str) -> None:
    type_into(person.desk, Form.CASE_STEP, f"{name}:{subject_id}", **fields)


def test_a_notice_is_recorded_with_its_day_and_way(person: Person) -> None:
    case = issued(person)
    screen = opened(person, case)

    screen.press("notify_opinion")
    assert "통보한 날을 고르세요" in screen.text
    step(person, "opinion_notice", case.id, notified_on="2026-11-23", notified_how="electronic")
    screen.press("notify_opinion")

    assert paper(person, case).notified_how == "전자문서"
    assert consultation_of(person.store, case.id).status == ConsultationStatus.NOTIFIED


def test_an_arrival_begins_the_follow_up(person: Person) -> None:
    case = notified(person)
    screen = opened(person, case)
    step(person, "opinion_arrival", paper(person, case).id, reached_on="2026-11-23")

    screen.press("record_opinion_arrival")

    assert consultation_of(person.store, case.id).status == ConsultationStatus.FOLLOW_UP
    assert "record_opinion_arrival" not in {str(button.key) for button in screen.shown.button}


def test_a_further_agency_is_told_and_its_arrival_recorded(person: Person) -> None:
    case = notified(person)
    screen = opened(person, case)
    screen.shown.session_state["opinion_work"] = "further"
    screen.run()
    step(person, "further_notice", case.id, recipient="한국도로공사", notified_on="2026-11-23", notified_how="mail")
    screen.press("notify_further")
    assert "한국도로공사: 2026. 11. 23. 통보(우편), 도달한 날 기록 전" in screen.text

    with person.store.reading() as con:
        (notice,) = list_further_notices(con, paper(person, case).id)
    step(person, "further_arrival", notice.id, reached_on="2026-11-23")
    screen.press("record_further_arrival")

    assert "한국도로공사: 2026. 11. 23. 통보(우편), 2026. 11. 23. 도달" in screen.text


def test_a_withdrawn_opinion_may_be_reviewed_again(person: Person) -> None:
    case = notified(person)
    withdrawal = propose_opinion_withdrawal(person.desk, case.id, case.version, "사실이 달랐다.")
    approve_opinion(a_person(person.store, Role.CHAIR), withdrawal)
    notify_opinion(person, case.id)
    screen = opened(person, case)

    screen.shown.session_state["opinion_work"] = "reopen"
    screen.run()
    screen.press("reopen_consultation")

    assert consultation_of(person.store, case.id).status == ConsultationStatus.UNDER_REVIEW
    assert "새 의견안을 쓰세요" in screen.text

"""What waits about precedents and reports: taken down by who published them, reported by the head in time."""

from datetime import date

from casebase.casework.opinions import propose_opinion_withdrawal
from casebase.casework.precedents import withdraw_precedent
from casebase.domain.account import Role
from casebase.domain.todo import Todo
from casebase.store.connection import Store
from tests.case_builders import Person, a_person, now_on, seen_today
from tests.consultation_stages import approve_opinion, consultation_of
from tests.publication_stages import an_opinion_to_publish, publish, subject_of

TAKE_DOWN, REPORT = "근거 문서가 바뀌었습니다. 사례를 확인하고 공개를 철회하세요", "감사원에 보고하세요"


def told(person: Person, what: str) -> list[Todo]:
    return [todo for todo in seen_today(person).todos if todo.what == what]


def test_a_precedent_whose_paper_was_withdrawn_waits_for_its_publisher_and_the_head(sqlite_store: Store) -> None:
    handler, other = a_person(sqlite_store), a_person(sqlite_store)
    applicant, head, chair = (a_person(sqlite_store, role) for role in (Role.APPLICANT, Role.HEAD, Role.CHAIR))
    consultation = an_opinion_to_publish(handler, applicant, head)
    precedent = publish(handler, subject_of(sqlite_store, consultation))
    assert told(handler, TAKE_DOWN) == []

    now = consultation_of(sqlite_store, consultation.id)
    approve_opinion(head, propose_opinion_withdrawal(handler.desk, now.id, now.version, "사실이 달랐다."))

    assert [todo.query for todo in told(handler, TAKE_DOWN)] == [{"number": precedent.number}]
    assert [todo.query for todo in told(head, TAKE_DOWN)] == [{"number": precedent.number}]
    assert [told(person, TAKE_DOWN) for person in (other, applicant, chair)] == [[], [], []]
    withdraw_precedent(handler.desk, precedent.id, precedent.version, {"withdrawal_reason": "의견이 취소되었다."})
    assert told(handler, TAKE_DOWN) == told(head, TAKE_DOWN) == []


def test_the_report_of_a_quarter_waits_for_the_head_until_its_due_day(sqlite_store: Store) -> None:
    head, auditor = a_person(sqlite_store, Role.HEAD), a_person(sqlite_store)
    days = ("2026-09-30", "2026-10-01", "2026-10-12", "2026-10-13")

    shown = {day: told(head.at(now_on(day)), REPORT) for day in days}

    # The tenth of October 2026 is a Saturday, the Monday after it a working day.
    assert [len(shown[day]) for day in days] == [0, 1, 1, 0]
    assert shown["2026-10-01"][0].due_on == date(2026, 10, 12)
    assert shown["2026-10-01"][0].title.startswith("2026년 3분기")
    assert told(auditor.at(now_on("2026-10-01")), REPORT) == []

"""Asking other bodies for their view: by name or by an account of their own, with a day, answered once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from casebase.casework import inquiries, supplements
from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.suspension import SuspensionKind
from casebase.store.agencies import fetch_agency
from casebase.store.connection import Store
from tests.case_builders import Person, a_person, an_agency_of, record_of
from tests.clock_stages import Case, a_case, a_step, ask, begin, supplement

TODAY = date(2026, 11, 23)


def name_of(case: Case, person: Person) -> str:
    with case.store.reading() as con:
        return fetch_agency(con, str(person.account.agency_id)).name


def test_a_body_is_asked_by_name_and_its_answer_entered_by_who_handles_the_case(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)

    ask(case, "query", begins_on="2026-11-10")
    fields = {"answer": "허가 대상이다.", "ends_on": "2026-11-16"}
    inquiries.answer_inquiry(case.handler.desk, *case.wait, fields)

    wait = case.waits[0]
    assert (wait.asked_of, wait.agency_id, wait.question) == ("국토관리청", None, "허가 대상인가요?")
    assert (wait.answer, wait.ends_on, wait.ground) == ("허가 대상이다.", date(2026, 11, 16), "")
    assert case.deadline.due_on == date(2026, 12, 8)  # the 11th to the 16th are out


def test_a_body_with_accounts_answers_by_itself(store: Store) -> None:
    case, official = a_case(store), a_person(store, Role.APPLICANT)

    ask(case, agency_id=str(official.account.agency_id), asked_of="")
    inquiries.answer_inquiry(official.desk, *case.wait, {"answer": "허가 대상이다.", "ends_on": "2026-11-10"})

    wait = case.waits[0]
    assert (wait.asked_of, wait.ended_by, wait.ends_on) == (name_of(case, official), official.id, TODAY)
    assert case.now.asked_agency_ids == (official.account.agency_id,)


def test_only_the_body_asked_answers_for_itself(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    asked, also_asked, stranger = (a_person(sqlite_store, Role.APPLICANT) for _ in range(3))
    ask(case, agency_id=str(also_asked.account.agency_id))
    ask(case, agency_id=str(asked.account.agency_id))
    before = record_of(sqlite_store)

    for person, refusal in ((also_asked, NotFound), (stranger, NotFound), (case.applicant, NotPermitted)):
        with pytest.raises(refusal):
            inquiries.answer_inquiry(person.desk, *case.wait, {"answer": "허가 대상이다."})
    with pytest.raises(NotPermitted, match="보완 제출"):
        supplements.answer_supplement(asked.desk, *case.wait, a_step(asked, {"answer": "허가 대상이다."}))

    assert [table for table, rows in record_of(sqlite_store).items() if rows != before[table]] == [
        "draft_fields",
        "drafts",
    ]


def test_an_agency_that_nobody_signs_in_for_is_asked_by_name(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    own, empty = str(case.applicant.account.agency_id), an_agency_of(sqlite_store)

    for unfit in (own, empty, "nobody"):
        with pytest.raises(SeveralInvalid, match="조회할 기관을 목록에서"):
            ask(case, agency_id=unfit)
    with pytest.raises(SeveralInvalid, match="조회·의뢰할 곳을 입력"):
        ask(case, asked_of="")

    assert case.waits == []


def test_the_higher_body_is_asked_on_a_ground(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)

    with pytest.raises(SeveralInvalid, match="의뢰 사유를 목록에서"):
        ask(case, "higher", asked_of="감사원")
    ask(case, "higher", asked_of="감사원", ground="several_bodies")

    assert [(wait.kind, wait.ground) for wait in case.waits] == [(SuspensionKind.HIGHER, "several_bodies")]
    assert case.now.status == ConsultationStatus.UNDER_REVIEW


def test_of_two_handlers_who_answer_at_once_one_does_and_the_other_learns_of_it(store: Store) -> None:
    second = a_person(store, name="최감사")
    case = a_case(store, owners=(second.account,))
    ask(case)
    seen, ready = case.wait, Barrier(2)

    def enter(person: Person) -> str:
        desk = person.desk
        ready.wait()
        try:
            return inquiries.answer_inquiry(desk, *seen, {"answer": f"{person.account.name}: 허가 대상이다."})
        except ChangedMeanwhile as refusal:
            return str(refusal)

    with ThreadPoolExecutor() as pool:
        told = dict(zip(("박감사", "최감사"), pool.map(enter, (case.handler, second)), strict=True))

    (winner,) = [name for name, answer in told.items() if answer == case.now.number]
    (refusal,) = [answer for name, answer in told.items() if name != winner]
    assert f"{winner}, 조회 회신" in refusal
    assert case.waits[0].answer == f"{winner}: 허가 대상이다."


def test_who_was_asked_is_reminded_once_a_day(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    ask(case)

    inquiries.remind_body(case.handler.desk, *case.wait)

    assert case.waits[0].reminded_on == TODAY
    with pytest.raises(InvalidEntry, match="오늘 이미 독촉"):
        inquiries.remind_body(case.handler.desk, *case.wait)
    assert case.waits[0].is_open


def test_nobody_is_reminded_of_what_only_came_to_pass(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    begin(case)

    with pytest.raises(NotFound):
        inquiries.remind_body(case.handler.desk, *case.wait)

    assert case.waits[0].reminded_on is None


def test_nobody_is_asked_before_receipt_nor_after_the_opinion(sqlite_store: Store) -> None:
    filed, answered = (
        a_case(sqlite_store, ConsultationStatus.APPLIED),
        a_case(sqlite_store, ConsultationStatus.NOTIFIED),
    )
    before = record_of(sqlite_store)

    for case, state in ((filed, "신청"), (answered, "통보")):
        with pytest.raises(MoveNotPermitted, match=f"‘{state}’ 상태라 ‘보완요구’"):
            supplement(case)
        with pytest.raises(MoveNotPermitted, match=f"‘{state}’ 상태라 ‘의견조회·의뢰’"):
            ask(case)

    assert record_of(sqlite_store) == before

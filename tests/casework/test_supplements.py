"""Completing an application: asked for with a day, handed in by whom it was asked of, kept in the ledger."""

from datetime import date

import pytest

from casebase.casework import ledger, messages, supplements
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.suspension import SuspensionKind
from casebase.store.connection import Store
from casebase.store.drafts import find_draft
from casebase.store.files import fetch_bytes
from tests.case_builders import Person, a_person, record_of
from tests.clock_stages import Case, a_case, a_step, supplement

TODAY = date(2026, 11, 23)
PLAN = b"%PDF-1.7 plan"


def answer(case: Case, person: Person, draft_id: str) -> str:
    return supplements.answer_supplement(person.desk, *case.wait, draft_id)


def files_of(case: Case) -> dict[str, str]:
    """Return the SHA-256 of what was supplied, by name."""
    with case.looking() as asked:
        return {file.name: file.sha256 for file in ledger.supplied(asked, case.now)}


def test_the_clock_stops_when_a_supplement_is_asked_for_and_goes_on_when_it_is_given(store: Store) -> None:
    case = a_case(store)

    supplement(case, begins_on="2026-11-20")
    assert case.deadline.is_stopped
    number = answer(case, case.applicant, a_step(case.applicant, {"answer": "붙임과 같이 냅니다."}, PLAN))

    wait = case.waits[0]
    assert number == case.now.number
    assert (wait.kind, wait.due_on, wait.ends_on) == (SuspensionKind.SUPPLEMENT, date(2026, 11, 30), TODAY)
    assert (wait.answer, wait.ended_by) == ("붙임과 같이 냅니다.", case.applicant.id)
    assert not case.deadline.is_stopped
    assert case.deadline.due_on == date(2026, 12, 7)  # the 20th to the 23rd are out; the 6th is a Sunday


def test_what_is_supplied_goes_into_the_ledger_word_for_word(store: Store) -> None:
    case = a_case(store)
    supplement(case)
    draft_id = a_step(case.applicant, {"answer": "붙임과 같이 냅니다."}, PLAN)

    answer(case, case.applicant, draft_id)

    files = files_of(case)
    text = fetch_bytes(store.home, files.pop("보완 내용(이주무, 2026-11-23).txt"))
    assert text.decode() == "붙임과 같이 냅니다."
    assert files == {"하천관리계획도.pdf": digest(PLAN)}
    with store.reading() as con:
        assert find_draft(con, draft_id) is None


def test_a_supplement_given_on_the_day_it_is_asked_for_takes_out_that_day(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    supplement(case, begins_on="2026-11-23")

    answer(case, case.applicant, a_step(case.applicant, {"answer": "냅니다."}))

    assert case.deadline.due_on == date(2026, 12, 3)


def test_who_handles_the_case_enters_what_came_on_paper_with_its_day(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    supplement(case)

    answer(case, case.handler, a_step(case.handler, {"answer": "우편으로 왔다.", "ends_on": "2026-11-12"}))

    assert case.waits[0].ends_on == date(2026, 11, 12)
    assert case.deadline.due_on == date(2026, 12, 7)  # three days out; the 5th is a Saturday


def test_an_applicant_cannot_say_that_it_came_earlier(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    supplement(case)

    answer(case, case.applicant, a_step(case.applicant, {"answer": "냅니다.", "ends_on": "2026-11-12"}))

    assert case.waits[0].ends_on == TODAY


def test_a_supplement_that_arrives_before_it_was_asked_for_is_refused(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    supplement(case)
    draft_id = a_step(case.handler, {"answer": "우편으로 왔다.", "ends_on": "2026-11-09"}, PLAN)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="끝난 날이 시작한 날보다 빠릅니다"):
        answer(case, case.handler, draft_id)

    assert record_of(sqlite_store) == before


def test_a_supplement_is_text_or_files_or_both(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    supplement(case)

    with pytest.raises(SeveralInvalid, match="보완 내용을 입력"):
        answer(case, case.applicant, a_step(case.applicant, {"answer": " "}))
    assert case.waits[0].is_open
    answer(case, case.applicant, a_step(case.applicant, {}, PLAN))

    assert list(files_of(case)) == ["하천관리계획도.pdf"]


def test_a_supplement_is_asked_for_with_a_day_by_which_it_is_owed(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        supplements.ask_supplement(case.handler.desk, *case.seen, {"question": "", "due_on": ""})
    with pytest.raises(InvalidEntry, match="답을 받을 기한이 시작한 날보다 빠릅니다"):
        supplement(case, due_on="2026-11-09")

    assert [fault.field for fault in refused.value.faults] == ["question", "due_on"]
    assert record_of(sqlite_store) == before


def test_a_second_supplement_waits_for_the_first(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    supplement(case)

    with pytest.raises(InvalidEntry, match="아직 끝나지 않은 보완요구"):
        supplement(case)
    answer(case, case.applicant, a_step(case.applicant, {"answer": "냅니다."}))
    supplement(case, begins_on="2026-11-23")

    assert [wait.is_open for wait in case.waits] == [False, True]


def test_only_the_applicant_and_who_handles_the_case_answer_a_supplement(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    stranger, other = a_person(sqlite_store, Role.APPLICANT), a_person(sqlite_store)
    colleague = a_person(sqlite_store, Role.APPLICANT, agency_id=case.applicant.account.agency_id)
    supplement(case)

    with pytest.raises(NotFound, match="사전컨설팅을"):
        answer(case, stranger, a_step(stranger, {"answer": "냅니다."}))
    with pytest.raises(NotPermitted, match="보완 제출"):
        answer(case, other, a_step(other, {"answer": "냅니다."}))
    assert case.waits[0].is_open
    answer(case, colleague, a_step(colleague, {"answer": "냅니다."}))

    assert case.waits[0].ended_by == colleague.id


def test_of_two_who_answer_a_supplement_at_once_the_second_learns_of_the_first(store: Store) -> None:
    case = a_case(store)
    supplement(case)
    seen = case.wait
    draft_id = a_step(case.handler, {"answer": "우편으로 왔다."}, PLAN)
    answer(case, case.applicant, a_step(case.applicant, {"answer": "냅니다."}))
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match="이주무, 보완 제출"):
        supplements.answer_supplement(case.handler.desk, *seen, draft_id)

    assert record_of(store) == before


def test_a_double_click_supplies_once(store: Store) -> None:
    case = a_case(store)
    supplement(case)
    desk, seen = case.applicant.desk, case.wait
    draft_id = a_step(case.applicant, {"answer": "냅니다."}, PLAN)

    results = {supplements.answer_supplement(desk, *seen, draft_id) for _ in range(2)}

    assert results == {case.now.number}
    assert len(files_of(case)) == 2


def test_nothing_supplied_is_added_or_replaced_after_the_freeze(store: Store) -> None:
    case = a_case(store)
    supplement(case)
    answer(case, case.applicant, a_step(case.applicant, {"answer": "냅니다."}, PLAN))
    supplement(case, begins_on="2026-11-23")
    case.at(ConsultationStatus.PROPOSED)
    draft_id = a_step(
        case.applicant, {"answer": "바꾼 도면", "message": "바꾼 도면", "material": ""}, b"%PDF-1.7 other"
    )
    before = record_of(store)

    with pytest.raises(InvalidEntry, match=r"결재 중이라 ‘보완 제출’을 할 수 없습니다\. 담당자에게 연락"):
        answer(case, case.applicant, draft_id)
    with pytest.raises(InvalidEntry, match="파일을 낼 수 없습니다"):
        messages.send_message(case.applicant.desk, case.id, draft_id)
    with pytest.raises(InvalidEntry, match="자료를 더 받지 않습니다"):
        ledger.add_material(case.applicant.desk, case.id, draft_id)

    assert record_of(store) == before
    assert files_of(case)["하천관리계획도.pdf"] == digest(PLAN)


def test_nobody_proposes_on_a_supplement_they_did_not_see(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    supplement(case)
    _, version = case.seen

    answer(case, case.applicant, a_step(case.applicant, {"answer": "냅니다."}))

    assert case.now.version == version + 1

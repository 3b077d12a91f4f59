"""Follow-up: reported by the agency with its evidence, checked or asked again by the office, closed."""

import re

import pytest

from casebase.casework import follow_ups
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.draft import Form
from casebase.domain.opinion import FollowUp, FollowUpState
from casebase.store.follow_ups import list_follow_ups
from tests.case_builders import Person, a_person, attach
from tests.consultation_stages import (
    a_petition_under_review,
    a_reported_follow_up,
    an_opinion_reached,
    approve_opinion,
    consultation_of,
    let_opinion_arrive,
    notify_opinion,
    propose_opinion,
)
from tests.screens import Screen, type_into

REPORT = {"deed": "as_advised", "done_on": "2026-11-23", "follow_up_text": "의견대로 점용허가를 하였다."}


@pytest.fixture
def applicant(person: Person) -> Person:
    return a_person(person.store, Role.APPLICANT, name="이주무")


def opened(person: Person, case: Consultation) -> Screen:
    return Screen(person.seat.session_id, "consultation", {"number": case.number})


def reported(person: Person, applicant: Person) -> tuple[Consultation, FollowUp]:
    return a_reported_follow_up(person, applicant, a_person(person.store, Role.CHAIR))


def newest(person: Person, case: Consultation) -> FollowUp:
    with person.store.reading() as con:
        return list_follow_ups(con, case.id)[0]


def keys(screen: Screen) -> set[str]:
    return {str(button.key) for button in screen.shown.button}


def test_an_agency_reports_what_it_did_with_its_evidence(person: Person, applicant: Person) -> None:
    case = an_opinion_reached(person, applicant, a_person(person.store, Role.CHAIR))
    screen = opened(applicant, case)
    assert "까지 알려야 합니다" in screen.text
    draft = type_into(applicant.desk, Form.CASE_STEP, f"follow_up:{case.id}", **REPORT)
    attach(applicant, draft.id, "허가서.pdf", b"%PDF-1.7 permit", "followup")

    screen.load()
    assert screen.typed["follow_up_text"] == REPORT["follow_up_text"]
    screen.press("report_follow_up")

    report = newest(person, case)
    assert (report.text, len(report.file_ids)) == (REPORT["follow_up_text"], 1)
    assert "감사기구가 확인하고 있습니다" in screen.text
    assert "report_follow_up" not in keys(screen)


def test_a_report_without_its_day_is_refused_at_the_field(person: Person, applicant: Person) -> None:
    case = an_opinion_reached(person, applicant, a_person(person.store, Role.CHAIR))
    screen = opened(applicant, case)
    type_into(applicant.desk, Form.CASE_STEP, f"follow_up:{case.id}", **(REPORT | {"done_on": ""}))

    screen.press("report_follow_up")

    assert "처리한 날을 고르세요" in screen.text
    with person.store.reading() as con:
        assert list_follow_ups(con, case.id) == []


def test_a_report_is_read_with_its_evidence_and_accepted(person: Person, applicant: Person) -> None:
    case, report = reported(person, applicant)
    screen = opened(person, case)
    assert "의견대로 처리, 2026. 11. 23. 처리" in screen.text
    assert f'href="/files/{report.file_ids[0]}"' in screen.text
    fields = {"state": "accepted", "judgement": "허가서로 확인하였다."}
    type_into(person.desk, Form.CASE_STEP, f"judge:{report.id}", **fields)

    screen.press("judge_follow_up")

    assert newest(person, case).state == FollowUpState.ACCEPTED
    assert consultation_of(person.store, case.id).status == ConsultationStatus.CLOSED
    assert re.search(r"\*\*확인함\*\*\(\d{4}\. \d+\. \d+\. 김감사\): 허가서로 확인하였다\.", screen.text)


def test_a_report_asked_for_again_says_why_and_until_when(person: Person, applicant: Person) -> None:
    case, report = reported(person, applicant)
    screen = opened(person, case)
    screen.shown.session_state["state"] = "asked_again"
    screen.run()
    fields = {"state": "asked_again", "judgement": "허가 조건을 적어 주세요.", "follow_up_due_on": "2099-12-31"}
    type_into(person.desk, Form.CASE_STEP, f"judge:{report.id}", **fields)

    screen.press("judge_follow_up")

    seen = opened(applicant, case)
    assert "허가 조건을 적어 주세요." in seen.text
    assert "2099. 12. 31.(목)까지 알려야 합니다" in seen.text
    assert "report_follow_up" in keys(seen)


def test_who_may_not_judge_waits(person: Person, applicant: Person) -> None:
    case, _ = reported(person, applicant)

    screen = opened(a_person(person.store), case)

    assert not keys(screen) & {"judge_follow_up", "report_follow_up", "close_consultation"}


def test_what_owes_no_report_is_closed(person: Person) -> None:
    case = a_petition_under_review(person)
    approve_opinion(a_person(person.store, Role.CHAIR), propose_opinion(person, case))
    notify_opinion(person, case.id)
    let_opinion_arrive(person, case.id)
    screen = opened(person, case)
    assert "이행결과를 알릴 의무가 없습니다" in screen.text

    screen.press("close_consultation")

    assert consultation_of(person.store, case.id).status == ConsultationStatus.CLOSED


def test_a_closed_case_still_shows_what_was_reported(person: Person, applicant: Person) -> None:
    case, report = reported(person, applicant)
    fields = {"state": "accepted", "judgement": "허가서로 확인하였다."}
    follow_ups.judge_follow_up(person.desk, report.id, report.version, fields)

    screen = opened(applicant, case)

    assert "허가서로 확인하였다." in screen.text
    assert not keys(screen) & {"judge_follow_up", "report_follow_up", "close_consultation"}

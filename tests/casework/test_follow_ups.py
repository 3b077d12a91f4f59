"""Follow-up: what the agency reports, and what the office makes of it."""

from datetime import date

import pytest

from casebase.casework import consultations, follow_ups, opinions
from casebase.casework.consultation_views import consultation_file, consultation_page
from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.draft import Form
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.opinion import FollowUp, FollowUpDeed, FollowUpState
from casebase.store.connection import Store
from casebase.store.drafts import find_draft
from casebase.store.follow_ups import fetch_follow_up
from tests.case_builders import Person, a_draft, a_person, attach, record_of
from tests.consultation_stages import (
    a_notified_opinion,
    a_petition_under_review,
    a_reported_follow_up,
    an_opinion_reached,
    an_opinion_reached_of,
    an_opinion_withdrawn_and_reopened,
    approve_opinion,
    consultation_of,
    follow_up_fields,
    let_opinion_arrive,
    notify_opinion,
    propose_opinion,
    report_follow_up,
)

ACCEPTED = {"state": "accepted", "judgement": "허가서를 확인하였다."}
ASKED_AGAIN = {"state": "asked_again", "judgement": "준공 사진을 내세요.", "follow_up_due_on": "2026-12-31"}


def three_of(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD)


def report_of(store: Store, report: FollowUp) -> FollowUp:
    with store.reading() as con:
        return fetch_follow_up(con, report.id)


def test_an_agency_reports_what_it_did_with_evidence(store: Store) -> None:
    handler, applicant, head = three_of(store)
    reached = an_opinion_reached(handler, applicant, head)
    draft_id = a_draft(applicant, Form.CASE_STEP, follow_up_fields())
    attach(applicant, draft_id, "허가서.pdf", b"%PDF-1.7 permit", "followup")

    follow_ups.report_follow_up(applicant.desk, reached.id, draft_id)

    view = consultation_page(applicant.desk, reached.number)
    (report,) = view.answer.follow_ups
    assert (report.deed, report.done_on, report.state) == (
        FollowUpDeed.AS_ADVISED,
        date(2026, 11, 23),
        FollowUpState.REPORTED,
    )
    assert (report.reported_by, report.reported_on) == (applicant.id, date(2026, 11, 23))
    (file_id,) = report.file_ids
    attachment, content = consultation_file(applicant.desk, file_id)
    assert (attachment.name, attachment.role, content) == ("허가서.pdf", "followup", b"%PDF-1.7 permit")
    assert view.consultation.status == ConsultationStatus.FOLLOW_UP
    with store.reading() as con:
        assert find_draft(con, draft_id) is None


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"deed": ""}, "deed", "처리 내용을 목록에서 고르세요"),
        ({"done_on": ""}, "done_on", "처리한 날을 고르세요"),
        ({"done_on": "2026-11-24"}, "done_on", "오늘보다 뒤일 수 없습니다"),
        ({"follow_up_text": " "}, "follow_up_text", "이행결과를 입력하세요"),
    ],
)
def test_a_report_refused_is_named_at_its_field_and_keeps_its_draft(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    handler, applicant, head = three_of(sqlite_store)
    reached = an_opinion_reached(handler, applicant, head)
    draft_id = a_draft(applicant, Form.CASE_STEP, follow_up_fields(**changes))
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        follow_ups.report_follow_up(applicant.desk, reached.id, draft_id)

    assert [(fault.field, sentence in str(fault)) for fault in refused.value.faults] == [(field, True)]
    assert record_of(sqlite_store) == before


def test_who_did_nothing_yet_gives_no_day(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    reached = an_opinion_reached(handler, applicant, head)

    report = report_follow_up(applicant, reached.id, deed="not_yet", done_on="2026-11-20")

    assert (report.deed, report.done_on) == (FollowUpDeed.NOT_YET, None)


def test_a_report_waits_until_the_opinion_has_arrived(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = a_notified_opinion(handler, applicant, head)

    with pytest.raises(MoveNotPermitted, match="이행결과 제출"):
        report_follow_up(applicant, told.id)


def test_a_second_report_waits_for_the_first_to_be_checked(store: Store) -> None:
    handler, applicant, head = three_of(store)
    reported, report = a_reported_follow_up(handler, applicant, head)

    with pytest.raises(InvalidEntry, match="앞서 낸 이행결과를 확인하는 중입니다"):
        report_follow_up(applicant, reported.id)
    follow_ups.judge_follow_up(handler.desk, report.id, report.version, ASKED_AGAIN)

    assert report_follow_up(applicant, reported.id).id != report.id


def test_an_official_of_another_agency_reports_nothing(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    reached = an_opinion_reached(handler, applicant, head)

    with pytest.raises(NotFound):
        report_follow_up(a_person(sqlite_store, Role.APPLICANT), reached.id)


def test_an_accepted_report_ends_the_consultation(store: Store) -> None:
    handler, applicant, head = three_of(store)
    reported, report = a_reported_follow_up(handler, applicant, head)

    follow_ups.judge_follow_up(handler.desk, report.id, report.version, ACCEPTED)

    judged = report_of(store, report)
    assert (judged.state, judged.judged_by, judged.judged_on) == (
        FollowUpState.ACCEPTED,
        handler.id,
        date(2026, 11, 23),
    )
    assert judged.judgement == "허가서를 확인하였다."
    assert consultation_of(store, reported.id).status == ConsultationStatus.CLOSED


def test_who_asks_again_sets_another_day(store: Store) -> None:
    handler, applicant, head = three_of(store)
    reported, report = a_reported_follow_up(handler, applicant, head)

    follow_ups.judge_follow_up(handler.desk, report.id, report.version, ASKED_AGAIN)

    after = consultation_of(store, reported.id)
    assert (after.status, after.follow_up_due_on) == (ConsultationStatus.FOLLOW_UP, date(2026, 12, 31))
    assert report_of(store, report).state == FollowUpState.ASKED_AGAIN


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"state": "reported"}, "state", "확인 결과를 목록에서 고르세요"),
        ({"judgement": ""}, "judgement", "다시 요청할 것을 입력하세요"),
        ({"follow_up_due_on": ""}, "follow_up_due_on", "다시 알릴 기한을 고르세요"),
        ({"follow_up_due_on": "2026-11-22"}, "follow_up_due_on", "오늘보다 앞설 수 없습니다"),
    ],
)
def test_a_judgement_refused_changes_nothing(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    handler, applicant, head = three_of(sqlite_store)
    _, report = a_reported_follow_up(handler, applicant, head)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        follow_ups.judge_follow_up(handler.desk, report.id, report.version, ASKED_AGAIN | changes)

    assert [(fault.field, sentence in str(fault)) for fault in refused.value.faults] == [(field, True)]
    assert record_of(sqlite_store) == before


def test_of_two_who_judge_at_once_the_second_is_told(store: Store) -> None:
    handler, applicant, head = three_of(store)
    _, report = a_reported_follow_up(handler, applicant, head)

    with pytest.raises(ChangedMeanwhile):
        follow_ups.judge_follow_up(head.desk, report.id, report.version - 1, ACCEPTED)
    follow_ups.judge_follow_up(handler.desk, report.id, report.version, ASKED_AGAIN)
    before = record_of(store)
    with pytest.raises(ChangedMeanwhile, match="이미 확인함: 다시 요청함"):
        follow_ups.judge_follow_up(head.desk, report.id, report.version, ACCEPTED)

    assert record_of(store) == before


def test_an_applicant_never_judges(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    _, report = a_reported_follow_up(handler, applicant, head)

    with pytest.raises(NotPermitted, match="이행결과 확인"):
        follow_ups.judge_follow_up(applicant.desk, report.id, report.version, ACCEPTED)

    assert report_of(sqlite_store, report) == report


def test_an_agency_is_not_let_go_without_an_accepted_report(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    reached = an_opinion_reached(handler, applicant, head)

    with pytest.raises(InvalidEntry, match="이행결과를 먼저 받으세요"):
        follow_ups.close_consultation(handler.desk, reached.id, reached.version)
    report_follow_up(applicant, reached.id)
    reported = consultation_of(sqlite_store, reached.id)
    with pytest.raises(InvalidEntry, match="확인하지 않은 이행결과가 있습니다"):
        follow_ups.close_consultation(handler.desk, reached.id, reported.version)

    assert consultation_of(sqlite_store, reached.id) == reported


def test_a_report_raises_the_version_so_that_nobody_closes_a_case_on_less(store: Store) -> None:
    handler, applicant, head = three_of(store)
    reached = an_opinion_reached(handler, applicant, head)

    report_follow_up(applicant, reached.id)

    assert consultation_of(store, reached.id).version == reached.version + 1


def test_a_report_is_checked_before_the_opinion_it_is_about_is_withdrawn(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    reported, _ = a_reported_follow_up(handler, applicant, head)

    with pytest.raises(InvalidEntry, match="확인하지 않은 이행결과가 있습니다"):
        opinions.propose_opinion_withdrawal(handler.desk, reported.id, reported.version, "사실이 달랐다.")

    assert consultation_of(sqlite_store, reported.id) == reported


def test_a_report_on_a_withdrawn_opinion_does_not_close_the_case_on_the_next(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    case, report = a_reported_follow_up(handler, applicant, head)
    follow_ups.judge_follow_up(handler.desk, report.id, report.version, ACCEPTED)
    reopened = an_opinion_withdrawn_and_reopened(handler, head, case.id)
    again = an_opinion_reached_of(handler, head, reopened, "rejected")

    with pytest.raises(InvalidEntry, match="이행결과를 먼저 받으세요"):
        follow_ups.close_consultation(handler.desk, again.id, again.version)

    assert consultation_of(sqlite_store, case.id) == again
    assert report_follow_up(applicant, case.id).state == FollowUpState.REPORTED


def test_a_business_s_matter_ends_once_the_opinion_arrived(store: Store) -> None:
    handler, _, head = three_of(store)
    petition = a_petition_under_review(handler)
    approve_opinion(head, propose_opinion(handler, petition))
    told = notify_opinion(handler, petition.id)

    with pytest.raises(MoveNotPermitted, match="종결"):
        follow_ups.close_consultation(handler.desk, told.id, told.version)
    reached = let_opinion_arrive(handler, petition.id)
    follow_ups.close_consultation(handler.desk, reached.id, reached.version)

    closed = consultation_of(store, petition.id)
    assert closed.status == ConsultationStatus.CLOSED
    with pytest.raises(MoveNotPermitted):
        consultations.withdraw_consultation(handler.desk, closed.id, closed.version, {"withdrawal_reason": "늦었다."})

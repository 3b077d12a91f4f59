"""The issues of a case, and how a request is read beside them."""

import pytest

from casebase.casework import findings
from casebase.casework.advice_entry import split_points
from casebase.casework.advice_views import advice_form
from casebase.domain.account import Role
from casebase.domain.errors import (
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.finding import Step
from casebase.store.connection import Store
from tests.advice_stages import (
    ISSUES,
    a_case_with_issues,
    ask,
    file_ids,
)
from tests.case_builders import a_person, record_of
from tests.review_stages import a_review_in_fact_finding, an_applied_review, answers


def refused_fields(refused: pytest.ExceptionInfo[SeveralInvalid]) -> list[str | None]:
    return [fault.field for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("", []),
        (" \n ", []),
        ("진입도로가 공작물인지 여부", ["진입도로가 공작물인지 여부"]),
        ("허가 여부\n기간 여부", ["허가 여부", "기간 여부"]),
        ("1. 허가 여부\n2. 기간 여부", ["허가 여부", "기간 여부"]),
        ("1) 허가 여부\n2) 기간\n   여부", ["허가 여부", "기간 여부"]),
        ("가. 허가 여부\n(나) 기간 여부", ["허가 여부", "기간 여부"]),
        ("- 허가 여부\n○ 기간 여부", ["허가 여부", "기간 여부"]),
        ("①허가 여부 ② 기간 여부", ["허가 여부", "기간 여부"]),
        ("다음을 묻는다.\n1. 허가 여부", ["다음을 묻는다.", "허가 여부"]),
        ("2026. 3. 2. 고시가 적용되는지", ["2026. 3. 2. 고시가 적용되는지"]),
        ("하천법 제33조 제1항 1호에 해당하는지", ["하천법 제33조 제1항 1호에 해당하는지"]),
        ("1.5미터를 넘는지", ["1.5미터를 넘는지"]),
        ("-\n1. ", []),
    ],
)
def test_a_text_falls_into_its_points(text: str, points: list[str]) -> None:
    assert split_points(text) == points


def test_of_a_consultation_the_issues_are_its_points_each_with_a_code(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_case_with_issues(handler)

    form = advice_form(handler.desk, "consultation", case.id)

    assert [(each.text, each.criterion) for each in form.issues] == list(
        zip(ISSUES, ("issue_1", "issue_2"), strict=True)
    )
    assert (form.case.number, form.case.is_open) == (case.number, True)


def test_of_a_review_an_exclusion_is_an_issue_only_where_somebody_did_not_rule_it_out(sqlite_store: Store) -> None:
    handler, colleague = a_person(sqlite_store), a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    charge_id = review.charges[0].id
    ruled_out = answers(review, Step.EXCLUSION)
    findings.record_findings(handler.desk, review.id, charge_id, Step.EXCLUSION, ruled_out, {})
    before = advice_form(handler.desk, "review", review.id).issues

    doubted = ruled_out | {"holds_favour": "yes"}
    findings.record_findings(colleague.desk, review.id, charge_id, Step.EXCLUSION, doubted, {})

    assert [each.criterion for each in before] == ["public_interest", "transparency", "validity"]
    assert before[0].text == "공익성을 갖추었는가?"
    *_, last = advice_form(handler.desk, "review", review.id).issues
    assert (last.criterion, last.text) == ("favour", "제외사유 ‘특혜성 업무처리’에 해당하는가?")


def test_a_review_not_received_yet_has_no_issues_and_is_not_open_to_advice(sqlite_store: Store) -> None:
    applicant = a_person(sqlite_store, Role.APPLICANT)
    review = an_applied_review(applicant)

    form = advice_form(a_person(sqlite_store, Role.HEAD).desk, "review", review.id)

    assert (form.issues, form.case.is_open) == ((), False)


def test_the_form_is_for_who_may_ask_about_a_case_that_exists(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)

    with pytest.raises(NotFound):
        advice_form(handler.desk, "visit", "x")
    with pytest.raises(NotPermitted):
        advice_form(a_person(sqlite_store, Role.CHAIR).desk, "consultation", "x")


def test_an_issue_left_out_is_refused_without_a_reason_and_kept_with_one(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_case_with_issues(handler)
    left_out = {"issue_2": "", "criterion_2": ""}
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid, match="묻지 않은 것이 있습니다: ‘점용 기간을") as refused:
        ask(handler, case, **left_out)

    assert refused_fields(refused) == ["unasked_reason"]
    assert record_of(sqlite_store) == before
    request = ask(handler, case, **left_out, unasked_reason="하천관리팀이 이미 확인하였다.")
    assert request.unasked == ("점용 기간을 준공 때까지로 정할 수 있는지 여부",)
    assert request.unasked_reason == "하천관리팀이 이미 확인하였다."


def test_an_issue_asked_in_other_words_counts_as_asked_by_its_code(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_case_with_issues(handler)

    request = ask(handler, case, issue_2="준공 때까지만 점용하게 할 수 있는가?")

    assert request.unasked == ()


def test_of_a_review_the_request_asks_about_each_criterion(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)

    request = ask(handler, review)

    assert [issue.criterion for issue in request.issues] == ["public_interest", "transparency", "validity"]
    assert (request.subject_kind, request.unasked) == ("review", ())


def test_a_file_of_another_case_cannot_be_shown(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_case_with_issues(handler)
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid, match="보여 줄 자료에 목록에 없는 값이 있습니다") as refused:
        ask(handler, case, file_ids=file_ids("elsewhere"))

    assert refused_fields(refused) == ["file_ids"]
    assert record_of(sqlite_store) == before


def test_every_fault_of_a_request_is_named_at_its_field(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_case_with_issues(handler)
    empty = {"question": "", "facts": " ", "issue_1": "", "issue_2": "", "due_on": "2026-11-22"}

    with pytest.raises(SeveralInvalid) as refused:
        ask(handler, case, **empty, unasked_reason="묻지 않음")

    assert set(refused_fields(refused)) == {"question", "facts", "issue_1", "due_on"}


def test_more_issues_than_a_member_can_answer_are_refused_not_dropped(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    case = a_case_with_issues(handler)

    with pytest.raises(SeveralInvalid, match="30개까지"):
        ask(handler, case, **{f"issue_{n}": f"쟁점 {n}" for n in range(3, 32)})

"""Findings: each answered with its reason and its evidence, by each person for themselves."""

import json
from dataclasses import replace

import pytest

from casebase.casework.findings import questions_of, record_findings, steps_of
from casebase.casework.review_views import review_page
from casebase.casework.reviews import add_evidence
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import ChangedMeanwhile, MoveNotPermitted, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.finding import Finding, Step
from casebase.domain.review import Review
from casebase.store.connection import Store
from casebase.store.documents import fetch_attachment, insert_attachment
from casebase.store.findings import list_findings
from tests.case_builders import Person, a_draft, a_person, attach, record_of
from tests.review_stages import a_proposed_review, a_registered_review, a_review_in_fact_finding, answers, find_all

OPINION = {"prior_opinion": "2025-사전-0012(2025. 3. 4.)"}


def found(store: Store, review: Review, person: Person) -> dict[str, Finding]:
    """Return a person's findings by question."""
    with store.reading() as con:
        return {finding.question: finding for finding in list_findings(con, review.id, person.id)}


def evidence_on(handler: Person, review: Review, name: str) -> str:
    """Put a file on a review and return its id."""
    draft_id = a_draft(handler, Form.FINDING, {})
    attach(handler, draft_id, name, name.encode(), "evidence")
    add_evidence(handler.desk, review.id, draft_id)
    return next(file.id for file in review_page(handler.desk, review.number).files if file.name == name)


def test_answers_are_kept_with_reason_and_evidence(store: Store) -> None:
    handler = a_person(store)
    review = a_review_in_fact_finding(handler)
    file_id = evidence_on(handler, review, "결재문서.pdf")
    fields = {
        "holds_public_interest": "yes",
        "reason_public_interest": "주민의 통행 불편을 덜기 위한 일이었다.",
        "evidence_public_interest": json.dumps([file_id]),
        "holds_transparency": "no",
        "reason_transparency": "결재를 거치지 않았다.",
        "holds_validity": "open",
    }

    record_findings(handler.desk, review.id, review.charges[0].id, Step.CRITERION, fields, {})

    kept = found(store, review, handler)
    assert {question: finding.holds for question, finding in kept.items()} == {
        "public_interest": True,
        "transparency": False,
    }
    assert kept["public_interest"].evidence == (file_id,)
    assert kept["transparency"].reason == "결재를 거치지 않았다."
    with store.reading() as con:
        (detail,) = con.rows("select detail from events where act = 'record_finding'")
    assert [finding["reason"] for finding in json.loads(detail[0])["changed"]] == [
        "주민의 통행 불편을 덜기 위한 일이었다.",
        "결재를 거치지 않았다.",
    ]


REFUSED = {
    "no reason": ({"reason_validity": " "}, "reason_validity", "판단 이유를 입력하세요"),
    "an emoji": ({"reason_validity": "좋음 👍"}, "reason_validity", "문서 글꼴에 없는 글자가 있습니다"),
    "200,000 characters": ({"reason_validity": "가" * 200_000}, "reason_validity", "20,000자까지"),
    "an answer of no list": ({"holds_validity": "maybe"}, "holds_validity", "목록에서 고르세요"),
    "evidence of nowhere": ({"evidence_validity": '["nowhere"]'}, "evidence_validity", "다시 고르세요"),
    "evidence that is no list": ({"evidence_validity": "7"}, "evidence_validity", "다시 고르세요"),
}


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_answer_is_named_at_its_field_and_none_is_kept(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    fields = answers(review, Step.CRITERION) | changes
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        record_findings(handler.desk, review.id, review.charges[0].id, Step.CRITERION, fields, {})

    (fault,) = refused.value.faults
    assert (fault.field, sentence in str(fault)) == (field, True)
    assert record_of(sqlite_store) == before


def test_evidence_of_another_review_is_refused(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review, other = a_review_in_fact_finding(handler), a_registered_review(handler)
    file_id = evidence_on(handler, other, "다른 사건.pdf")
    fields = answers(review, Step.CRITERION, evidence_validity=json.dumps([file_id]))

    with pytest.raises(SeveralInvalid) as refused:
        record_findings(handler.desk, review.id, review.charges[0].id, Step.CRITERION, fields, {})

    assert [fault.field for fault in refused.value.faults] == ["evidence_validity"]
    assert found(sqlite_store, review, handler) == {}


def test_an_answer_left_open_needs_no_reason_but_keeps_what_was_written(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    fields = {"holds_validity": "open", "reason_validity": "관련 부서의 회신을 기다린다."}

    record_findings(handler.desk, review.id, review.charges[0].id, Step.CRITERION, fields, {})

    (kept,) = found(sqlite_store, review, handler).values()
    assert (kept.holds, kept.reason) == (None, "관련 부서의 회신을 기다린다.")


def test_an_answer_is_changed_from_the_version_seen(store: Store) -> None:
    handler = a_person(store)
    review = a_review_in_fact_finding(handler)
    charge = review.charges[0].id
    record_findings(handler.desk, review.id, charge, Step.CRITERION, answers(review, Step.CRITERION), {})
    seen = {question: finding.version for question, finding in found(store, review, handler).items()}
    other = answers(review, Step.CRITERION, holds_validity="no", reason_validity="다른 방법이 있었다.")

    record_findings(handler.desk, review.id, charge, Step.CRITERION, other, seen)

    kept = found(store, review, handler)
    assert (kept["validity"].holds, kept["validity"].reason) == (False, "다른 방법이 있었다.")
    assert (kept["validity"].version, kept["transparency"].version) == (2, 1)
    before = record_of(store)
    for stale in (seen, {}):
        with pytest.raises(ChangedMeanwhile, match="다른 창에서"):
            record_findings(handler.desk, review.id, charge, Step.CRITERION, other, stale)
    assert record_of(store) == before


def test_several_people_find_each_for_themselves(sqlite_store: Store) -> None:
    handler, colleague = a_person(sqlite_store), a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)

    find_all(handler, review)
    find_all(colleague, review, speaks_for=False)

    assert found(sqlite_store, review, handler)["validity"].holds is True
    assert found(sqlite_store, review, colleague)["validity"].holds is False
    deliberation = review_page(colleague.desk, review.number).deliberation
    assert deliberation is not None
    # The handler's count; the colleague's own are shown to them.
    assert deliberation.charges[0].conclusion.recognised is True
    assert {finding.account_id for finding in deliberation.own} == {colleague.id}


def test_the_head_finds_only_where_they_handle_the_review(sqlite_store: Store) -> None:
    handler, head = a_person(sqlite_store), a_person(sqlite_store, Role.HEAD)
    of_auditor, of_head = a_review_in_fact_finding(handler), a_review_in_fact_finding(head)

    with pytest.raises(NotPermitted, match="판단 기록"):
        find_all(head, of_auditor)
    find_all(head, of_head)

    assert found(sqlite_store, of_auditor, head) == {}
    assert len(found(sqlite_store, of_head, head)) == 8


def test_findings_are_recorded_only_while_facts_are_found(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    received = a_registered_review(handler)
    proposed, _ = a_proposed_review(handler)
    before = record_of(sqlite_store)

    for review in (received, proposed):
        with pytest.raises(MoveNotPermitted, match="판단 기록"):
            find_all(handler, review)

    assert record_of(sqlite_store) == before


def test_the_presumption_is_asked_only_where_an_opinion_is_relied_on(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    plain, relying = a_review_in_fact_finding(handler), a_review_in_fact_finding(handler, **OPINION)
    fields = answers(plain, Step.PRESUMPTION)

    with pytest.raises(NotFound):
        record_findings(handler.desk, plain.id, plain.charges[0].id, Step.PRESUMPTION, fields, {})
    record_findings(handler.desk, relying.id, relying.charges[0].id, Step.PRESUMPTION, fields, {})

    assert steps_of(plain) == (Step.CRITERION, Step.EXCLUSION)
    assert set(found(sqlite_store, relying, handler)) == {q.code for q in questions_of(relying, Step.PRESUMPTION)}


def test_a_charge_of_another_review_is_not_found(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review, other = a_review_in_fact_finding(handler), a_review_in_fact_finding(handler)

    with pytest.raises(NotFound):
        record_findings(handler.desk, review.id, other.charges[0].id, Step.CRITERION, {}, {})


def test_each_set_asks_its_own_questions_with_their_meaning_and_source(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    trio = a_registered_review(handler)
    national = replace(trio, criteria_set="national-2019")

    for review in (trio, national):
        for question in questions_of(review, Step.CRITERION):
            assert question.definition
            assert question.parts
            assert question.source
    assert [q.label for q in questions_of(trio, Step.CRITERION)] == ["공익성", "투명성", "타당성"]
    assert "고의" in "".join(q.label for q in questions_of(national, Step.CRITERION))


def test_a_file_of_a_visit_is_no_evidence_of_a_review(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    file_id = evidence_on(handler, review, "현장.pdf")
    with sqlite_store.transaction() as con:
        insert_attachment(con, replace(fetch_attachment(con, file_id), id="of-visit", subject_kind="visit"))
    fields = answers(review, Step.CRITERION, evidence_validity='["of-visit"]')

    with pytest.raises(SeveralInvalid):
        record_findings(handler.desk, review.id, review.charges[0].id, Step.CRITERION, fields, {})

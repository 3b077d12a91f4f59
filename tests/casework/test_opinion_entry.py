"""The form of an opinion: bad input is named at its field, and what cannot be proposed leaves no trace."""

from dataclasses import replace

import pytest

from casebase.casework import consultations, opinions, supplements
from casebase.casework.entry import LONG
from casebase.casework.ledger import add_material
from casebase.casework.opinion_entry import block_heading, read_opinion
from casebase.domain.account import Role
from casebase.domain.case import Disclosure
from casebase.domain.draft import Form
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    SeveralInvalid,
)
from casebase.domain.opinion import OpinionKind, OpinionOutcome
from casebase.store.connection import Store
from casebase.store.consultations import update_consultation
from casebase.store.drafts import find_draft
from tests.case_builders import Person, a_draft, a_person, paper, record_of
from tests.consultation_stages import (
    a_consultation_under_review,
    a_proposed_opinion,
    a_received_consultation,
    approve_opinion,
    opinion_fields,
    propose_opinion,
    screening_fields,
)
from tests.paper_reading import body_of, squeezed

REFUSED = {
    "no outcome": ({"outcome": ""}, "outcome", "처리결과를 목록에서 고르세요"),
    "an outcome of no list": ({"outcome": "withdrawn"}, "outcome", "처리결과를 목록에서 고르세요"),
    "no review": ({"review": " "}, "review", "검토를 입력하세요"),
    "no conclusion": ({"conclusion": ""}, "conclusion", "의견을 입력하세요"),
    "no condition": ({"outcome": "conditional", "conditions": ""}, "conditions", "조건을 입력하세요"),
    "nowhere to send it": ({"outcome": "transferred", "conditions": ""}, "conditions", "이첩받을 기관을 입력하세요"),
    "an emoji": ({"view_a": "허가 🙆"}, "view_a", "문서 글꼴에 없는 글자가 있습니다"),
    "too long": ({"issues": "가" * (LONG + 1)}, "issues", "쟁점"),
    "no clause": ({"disclosure_clauses": "[]"}, "disclosure_clauses", "제9조제1항의 호를 고르세요"),
    "a clause of no list": ({"disclosure_clauses": '["9"]'}, "disclosure_clauses", "목록에 없는 값"),
    "no disclosure": ({"disclosure": ""}, "disclosure", "공개구분을 목록에서 고르세요"),
}


def three_of(store: Store) -> tuple[Person, Person, Person]:
    """A handler, an applicant and a head who has nothing to do with the case yet."""
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD, name="이감사관")


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_fault_is_named_at_its_field(changes: dict[str, str], field: str, sentence: str) -> None:
    with pytest.raises(SeveralInvalid) as refused:
        read_opinion(opinion_fields() | changes, OpinionKind.ANSWER)

    (fault,) = refused.value.faults
    assert (fault.field, sentence in str(fault)) == (field, True)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(SeveralInvalid) as refused:
        read_opinion({}, OpinionKind.ANSWER)

    told = {fault.field for fault in refused.value.faults}
    assert told == {"outcome", "review", "conclusion", "disclosure", "disclosure_clauses"}


def test_an_opinion_is_read_block_by_block() -> None:
    proposal = read_opinion(opinion_fields("conditional"), OpinionKind.ANSWER)

    assert proposal.outcome == OpinionOutcome.CONDITIONAL
    assert proposal.text.conclusion == "갑설에 따라 하천 점용허가를 할 수 있다."
    assert proposal.text.conditions == "준공한 뒤 하천 폭을 다시 잰다."
    assert (proposal.disclosure, proposal.clauses, proposal.cause) == (Disclosure.PARTIAL, ("5",), "")


@pytest.mark.parametrize("outcome", ["accepted", "alternative", "opinion", "rejected", "returned"])
def test_a_condition_left_from_another_choice_is_not_taken(outcome: str) -> None:
    assert read_opinion(opinion_fields(outcome), OpinionKind.ANSWER).text.conditions == ""


def test_a_correction_says_why() -> None:
    with pytest.raises(SeveralInvalid) as refused:
        read_opinion(opinion_fields(), OpinionKind.CORRECTION)
    proposal = read_opinion(opinion_fields(cause="이름을 잘못 적었다."), OpinionKind.CORRECTION)

    assert [fault.field for fault in refused.value.faults] == ["cause"]
    assert proposal.cause == "이름을 잘못 적었다."


def test_an_open_paper_needs_no_clause() -> None:
    proposal = read_opinion(opinion_fields(disclosure="open", disclosure_clauses=""), OpinionKind.ANSWER)

    assert (proposal.disclosure, proposal.clauses) == (Disclosure.OPEN, ())


def test_conditions_are_headed_by_what_they_hold() -> None:
    assert block_heading("conditions", OpinionOutcome.CONDITIONAL) == "조건"
    assert block_heading("conditions", OpinionOutcome.TRANSFERRED) == "이첩받을 기관"
    assert block_heading("view_a", OpinionOutcome.TRANSFERRED) == "갑설"


def test_nothing_is_proposed_while_a_supplement_is_awaited(store: Store) -> None:
    handler, applicant, _ = three_of(store)
    consultation = a_consultation_under_review(handler, applicant)
    asked = {"question": "도면을 내세요.", "due_on": "2026-12-07", "begins_on": "2026-11-23"}
    supplements.ask_supplement(handler.desk, consultation.id, consultation.version, asked)
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="보완요구가 끝나지 않았습니다"):
        propose_opinion(handler, consultation)

    assert record_of(store) == before


def test_nothing_is_proposed_before_the_screening(sqlite_store: Store) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    received = a_received_consultation(handler, applicant)
    before = record_of(sqlite_store)

    with pytest.raises(MoveNotPermitted, match="의견안 상신"):
        propose_opinion(handler, received)

    assert record_of(sqlite_store) == before


def test_nothing_is_proposed_while_eligibility_is_open(sqlite_store: Store) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    consultation = a_consultation_under_review(handler, applicant)
    with sqlite_store.transaction() as con:
        update_consultation(con, replace(consultation, eligibility=None))

    with pytest.raises(InvalidEntry, match="대상 여부를 먼저 판단하세요"):
        propose_opinion(handler, consultation)


def test_an_excluded_application_gets_no_advice_but_may_be_sent_back(store: Store) -> None:
    handler, applicant, head = three_of(store)
    received = a_received_consultation(handler, applicant)
    decision = {"eligibility": "excluded", "eligibility_reason": "이미 처리한 업무이다."}
    consultations.screen_consultation(handler.desk, received.id, received.version, screening_fields() | decision)
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="제외 대상으로 판단한 신청에는 의견을 낼 수 없습니다") as refused:
        propose_opinion(handler, received, "accepted")

    assert refused.value.field == "outcome"
    assert record_of(store) == before
    number = approve_opinion(head, propose_opinion(handler, received, "returned"))
    body = body_of(paper(store, number))
    assert "사전컨설팅반려통지서" in body
    assert squeezed("면책 추정의 근거가 되지 아니한다") in body


def test_what_was_supplied_is_frozen_from_the_proposal_on(sqlite_store: Store) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    consultation, _ = a_proposed_opinion(handler, applicant)
    draft_id = a_draft(applicant, Form.CASE_STEP, {"material": "뒤늦은 설명"})

    with pytest.raises(InvalidEntry, match="자료를 더 받지 않습니다"):
        add_material(applicant.desk, consultation.id, draft_id)


def test_a_proposal_from_a_stale_page_is_refused(store: Store) -> None:
    handler, applicant, _ = three_of(store)
    consultation = a_consultation_under_review(handler, applicant)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile):
        opinions.propose_opinion(handler.desk, consultation.id, consultation.version - 1, opinion_fields())

    assert record_of(store) == before


def test_a_proposal_uses_up_its_draft(sqlite_store: Store) -> None:
    handler, applicant, _ = three_of(sqlite_store)
    consultation = a_consultation_under_review(handler, applicant)
    draft_id = a_draft(handler, Form.OPINION, {"review": "쓰던 검토"}, f"answer:{consultation.id}")

    propose_opinion(handler, consultation)

    with sqlite_store.reading() as con:
        assert find_draft(con, draft_id) is None

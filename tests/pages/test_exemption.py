"""The page of one review: how it was decided is seen first, who decides is said, nothing half typed is lost."""

import pytest

from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.draft import Form
from casebase.domain.review import ReviewStatus
from casebase.store.connection import Store
from casebase.store.drafts import find_draft
from casebase.store.rulings import fetch_ruling
from tests.case_builders import Person, a_person
from tests.meeting_stages import (
    a_committee,
    a_planned_item,
    a_resolved_item,
    a_voting_item,
    all_vote,
    close_vote,
    put_motion,
    set_office,
)
from tests.review_stages import a_proposed_review, an_issued_review, review_of
from tests.screens import Screen, desk_of, type_into

FROM = "from rulings r join reviews v on v.id = r.review_id left join documents d on d.id = r.document_id"
PROPOSED = f"select v.number, r.id {FROM} where r.state = 'proposed' order by v.number"
NOTIFIED = f"select v.number, v.id {FROM} where r.state = 'issued' and v.status = 'notified' order by v.number"
REFUSED = f"select v.number, d.number {FROM} where r.outcome = 'not_recognised' and v.status = 'closed'"


def test_a_reason_typed_for_a_return_survives_a_reload_and_is_the_one_given(office: Office) -> None:
    head = desk_of(office, "head")
    number, ruling_id = _one(office, PROPOSED)
    screen = Screen(head.session_id, "exemption", {"number": number})
    draft = type_into(head, Form.RULING, f"return:{ruling_id}", return_reason="손실액의 근거를 붙이세요.")

    screen.load()

    assert screen.typed["return_reason"] == "손실액의 근거를 붙이세요."
    assert next(e for e in screen.shown.expander if e.label == "반려하기").proto.expanded
    screen.press("return_ruling")
    with office.store.reading() as con:
        ruling = fetch_ruling(con, ruling_id)
        assert find_draft(con, draft.id) is None
    assert (ruling.state, ruling.return_reason) == (ApprovalState.RETURNED, "손실액의 근거를 붙이세요.")


def test_a_return_without_a_reason_is_refused_at_its_field(office: Office) -> None:
    head = desk_of(office, "head")
    number, ruling_id = _one(office, PROPOSED)
    screen = Screen(head.session_id, "exemption", {"number": number})

    screen.press("return_ruling")

    assert "반려 사유" in screen.fault("return_reason")
    with office.store.reading() as con:
        assert fetch_ruling(con, ruling_id).state == ApprovalState.PROPOSED


def test_the_reason_of_a_withdrawal_survives_a_reload(office: Office) -> None:
    handler = desk_of(office, "auditor")
    number, review_id = _one(office, NOTIFIED)
    screen = Screen(handler.session_id, "exemption", {"number": number})
    type_into(handler, Form.RULING, f"withdrawal:{review_id}", withdrawal_cause="사실이 달랐다.")

    screen.load()

    assert screen.typed["withdrawal_cause"] == "사실이 달랐다."


@pytest.mark.parametrize("role", ["auditor", "head", "chair"])
def test_a_decided_review_says_its_outcome_before_anything_else(office: Office, role: str) -> None:
    number, paper = _one(office, REFUSED)

    screen = Screen(desk_of(office, role).session_id, "exemption", {"number": number})

    first = screen.shown.subheader[0].value.replace("\\", "")
    assert first.startswith("불인정 · 2026. ")
    assert first.endswith(f" · {paper}")


def test_a_review_on_its_way_says_no_outcome(office: Office) -> None:
    with office.store.reading() as con:
        number = con.rows("select number from reviews where status = 'received'")[0][0]

    screen = Screen(desk_of(office, "auditor").session_id, "exemption", {"number": number})

    assert all("인정 ·" not in heading.value for heading in screen.shown.subheader)


def test_a_review_that_is_not_there_leads_back_to_the_list(office: Office) -> None:
    screen = Screen(desk_of(office, "auditor").session_id, "exemption", {"number": "2026-면책-9999"})

    assert [title.value for title in screen.shown.title] == ["면책심사 사건"]
    assert "exemptions" in screen.links


def test_where_the_committee_decides_nobody_is_offered_to_approve(empty_store: Store) -> None:
    set_office(empty_store, "committee.decides", "위원회 의결")
    review, ruling_id = a_proposed_review(a_person(empty_store))

    for role in (Role.HEAD, Role.CHAIR):
        screen = _opened(a_person(empty_store, role), review.number)
        assert "이 결정은 위원회 의결로 나갑니다(2026. 1. 1.부터" in screen.text
        assert "기관 기준: 시연도 감사위원회 운영 규칙" in screen.text
        assert "아직 회의 안건이 아닙니다" in screen.text
        assert "issue_ruling" not in screen.keys
        assert "return_ruling" in screen.keys
    with empty_store.reading() as con:
        assert fetch_ruling(con, ruling_id).state == ApprovalState.PROPOSED


def test_a_minor_case_is_left_to_the_chair_alone(empty_store: Store) -> None:
    set_office(empty_store, "committee.decides", "위원회 의결")
    set_office(empty_store, "committee.minor", "주의 이하")
    review, _ = a_proposed_review(a_person(empty_store))

    head, chair = (_opened(a_person(empty_store, role), review.number) for role in (Role.HEAD, Role.CHAIR))

    assert "이 결정은 위원장이 결재합니다" in head.text
    assert "issue_ruling" not in head.keys
    chair.press("issue_ruling")
    assert review_of(empty_store, review.number).status == ReviewStatus.ISSUED


def test_a_proposal_on_an_agenda_leads_to_its_meeting(empty_store: Store) -> None:
    set_office(empty_store, "committee.decides", "위원회 의결")
    committee = a_committee(empty_store)
    sitting = a_planned_item(committee)

    member = _opened(committee.members[1], sitting.review.number)
    handler = _opened(sitting.handler, sitting.review.number)

    assert any(f"회의 {sitting.meeting.number}" in link.proto.label for link in member.shown.get("page_link"))
    assert f"회의 {sitting.meeting.number}" in handler.text
    assert "meeting" not in handler.links


def test_what_the_committee_resolved_stands_on_the_review(empty_store: Store) -> None:
    sitting = a_resolved_item(a_committee(empty_store))

    screen = _opened(sitting.handler, sitting.review.number)

    assert "<dt>출석</dt><dd>재적위원 5명 가운데 5명</dd><dt>표결</dt><dd>찬성 5, 반대 0, 기권 0</dd>" in screen.text
    assert any(str(fold.label).startswith("위원회 판단") for fold in screen.shown.expander)


def test_answers_that_differ_are_said_to_in_words(empty_store: Store) -> None:
    sitting = a_voting_item(a_committee(empty_store))
    all_vote(sitting, public_interest="no")
    close_vote(sitting)
    name = f"reason_{sitting.review.charges[0].id}-criterion-public_interest"
    put_motion(sitting, "not_recognised", **{name: "한 업체만의 이익이다."})
    all_vote(sitting)
    close_vote(sitting)

    screen = _opened(sitting.handler, sitting.review.number)

    assert any(fold.label == "판단 견주기: 엇갈린 항목 1개" for fold in screen.shown.expander)
    (row,) = [row for row in screen.text.split("<tr>") if "공익성" in row and "엇갈림" in row]
    assert "김감사: 충족" in row
    assert "<td>불충족</td>" in row


def test_how_earlier_reviews_were_found_stands_beside_and_never_for_the_applicant(empty_store: Store) -> None:
    handler, applicant = a_person(empty_store), a_person(empty_store, Role.APPLICANT)
    earlier = an_issued_review(handler, a_person(empty_store, Role.HEAD))
    review, _ = a_proposed_review(handler, agency_id=str(applicant.account.agency_id))

    inside, outside = _opened(handler, review.number), _opened(applicant, review.number)

    assert any(earlier.number in link.proto.label for link in inside.shown.get("page_link"))
    assert "심사자 판단: 충족" in inside.text
    assert not [fold for fold in outside.shown.expander if str(fold.label).startswith("판단")]
    assert earlier.number not in outside.text


def _opened(person: Person, number: str) -> Screen:
    return Screen(person.seat.session_id, "exemption", {"number": number})


def _one(office: Office, query: str) -> tuple[str, str]:
    with office.store.reading() as con:
        row = con.rows(query)[0]
    return str(row[0]), str(row[1])

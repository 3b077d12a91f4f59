"""The page of one review: how it was decided is seen first, and a reason half typed is still there after a reload."""

import pytest

from casebase.casework.office import Office
from casebase.domain.approval import ApprovalState
from casebase.domain.draft import Form
from casebase.store.drafts import find_draft
from casebase.store.rulings import fetch_ruling
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


def _one(office: Office, query: str) -> tuple[str, str]:
    with office.store.reading() as con:
        row = con.rows(query)[0]
    return str(row[0]), str(row[1])

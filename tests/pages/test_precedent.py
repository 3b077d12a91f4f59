"""One precedent: what it says, whether it still holds, and what can be done with it."""

from datetime import date

from casebase.casework.office import Office
from casebase.casework.reading_lists import make_reading_list, reading_list
from casebase.domain.draft import Form
from casebase.domain.precedent import Precedent
from casebase.store.accounts import find_account_by_login
from casebase.store.ids import new_id
from casebase.store.precedents import fetch_precedent
from tests.precedent_builders import a_precedent, a_statute_change
from tests.screens import Screen, desk_of, type_into


def _on_record(office: Office, **facts: object) -> Precedent:
    with office.store.transaction() as con:
        return a_precedent(con, number=f"2026-사례-{new_id()[-6:]}", **facts)


def _screen(office: Office, login: str, precedent: Precedent) -> Screen:
    return Screen(desk_of(office, login).session_id, "precedent", {"number": precedent.number})


def test_a_law_that_changed_since_is_named_first(office: Office) -> None:
    precedent = _on_record(office, view_b="하천법 제33조의 허가가 필요하다.", answered_on=date(2020, 1, 1))
    with office.store.transaction() as con:
        entered_by = find_account_by_login(con, "auditor")
        assert entered_by is not None
        a_statute_change(con, entered_by[0], statute="하천법", article="제33조", changed_on=date(2024, 7, 1))

    screen = _screen(office, "applicant", precedent)

    assert "인용한 법령이 바뀌었습니다: 하천법 제33조 2024. 7. 1. 시행" in screen.text


def test_a_statute_it_names_leads_to_what_else_cites_it(office: Office) -> None:
    precedent = _on_record(office, view_b="하천법 제33조의 허가가 필요하다.")

    screen = _screen(office, "applicant", precedent)

    assert "/precedents?query=%ED%95%98%EC%B2%9C%EB%B2%95+%EC%A0%9C33%EC%A1%B0" in screen.text


def test_markup_in_a_text_is_shown_and_does_nothing(office: Office) -> None:
    precedent = _on_record(office, reasons="<script>alert(1)</script> 하천법 제33조")

    screen = _screen(office, "applicant", precedent)

    assert "<script>" not in screen.text
    assert "&lt;script&gt;" in screen.text


def test_it_goes_on_a_list_of_one_s_own(office: Office) -> None:
    desk = desk_of(office, "applicant")
    number = make_reading_list(desk, {"name": "먼저 읽을 것", "note": "", "is_shared": ""})
    precedent = _on_record(office)
    screen = Screen(desk.session_id, "precedent", {"number": precedent.number})
    screen.choose("list_id", reading_list(desk, number).reading_list.id)
    type_into(desk, Form.CASE_STEP, f"put_on_list:{precedent.id}", item_note="비슷한 일이다")

    screen.press("put_on_list")

    (item,) = reading_list(desk, number).items
    assert (item.number, item.item.note) == (precedent.number, "비슷한 일이다")


def test_taking_down_needs_a_reason_and_leaves_the_record(office: Office) -> None:
    precedent = _on_record(office)
    screen = _screen(office, "head", precedent)

    screen.press("withdraw_precedent")
    assert "철회 사유" in screen.fault("withdrawal_reason")
    type_into(
        desk_of(office, "head"), Form.CASE_STEP, f"withdraw_precedent:{precedent.id}", withdrawal_reason="잘못 공개"
    )
    screen.press("withdraw_precedent")

    assert "공개를 철회했습니다" in screen.text
    with office.store.reading() as con:
        assert fetch_precedent(con, precedent.id).reasons == precedent.reasons
    assert "찾을 수 없거나" in _screen(office, "applicant", precedent).text


def test_who_may_not_take_it_down_is_not_offered_to(office: Office) -> None:
    screen = _screen(office, "applicant", _on_record(office))

    assert "withdraw_precedent" not in screen.keys

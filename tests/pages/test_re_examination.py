"""재심의: asked for by the agency from the ruling it was told of, entered by the office, seen on both reviews."""

import pytest

from casebase.casework.drafts import find_draft_of
from casebase.casework.re_examinations import stay_ruling
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.review import Review, ReviewStatus
from casebase.store.connection import Store
from casebase.store.reviews import list_re_examinations
from tests.case_builders import Person, a_person
from tests.re_examination_stages import (
    Office,
    a_re_examined_review,
    a_refused_review,
    an_office,
    apply_again,
    in_fact_finding,
    paper_of,
)
from tests.review_stages import review_of
from tests.screens import Screen, type_into

TYPED = {"request": "다시 심사하여 주시기 바랍니다.", "argument": "공문을 새로 찾았습니다."}


@pytest.fixture
def office(empty_store: Store) -> Office:
    return an_office(empty_store)


@pytest.fixture
def first(office: Office) -> Review:
    return a_refused_review(office.first, office.head, office.agency)


def opened(person: Person, review: Review) -> Screen:
    return Screen(person.seat.session_id, "exemption", {"number": review.number})


def form_of(person: Person, review: Review) -> Screen:
    """The form as the page of the ruling leads to it."""
    opened(person, review).press("begin_re_examination")
    draft = find_draft_of(person.desk, Form.RE_EXAMINATION, paper_of(person.store, review))
    assert draft is not None
    return Screen(person.seat.session_id, "re_examination", {"id": draft.id})


def again_of(office: Office, first: Review) -> list[Review]:
    with office.first.store.reading() as con:
        return list_re_examinations(con, first.id)


def test_the_agency_is_offered_to_apply_until_the_last_day(office: Office, first: Review) -> None:
    screen = opened(office.agency, first)

    assert any("재심의 신청 기한: 2026. 12. 23.까지" in plain(fold.label) for fold in screen.shown.expander)
    assert "begin_re_examination" in screen.keys


def test_the_form_opens_with_the_paper_s_number_and_files_what_was_typed(office: Office, first: Review) -> None:
    paper = paper_of(office.first.store, first)
    screen = form_of(office.agency, first)
    assert screen.typed["document_number"] == paper

    type_into(office.agency.desk, Form.RE_EXAMINATION, paper, **TYPED)
    screen.press("apply_for_re_examination")

    (again,) = again_of(office, first)
    assert (again.number, again.argument) == ("2026-재심-0001", TYPED["argument"])
    assert again.status == ReviewStatus.APPLIED


def test_an_application_without_its_reason_is_refused_at_its_field_and_kept(office: Office, first: Review) -> None:
    paper = paper_of(office.first.store, first)
    screen = form_of(office.agency, first)
    type_into(office.agency.desk, Form.RE_EXAMINATION, paper, request=TYPED["request"])

    screen.press("apply_for_re_examination")

    assert screen.fault("argument")
    assert screen.typed["request"] == TYPED["request"]
    assert again_of(office, first) == []


def test_another_agency_s_ruling_is_answered_like_none(office: Office, first: Review) -> None:
    other = a_person(office.first.store, Role.APPLICANT)
    paper = paper_of(office.first.store, first)
    screen = Screen(other.seat.session_id, "re_examination")
    screen.press("begin_re_examination")
    type_into(other.desk, Form.RE_EXAMINATION, "", document_number=paper, **TYPED)

    screen.press("apply_for_re_examination")

    assert "결정서를 그 번호로 찾지 못했습니다" in screen.fault("document_number")
    assert again_of(office, first) == []


def test_a_handler_who_judged_the_first_does_not_enter_it(office: Office, first: Review) -> None:
    screen = form_of(office.first, first)
    screen.pick("origin", "agency")
    paper = paper_of(office.first.store, first)
    type_into(office.first.desk, Form.RE_EXAMINATION, paper, filed_on="2026-11-23", **TYPED)

    screen.load()
    screen.press("register_re_examination")

    assert "재심의를 맡을 수 없습니다" in screen.text
    assert again_of(office, first) == []


def test_both_reviews_lead_to_each_other(office: Office, first: Review) -> None:
    again = apply_again(office.agency, paper_of(office.first.store, first))

    for person in (office.agency, office.fresh):
        to_again, to_first = opened(person, first), opened(person, again)
        assert again.number in labels(to_again)
        assert first.number in labels(to_first)
        assert "begin_re_examination" not in to_again.keys


def test_a_re_examination_says_until_when_it_is_decided(office: Office, first: Review) -> None:
    again = in_fact_finding(office.fresh, apply_again(office.agency, paper_of(office.first.store, first)))

    screen = opened(office.fresh, again)

    assert any("재심의 결정 기한: 2027. 1. " in plain(fold.label) for fold in screen.shown.expander)
    assert "처음 결정보다 불리하게 결정할 수 없습니다" in screen.text


def test_who_judged_the_first_is_told_why_they_cannot_receive_it(office: Office, first: Review) -> None:
    again = apply_again(office.agency, paper_of(office.first.store, first))
    screen = opened(office.first, again)
    assert not [box for box in screen.shown.selectbox if box.key == "criteria_set"]

    screen.press("receive_review")

    assert "재심의를 맡을 수 없습니다" in screen.text
    assert review_of(office.first.store, again.number).status == ReviewStatus.APPLIED


def test_an_approver_stays_a_ruling_that_is_looked_at_again(office: Office, first: Review) -> None:
    assert "stay_ruling" not in opened(office.head, first).keys
    apply_again(office.agency, paper_of(office.first.store, first))
    screen = opened(office.head, first)
    typed = {"stayed_on": "2026-11-23", "stay_reason": "징계 절차가 시작되었다."}
    type_into(office.head.desk, Form.FINDING, f"stay:{first.id}", **typed)

    screen.load()
    screen.press("stay_ruling")

    assert "2026. 11. 23.부터 이 결정의 효력이 정지되어 있습니다" in screen.text
    assert "stay_ruling" not in screen.keys


def test_nobody_else_is_offered_to_stay_a_ruling(office: Office, first: Review) -> None:
    apply_again(office.agency, paper_of(office.first.store, first))

    assert "stay_ruling" not in opened(office.first, first).keys
    assert "stay_ruling" not in opened(office.agency, first).keys


def test_the_agency_reads_that_the_effect_is_stayed(office: Office, first: Review) -> None:
    apply_again(office.agency, paper_of(office.first.store, first))
    fields = {"stayed_on": "2026-11-23", "stay_reason": "징계 절차가 시작되었다."}
    current = review_of(office.first.store, first.number)
    stay_ruling(office.head.desk, first.id, current.version, fields)

    assert "효력이 정지되어 있습니다" in opened(office.agency, first).text


def test_a_ruling_on_a_re_examination_is_not_looked_at_again(office: Office, first: Review) -> None:
    again = apply_again(office.agency, paper_of(office.first.store, first))
    a_re_examined_review(office.fresh, office.head, again)

    assert "begin_re_examination" not in opened(office.agency, again).keys


def labels(screen: Screen) -> str:
    return plain("".join(link.proto.label for link in screen.shown.get("page_link")))


def plain(text: str) -> str:
    return text.replace("\\", "")

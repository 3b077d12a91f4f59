"""What stands on an opinion: the proof of its date, its ledger, its effect, and to whom it goes."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.access.act import Act
from casebase.casework import opinion_notices, opinions
from casebase.casework.desk import Look, look
from casebase.casework.opinion_papers import as_preview, content_digest, opinion_paper
from casebase.casework.supplements import answer_supplement, ask_supplement
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from casebase.domain.draft import Form
from casebase.domain.papers import OpinionPaper
from casebase.store.agencies import fetch_agency
from casebase.store.connection import Store
from casebase.store.consultations import fetch_consultation
from casebase.store.opinions import list_opinions
from casebase.store.settings import insert_setting
from casebase.store.suspensions import list_suspensions
from tests.builders import a_setting
from tests.case_builders import Person, a_draft, a_person, attach, now_on, paper
from tests.consultation_stages import (
    a_consultation_under_review,
    a_petition_under_review,
    a_proposed_opinion,
    an_issued_opinion,
    approve_opinion,
    consultation_of,
    opinion_fields,
    propose_opinion,
)
from tests.paper_reading import body_of, squeezed


@look(Act.SEE_CONSULTATION_WORK)
def printed(asked: Look, consultation_id: str) -> OpinionPaper:
    """Return the newest opinion as it would be printed now."""
    consultation = fetch_consultation(asked.con, consultation_id)
    newest = list_opinions(asked.con, consultation_id)[0]
    return opinion_paper(asked, consultation, newest, is_draft=False)


def with_a_supplement(handler: Person, applicant: Person) -> Consultation:
    """Carry a consultation through a supplement asked for on 24 November and handed in on 1 December."""
    consultation = a_consultation_under_review(handler, applicant)
    asking = handler.at(now_on("2026-11-24"))
    question = {"question": "도면을 내세요.", "due_on": "2026-12-07", "begins_on": "2026-11-24"}
    ask_supplement(asking.desk, consultation.id, consultation.version, question)
    with handler.store.reading() as con:
        (waiting,) = list_suspensions(con, consultation.id)
    draft_id = a_draft(applicant, Form.CASE_STEP, {"answer": "도면을 냅니다."})
    attach(applicant, draft_id, "도면.pdf", b"%PDF-1.7 drawing", "supplied")
    answer_supplement(applicant.at(now_on("2026-12-01")).desk, waiting.id, waiting.version, draft_id)
    return consultation_of(handler.store, consultation.id)


def test_the_paper_proves_its_due_day_row_by_row(store: Store) -> None:
    handler, applicant = a_person(store), a_person(store, Role.APPLICANT)
    consultation = with_a_supplement(handler, applicant)
    propose_opinion(handler.at(now_on("2026-12-02")), consultation)

    shown = printed(handler.at(now_on("2026-12-02")).desk, consultation.id)

    assert (shown.received_on, shown.supplemented_on) == (date(2026, 11, 23), (date(2026, 12, 1),))
    assert shown.due_on == date(2026, 12, 31)
    assert [(row.period, row.days) for row in shown.proof] == [
        ("2026. 11. 23.", "0일"),
        ("2026. 11. 24.~12. 1.", "0일"),
        ("2026. 12. 2.~12. 31.", "30일"),
    ]
    assert shown.due_basis.startswith("30일, 달력일 (기관 기준: ")
    assert all(row.article.startswith("기관 기준") for row in shown.proof)


def test_the_ledger_lists_what_was_supplied_with_hash_and_instant(store: Store) -> None:
    handler, applicant = a_person(store), a_person(store, Role.APPLICANT, name="이주무")
    consultation = with_a_supplement(handler, applicant)
    head, later = a_person(store, Role.HEAD), handler.at(now_on("2026-12-02"))

    number = approve_opinion(head.at(now_on("2026-12-02")), propose_opinion(later, consultation))

    application, *supplement = printed(later.desk, consultation.id).supplied
    assert application.name == "신청서(이주무, 2026-11-23).txt"
    assert (application.supplied_at, application.supplied_by) == ("2026. 11. 23. 10:00", "이주무")
    assert {thing.name for thing in supplement} >= {"도면.pdf"}
    assert {thing.supplied_at for thing in supplement} == {"2026. 12. 1. 10:00"}
    body = body_of(paper(store, number))
    for thing in (application, *supplement):
        assert squeezed(thing.name) in body
        assert thing.sha256[:32] in body


def test_what_came_on_paper_says_who_entered_it(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store, name="김감사")
    petition = a_petition_under_review(handler)
    propose_opinion(handler, petition)

    (application,) = printed(handler.desk, petition.id).supplied

    assert application.supplied_by == "한빛정밀(김감사 입력)"


def test_an_agency_reads_the_presumption_its_exceptions_and_its_own_duty(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    consultation, _ = a_proposed_opinion(handler, applicant)

    shown = printed(handler.desk, consultation.id)

    arrival, presumed, spared, excepted, same, report = shown.effect
    assert "도달한 날부터 효력" in arrival
    assert "추정한다(지방공무원 적극행정 운영규정 제15조 제4항 본문)" in presumed
    assert "징계의결을 하지 아니한다(지방공무원 적극행정 운영규정 제16조 제2항)" in spared
    assert "사적인 이해관계" in excepted and "충분히 제공하지 아니한" in excepted
    assert "동일한 사안에 한하여" in same and "(기관 기준: " in same
    assert "제13조의2 제3항" in report and "60일" in report and "(기관 기준: " in report
    with sqlite_store.reading() as con:
        agency = fetch_agency(con, consultation.agency_id or "")
    assert (shown.head.recipient, shown.applicant) == (f"{agency.name}의 장", f"{agency.name}(도로과)")
    assert (shown.title_of_paper, shown.copies_to, shown.drafter) == ("사전컨설팅 의견서", (), "감사담당자 김감사")


def test_a_business_reads_that_the_presumption_is_not_its_own(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    petition = a_petition_under_review(handler)
    propose_opinion(handler, petition)

    shown = printed(handler.desk, petition.id)

    assert "공무원에게만 적용되며" in shown.effect[-1]
    assert not any("조치한 결과를 감사기구에 알려야" in sentence for sentence in shown.effect)
    with sqlite_store.reading() as con:
        agency = fetch_agency(con, petition.agency_id or "")
    assert (shown.head.recipient, shown.applicant) == ("한빛정밀", "한빛정밀")
    assert shown.copies_to == (f"{agency.name}의 장",)
    assert "민원 처리에 관한 법률 제19조 제2항" in shown.due_basis


@pytest.mark.parametrize(
    ("outcome", "title", "heading"),
    [
        ("conditional", "사전컨설팅 의견서", "조건"),
        ("returned", "사전컨설팅 반려 통지서", "의견"),
        ("transferred", "사전컨설팅 이첩 통지서", "이첩받을 기관"),
    ],
)
def test_the_outcome_names_the_paper_and_its_blocks(
    sqlite_store: Store, outcome: str, title: str, heading: str
) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    consultation, _ = a_proposed_opinion(handler, applicant, outcome)

    shown = printed(handler.desk, consultation.id)

    assert shown.title_of_paper == title
    assert shown.blocks[-1][0] == heading
    assert "고지" not in dict(shown.blocks)  # nothing was typed under it
    is_answer = outcome == "conditional"
    assert any("추정한다(" in sentence for sentence in shown.effect) == is_answer


def test_the_office_prints_its_own_word_for_an_outcome(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("outcomes.rejected", "의견제시", date(2026, 1, 1)))
    consultation, _ = a_proposed_opinion(handler, applicant, "rejected")

    assert printed(handler.desk, consultation.id).outcome == "의견제시"


def test_a_correction_goes_to_all_who_hold_the_paper_it_takes_the_place_of(sqlite_store: Store) -> None:
    handler, applicant, head = (a_person(sqlite_store, role) for role in (Role.AUDITOR, Role.APPLICANT, Role.HEAD))
    issued = an_issued_opinion(handler, applicant, head)
    told = {"recipient": "가람도 도로과", "notified_on": "2026-11-23", "notified_how": "mail"}
    opinion_notices.notify_further(handler.desk, issued.id, told)
    correction = opinions.propose_opinion_correction(
        handler.desk, issued.id, issued.version, opinion_fields(cause="이름을 잘못 적었다.")
    )

    number = approve_opinion(head, correction)

    assert squeezed("가람도 도로과") in body_of(paper(sqlite_store, number))


def test_a_preview_bears_no_number_day_or_approval(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    consultation, _ = a_proposed_opinion(handler, applicant)

    head = as_preview(printed(handler.desk, consultation.id)).head

    assert (head.is_draft, head.number, head.issued_on, head.approvals) == (True, "", None, ())


def test_the_digest_is_of_what_is_answered_and_not_of_the_letterhead(sqlite_store: Store) -> None:
    handler, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    consultation, _ = a_proposed_opinion(handler, applicant)
    shown = printed(handler.desk, consultation.id)

    moved = replace(shown, head=replace(shown.head, office="다른 이름", telephone="02-000-0000"))
    other_due_day = replace(shown, due_on=date(2026, 12, 24))
    other_reader = replace(shown, head=replace(shown.head, recipient="다른 기관의 장"))

    assert content_digest(moved) == content_digest(shown)
    assert content_digest(shown) not in {content_digest(other_due_day), content_digest(other_reader)}

"""Opinions that a review relies on: chosen by number, and set beside each condition of the presumption."""

import pytest

from casebase.access.act import Act
from casebase.casework import follow_ups, opinions, reviews
from casebase.casework.consultation_views import consultation_page
from casebase.casework.desk import Look, look
from casebase.casework.prior_opinions import (
    ConditionOnRecord,
    PriorOpinion,
    choices_of_prior_opinions,
    prior_opinion_facts,
)
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from casebase.domain.draft import Form
from casebase.domain.errors import InvalidEntry
from casebase.domain.review import Review
from casebase.store.agencies import fetch_agency
from casebase.store.connection import Store
from casebase.store.documents import list_attachments_of
from casebase.store.reviews import fetch_review
from tests.case_builders import Person, a_draft, a_person, an_agency_of, record_of, review_fields
from tests.consultation_builders import a_suspension
from tests.consultation_stages import (
    a_notified_opinion,
    a_reported_follow_up,
    an_issued_opinion,
    an_opinion_reached,
    approve_opinion,
    consultation_of,
    notify_opinion,
    opinion_fields,
)
from tests.review_stages import a_registered_review, an_applied_review

CITED = "2026-사전-0001, 의견서 2026-의견-0001, 2026. 11. 23."


@look(Act.SEE_DELIBERATION)
def facts_of(asked: Look, review_id: str) -> PriorOpinion | None:
    return prior_opinion_facts(asked, fetch_review(asked.con, review_id))


def three_of(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD)


def a_review_relying_on(consultation: Consultation, handler: Person, **changes: str) -> Review:
    changes = {"agency_id": consultation.agency_id or "", "consultation_number": consultation.number, **changes}
    return a_registered_review(handler, **changes)


def recorded(facts: PriorOpinion | None, code: str) -> dict[str, tuple[str, str]]:
    """Return what stands beside a condition, by its name: what the opinion's record says, and the review's."""
    assert facts is not None
    condition: ConditionOnRecord = next(each for each in facts.conditions if each.code == code)
    return {each.name: (each.of_opinion, each.of_review) for each in condition.recorded}


def test_an_opinion_is_cited_by_its_consultation_s_number(store: Store) -> None:
    handler, applicant, head = three_of(store)
    consultation = a_notified_opinion(handler, applicant, head)

    review = a_review_relying_on(consultation, handler)

    assert (review.consultation_id, review.prior_opinion) == (consultation.id, CITED)


def test_an_opinion_of_another_office_is_cited_as_typed(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)

    review = a_registered_review(handler, prior_opinion="감사원 2026-12, 2026. 2. 3.")

    assert (review.consultation_id, review.prior_opinion) == (None, "감사원 2026-12, 2026. 2. 3.")
    assert facts_of(handler.desk, review.id) is None


def test_what_is_typed_beside_a_number_is_kept(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    consultation = a_notified_opinion(handler, applicant, head)

    review = a_review_relying_on(consultation, handler, prior_opinion="감사원 2026-12")

    assert review.prior_opinion == f"{CITED}; 감사원 2026-12"


def test_an_agency_cites_its_own_opinion_when_it_applies(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    consultation = a_notified_opinion(handler, applicant, head)

    review = an_applied_review(applicant, consultation_number=consultation.number)

    assert review.consultation_id == consultation.id


def test_only_an_opinion_that_the_agency_was_told_of_is_cited(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told, untold = a_notified_opinion(handler, applicant, head), an_issued_opinion(handler, applicant, head)
    sent_back = a_notified_opinion(handler, applicant, head, "returned")
    other = an_agency_of(sqlite_store)
    before = record_of(sqlite_store)

    for agency_id, number in (
        (other, told.number),
        (applicant.account.agency_id, untold.number),
        (applicant.account.agency_id, sent_back.number),
        (applicant.account.agency_id, "2026-사전-9999"),
    ):
        fields = review_fields(str(agency_id), consultation_number=number)
        draft_id = a_draft(handler, Form.REVIEW, fields)
        with pytest.raises(InvalidEntry, match="의견을 통보받은 사전컨설팅의 번호가 아닙니다") as refused:
            reviews.register_review(handler.desk, draft_id)
        assert refused.value.field == "consultation_number"

    assert record_of(sqlite_store)["reviews"] == before["reviews"]


def test_the_choices_are_the_opinions_that_an_agency_was_told_of(store: Store) -> None:
    handler, applicant, head = three_of(store)
    first, second = (a_notified_opinion(handler, applicant, head) for _ in range(2))
    an_issued_opinion(handler, applicant, head)
    a_notified_opinion(handler, applicant, head, "transferred")
    a_notified_opinion(handler, a_person(store, Role.APPLICANT), head)
    agency_id = str(applicant.account.agency_id)

    offered = choices_of_prior_opinions(handler.desk, agency_id)

    assert [choice.consultation_number for choice in offered] == [second.number, first.number]
    assert (offered[1].outcome, offered[1].printed) == ("인용", CITED)
    assert choices_of_prior_opinions(applicant.desk, agency_id) == offered
    assert choices_of_prior_opinions(a_person(store, Role.APPLICANT).desk, agency_id) == []


def test_a_body_that_was_asked_for_its_view_is_offered_no_opinion_of_others(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    consultation = a_notified_opinion(handler, applicant, head)
    asked = a_person(sqlite_store, Role.APPLICANT)
    with sqlite_store.transaction() as con:
        a_suspension(con, consultation, agency=fetch_agency(con, str(asked.account.agency_id)))

    assert consultation_page(asked.desk, consultation.number).is_asked_only
    assert choices_of_prior_opinions(asked.desk, str(consultation.agency_id)) == []


def test_the_record_stands_beside_each_condition_and_answers_none(store: Store) -> None:
    handler, applicant, head = three_of(store)
    consultation, report = a_reported_follow_up(handler, applicant, head)
    judgement = {"state": "accepted", "judgement": "확인하였다."}
    follow_ups.judge_follow_up(handler.desk, report.id, report.version, judgement)
    review = a_review_relying_on(consultation, handler)

    facts = facts_of(handler.desk, review.id)

    assert facts is not None
    assert [condition.code for condition in facts.conditions] == [
        "same_matter",
        "as_advised",
        "information_sufficient",
        "no_private_interest",
    ]
    assert (facts.consultation_number, facts.printed, facts.withdrawn) == (consultation.number, CITED, "")
    same = recorded(facts, "same_matter")
    assert same["건명"] == (consultation.application.title, review.title)
    assert same["신청사항과 지적사항"][1] == "협의 절차 누락: 관계 부서와 협의하지 않고 승인하였다."
    advised = recorded(facts, "as_advised")
    assert advised["의견"][0] == "갑설에 따라 하천 점용허가를 할 수 있다."
    assert advised["의견서가 도달한 날"][0] == "2026. 11. 23."
    assert advised["이행결과"][0].startswith("2026. 11. 23. 의견대로 처리 (2026. 11. 23. 보고, 확인함)")
    interest = recorded(facts, "no_private_interest")
    assert interest["신청할 때의 체크리스트"][0].endswith("표시함")
    assert interest["그 밖의 기록"][0].startswith("기록된 것이 없습니다.")
    with store.reading() as con:
        assert con.rows("select id from findings where review_id = ?", [review.id]) == []


def test_the_ledger_stands_beside_the_condition_on_information(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    consultation = an_opinion_reached(handler, applicant, head)
    review = a_review_relying_on(consultation, handler)
    with sqlite_store.reading() as con:
        file = list_attachments_of(con, "consultation", consultation.id)[0]

    sound = recorded(facts_of(handler.desk, review.id), "information_sufficient")
    (sqlite_store.home / "files" / file.sha256[:2] / file.sha256).unlink()
    damaged = recorded(facts_of(handler.desk, review.id), "information_sufficient")

    assert sound["제출 자료를 확정한 때"][0] == "2026. 11. 23. 10:00"
    assert sound[file.name][0] == f"2026. 11. 23. 10:00 제출, SHA-256 {file.sha256}"
    assert sound["정정과 취소"][0] == "기록된 것이 없습니다."
    assert "받은 때와 다른 자료" not in sound
    assert damaged["받은 때와 다른 자료"][0] == file.name


def test_a_correction_and_a_withdrawal_after_the_citation_are_told(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    told = a_notified_opinion(handler, applicant, head)
    review = a_review_relying_on(told, handler)
    correction = opinion_fields(cause="이름을 잘못 적었다.")
    approve_opinion(head, opinions.propose_opinion_correction(handler.desk, told.id, told.version, correction))
    corrected = notify_opinion(handler, told.id)
    withdrawal = opinions.propose_opinion_withdrawal(handler.desk, told.id, corrected.version, "중요한 사실이 빠졌다.")
    approve_opinion(head, withdrawal)

    facts = facts_of(handler.desk, review.id)

    assert facts is not None
    assert facts.printed == "2026-사전-0001, 의견서 2026-의견-0002, 2026. 11. 23."
    assert facts.withdrawn == "2026. 11. 23. 취소함: 중요한 사실이 빠졌다."
    told_of = recorded(facts, "information_sufficient")["정정과 취소"][0]
    assert told_of == "의견 취소: 중요한 사실이 빠졌다.\n의견 정정: 이름을 잘못 적었다."
    assert recorded(facts, "as_advised")["이행결과"][0] == "기록된 것이 없습니다."
    assert consultation_of(sqlite_store, told.id).number == facts.consultation_number

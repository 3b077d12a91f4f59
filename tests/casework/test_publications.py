"""Publishing: a person decides on every proposal, what is read is what is published, the original is untouched."""

from datetime import date

import pytest

from casebase.casework.drafts import keep_fields
from casebase.casework.opinions import propose_opinion_withdrawal
from casebase.casework.publications import begin_publication, publication, publish_precedent, publishable
from casebase.domain.account import Role
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.precedent import PRECEDENT_PARTS, PrecedentKind, PrecedentOrigin, PrecedentState
from casebase.store.connection import Store
from casebase.store.events import list_events_of
from casebase.store.files import fetch_bytes
from casebase.store.precedents import fetch_precedent_by_number
from casebase.store.visits import fetch_visit_by_number
from tests.case_builders import Person, a_finished_visit, a_person, record_of, typed
from tests.consultation_stages import (
    a_notified_opinion,
    a_petition_under_review,
    an_issued_opinion,
    approve_opinion,
    consultation_of,
    notify_opinion,
    propose_opinion,
)
from tests.publication_stages import an_opinion_to_publish, decide, paper_of_case, publish, subject_of
from tests.review_stages import a_notified_review

MADE = {"precedents", "events", "event_chain", "number_series", "drafts", "draft_fields"}


def three_of(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD)


def test_an_opinion_becomes_a_precedent_masked_as_decided(store: Store) -> None:
    handler, applicant, head = three_of(store)
    case = an_opinion_to_publish(handler, applicant, head)
    draft_id = begin_publication(handler.desk, subject_of(store, case))

    view = decide(handler, draft_id, phrases="합금 배합비 3:7\n")
    number = publish_precedent(handler.desk, draft_id, view.digest)

    with store.reading() as con:
        precedent = fetch_precedent_by_number(con, number)
    assert {part.name: part.shown for part in view.parts} == {
        name: precedent.part(name) for name in PRECEDENT_PARTS if precedent.part(name)
    }
    assert number == "2026-사례-0001"
    assert precedent.facts == "민원인 ○○○(010-****-****)의 땅을 지난다. 주무관 홍길순이 현장을 확인하였다."
    assert precedent.view_a == "창원시 성산구 ○○에 사는 주민도 함께 쓴다."
    assert "○○○의 동의와 ○○○을 확인하였다." in precedent.reasons
    assert "[관련 법령]\n하천법 제33조 제1항" in precedent.reasons
    assert (precedent.kind, precedent.origin) == (PrecedentKind.PRE_CONSULTING, PrecedentOrigin.OPINION)
    assert (precedent.outcome, precedent.year, precedent.answered_on) == ("인용", 2026, date(2026, 11, 23))
    assert {(r.kind, r.is_masked, r.is_proposed) for r in precedent.redactions} == {
        ("name", True, True),
        ("phone", True, True),
        ("name", False, True),
        ("address", True, True),
        ("by_hand", True, False),
    }
    assert "김철수" not in str(precedent)
    assert "3:7" not in str(precedent)


def test_publishing_leaves_the_original_as_it_was_and_writes_one_event(store: Store) -> None:
    handler, applicant, head = three_of(store)
    case = an_opinion_to_publish(handler, applicant, head)
    paper = paper_of_case(store, "consultation", case.id)
    before, content = record_of(store), fetch_bytes(store.home, paper.sha256)

    precedent = publish(handler, subject_of(store, case))

    after = record_of(store)
    assert fetch_bytes(store.home, paper.sha256) == content
    assert {table for table in after if after[table] != before[table]} <= MADE
    assert len(after["events"]) == len(before["events"]) + 1
    assert (after["drafts"], after["draft_fields"]) == (before["drafts"], before["draft_fields"])
    with store.reading() as con:
        (event,) = list_events_of(con, "precedent", precedent.id)
    assert event.account_id == handler.id
    assert "김철수" not in event.detail


def test_the_same_command_publishes_once(store: Store) -> None:
    handler, applicant, head = three_of(store)
    draft_id = begin_publication(handler.desk, subject_of(store, an_opinion_to_publish(handler, applicant, head)))
    desk, seen = handler.desk, decide(handler, draft_id).digest

    first = publish_precedent(desk, draft_id, seen)
    before = record_of(store)

    assert publish_precedent(desk, draft_id, seen) == first
    assert record_of(store) == before


def test_nothing_is_published_while_a_proposal_waits_for_its_decision(store: Store) -> None:
    handler, applicant, head = three_of(store)
    draft_id = begin_publication(handler.desk, subject_of(store, an_opinion_to_publish(handler, applicant, head)))
    undecided = publication(handler.desk, draft_id)
    keep_fields(handler.desk, draft_id, typed({undecided.proposals[0].key: "keep"}))
    before, view = record_of(store), publication(handler.desk, draft_id)

    with pytest.raises(InvalidEntry, match=r"정하지 않은 곳이 4곳 있습니다\. 모두 정한 뒤"):
        publish_precedent(handler.desk, draft_id, view.digest)

    assert record_of(store) == before
    assert (undecided.count_undecided, view.count_undecided) == (5, 4)
    assert view.proposals[0].decision == "keep"
    assert "김철수" not in "".join(part.shown for part in undecided.parts)
    assert {proposal.suggestion for proposal in view.proposals} == {"mask", "keep"}


def test_only_what_was_read_is_published(store: Store) -> None:
    handler, applicant, head = three_of(store)
    draft_id = begin_publication(handler.desk, subject_of(store, an_opinion_to_publish(handler, applicant, head)))
    seen = decide(handler, draft_id).digest
    keep_fields(handler.desk, draft_id, [typed({"phrases": "하천법"})[0]])
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match="미리 본 뒤 공개할 글이 바뀜"):
        publish_precedent(handler.desk, draft_id, seen)

    assert record_of(store) == before


@pytest.mark.parametrize(
    ("phrases", "sentence"),
    [
        ("없는 말", "‘없는 말’은 공개할 글에 없습니다"),
        ("김", "한 글자는 글 전체에서 가려집니다"),
        ("\n".join(f"없는 말 {n}" for n in range(101)), "100개까지"),
    ],
)
def test_a_phrase_that_masks_nothing_or_too_much_is_refused(sqlite_store: Store, phrases: str, sentence: str) -> None:
    handler, applicant, head = three_of(sqlite_store)
    case = an_opinion_to_publish(handler, applicant, head)
    draft_id = begin_publication(handler.desk, subject_of(sqlite_store, case))
    view = decide(handler, draft_id, phrases=phrases)

    assert sentence in view.faults[0][1]
    assert view.faults[0][0] == "phrases"
    with pytest.raises(SeveralInvalid, match=sentence):
        publish_precedent(handler.desk, draft_id, view.digest)


def test_what_lies_in_a_phrase_needs_no_decision_of_its_own(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    case = an_opinion_to_publish(handler, applicant, head)
    draft_id = begin_publication(handler.desk, subject_of(sqlite_store, case))

    keep_fields(handler.desk, draft_id, typed({"phrases": "김철수(010-1234-5678)\n김철수"}))

    view = publication(handler.desk, draft_id)
    assert [proposal.piece for proposal in view.proposals] == ["홍길순", "공단로 1, 101동 1203호"]


def test_a_ruling_is_published_with_its_people_masked(store: Store) -> None:
    handler, _, head = three_of(store)
    review = a_notified_review(handler, head, circumstances="이주무가 투자 일정에 맞추어 승인하였습니다.")

    precedent = publish(handler, f"document:{paper_of_case(store, 'review', review.id).id}")

    assert (precedent.kind, precedent.outcome) == (PrecedentKind.EXEMPTION, "면책 인정")
    assert precedent.facts == "○○○가 투자 일정에 맞추어 승인하였습니다."
    assert precedent.view_a == "[협의 절차 누락]\n관계 부서와 협의하지 않고 승인하였다."
    assert precedent.view_b == "사적인 이해관계가 없었습니다."
    assert precedent.reasons.startswith("[적용 기준]")


def test_a_matter_answered_on_site_is_published_and_one_still_owed_or_applied_for_is_not(store: Store) -> None:
    lead = a_person(store)
    number = a_finished_visit(lead, difficulty_1="한빛정밀의 공장 증설 승인이 나오지 않습니다. 급합니다.")
    with store.reading() as con:
        visit = fetch_visit_by_number(con, number)

    offers = publishable(lead.desk, "visit", visit.id)
    precedent = publish(lead, offers[0].subject)

    assert [bool(offer.refusal) for offer in offers] == [False, True, True]
    assert "정식으로 신청한" in offers[1].refusal
    assert "약속한 답변을 아직" in offers[2].refusal
    assert (precedent.kind, precedent.origin) == (PrecedentKind.VISIT, PrecedentOrigin.ANSWER)
    assert precedent.title == "○○○의 공장 증설 승인이 나오지 않습니다"
    assert publishable(lead.desk, "visit", visit.id)[0].precedent_number == precedent.number
    with pytest.raises(InvalidEntry, match="약속한 답변을 아직"):
        begin_publication(lead.desk, offers[2].subject)


def test_the_business_that_asked_is_proposed_by_the_name_on_record(sqlite_store: Store) -> None:
    handler, _, head = three_of(sqlite_store)
    case = a_petition_under_review(handler, applicant_name="(주)한빛정밀")
    text = "(주)한빛정밀에서 신청하였다. 한빛정밀은 공장을 늘리려 한다."
    approve_opinion(head, propose_opinion(handler, case, overview=text))
    notify_opinion(handler, case.id)

    precedent = publish(handler, subject_of(sqlite_store, case))

    assert precedent.facts == "○○○에서 신청하였다. ○○○은 공장을 늘리려 한다."


@pytest.mark.parametrize(
    ("fields", "outcome", "sentence"),
    [
        ({"disclosure": "closed"}, "accepted", "비공개로 정한 문서라 공개할 수 없습니다"),
        ({}, "returned", "의견이 없어 공개할 수 없습니다"),
    ],
)
def test_what_is_closed_or_holds_no_answer_is_refused(
    sqlite_store: Store, fields: dict[str, str], outcome: str, sentence: str
) -> None:
    handler, applicant, head = three_of(sqlite_store)
    case = a_notified_opinion(handler, applicant, head, outcome, **fields)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match=sentence):
        begin_publication(handler.desk, subject_of(sqlite_store, case))

    assert record_of(sqlite_store) == before
    (offer,) = publishable(handler.desk, "consultation", case.id)
    assert sentence in offer.refusal


def test_a_paper_not_yet_notified_or_withdrawn_or_published_before_is_refused(store: Store) -> None:
    handler, applicant, head = three_of(store)
    case = an_issued_opinion(handler, applicant, head)
    subject = subject_of(store, case)
    with pytest.raises(InvalidEntry, match="아직 통보하지 않은"):
        begin_publication(handler.desk, subject)
    notify_opinion(handler, case.id)
    draft_id = begin_publication(handler.desk, subject)
    view = decide(handler, draft_id)
    other = begin_publication(head.desk, subject)

    number = publish_precedent(handler.desk, draft_id, view.digest)

    seen = decide(head, other)
    assert number in seen.refusal
    with pytest.raises(InvalidEntry, match=f"이미 사례 {number}로 공개했습니다"):
        publish_precedent(head.desk, other, seen.digest)
    answered = consultation_of(store, case.id)
    withdrawal = propose_opinion_withdrawal(handler.desk, case.id, answered.version, "사실이 달랐다.")
    approve_opinion(head, withdrawal)
    notify_opinion(handler, case.id)
    (offer,) = publishable(handler.desk, "consultation", case.id)
    assert "취소한 통지는" in offer.refusal


def test_a_draft_begun_before_the_opinion_was_withdrawn_publishes_nothing(store: Store) -> None:
    handler, applicant, head = three_of(store)
    case = an_opinion_to_publish(handler, applicant, head)
    draft_id = begin_publication(handler.desk, subject_of(store, case))
    view = decide(handler, draft_id)
    approve_opinion(head, propose_opinion_withdrawal(handler.desk, case.id, case.version, "사실이 달랐다."))
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="취소되었거나 정정된 문서입니다"):
        publish_precedent(handler.desk, draft_id, view.digest)

    assert record_of(store) == before


def test_publishing_is_for_the_handler_and_the_head(store: Store) -> None:
    handler, applicant, head = three_of(store)
    case = an_opinion_to_publish(handler, applicant, head)
    subject, stranger = subject_of(store, case), a_person(store)

    with pytest.raises(NotFound):
        begin_publication(stranger.desk, subject)
    with pytest.raises(NotPermitted):
        begin_publication(applicant.desk, subject)
    assert (
        publishable(stranger.desk, "consultation", case.id)
        == publishable(applicant.desk, "consultation", case.id)
        == ()
    )
    draft_id = begin_publication(handler.desk, subject)
    assert begin_publication(handler.desk, subject) == draft_id
    for other in (head, stranger):
        with pytest.raises(NotFound):
            publication(other.desk, draft_id)
        with pytest.raises(NotFound):
            publish_precedent(other.desk, draft_id, "")
    for wrong in ("document:none", "matter:none", "nonsense", ""):
        with pytest.raises(NotFound):
            begin_publication(head.desk, wrong)
    assert publish(head, subject).state == PrecedentState.PUBLISHED

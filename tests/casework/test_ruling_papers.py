"""What a ruling rests on: whose findings count, what follows from them, and the state that was approved."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.casework import reviews, rulings
from casebase.casework.findings import record_findings
from casebase.casework.review_views import review_page, ruling_preview
from casebase.casework.ruling_papers import content_digest
from casebase.domain.account import Role
from casebase.domain.errors import (
    NotFound,
    RulingDoesNotFollow,
)
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.store.connection import Store
from casebase.store.settings import insert_setting
from tests.builders import a_setting
from tests.case_builders import TWO_SUBJECTS, Person, a_person, paper, record_of
from tests.committee_paper_builders import a_resolution_on_paper
from tests.paper_builders import a_ruling_paper
from tests.paper_reading import body_of, pages_of, squeezed
from tests.review_stages import (
    a_proposed_review,
    a_review_in_fact_finding,
    an_issued_review,
    answers,
    approve,
    correction_fields,
    find_all,
    propose,
    review_of,
)

OPINION = {"prior_opinion": "2025-사전-0012(2025. 3. 4.)"}


def refusal(handler: Person, review: Review, outcome: str, **changes: str) -> RulingDoesNotFollow:
    """Return why a proposal does not follow, having seen that it left no trace."""
    before = record_of(handler.store)
    with pytest.raises(RulingDoesNotFollow) as refused:
        propose(handler, review, outcome, **changes)
    assert record_of(handler.store) == before
    return refused.value


@pytest.mark.parametrize("outcome", ["recognised", "not_recognised", "partial"])
def test_no_outcome_but_dismissal_follows_while_a_question_is_open(sqlite_store: Store, outcome: str) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    charge = review.charges[0].id
    record_findings(handler.desk, review.id, charge, Step.CRITERION, answers(review, Step.CRITERION), {})

    refused = refusal(handler, review, outcome)

    assert "아직 판단하지 않은 항목이 있어" in str(refused)
    assert refused.against[0].startswith("협의 절차 누락 - 이주무: 제외사유")
    assert propose(handler, review, "dismissed")


def test_recognition_does_not_follow_where_a_criterion_fails(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review, speaks_for=False)

    refused = refusal(handler, review, "recognised")

    assert refused.against == ("협의 절차 누락 - 이주무: 「공익성」 불충족, 「투명성」 불충족, 「타당성」 불충족",)
    assert propose(handler, review, "not_recognised")


def test_recognition_does_not_follow_where_an_exclusion_ground_holds(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    charge = review.charges[0].id
    bribed = answers(review, Step.EXCLUSION, holds_bribery="yes", reason_bribery="향응을 받았다.")
    record_findings(handler.desk, review.id, charge, Step.CRITERION, answers(review, Step.CRITERION), {})
    record_findings(handler.desk, review.id, charge, Step.EXCLUSION, bribed, {})

    refused = refusal(handler, review, "recognised")

    assert refused.against == ("협의 절차 누락 - 이주무: 제외사유 「금품 등 수수」 해당",)
    assert propose(handler, review, "not_recognised")


def test_what_is_recognised_is_not_denied(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)

    for outcome in ("not_recognised", "partial"):
        assert "판단대로라면 ‘면책 인정’입니다" in str(refusal(handler, review, outcome))


def test_a_part_is_recognised_where_subjects_differ(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    review = a_review_in_fact_finding(handler, **TWO_SUBJECTS)
    find_all(handler, review, charges=(0,))
    find_all(handler, review, speaks_for=False, charges=(1,))
    person, agency = (charge.id for charge in review.charges)

    for outcome in ("recognised", "not_recognised"):
        refusal(handler, review, outcome)
    ruling_id = propose(handler, review, "partial", **{f"after_{person}": "불문", f"after_{agency}": "기관주의"})

    body = body_of(paper(store, approve(chair, ruling_id)))
    assert squeezed("일부 인정으로 결정한다.") in body
    assert squeezed("주의 → 불문") in body
    assert squeezed("기관주의 → 기관주의") in body


@pytest.mark.parametrize(
    ("outcome", "after", "against"),
    [
        ("recognised", "주의", "면책이 인정되었으나 처분이 ‘주의’ 그대로임"),
        ("recognised", "징계 요구", "면책이 인정되었으나 처분이 ‘주의’에서 ‘징계 요구’로 바뀜"),
        ("not_recognised", "불문", "면책이 인정되지 않았으나 처분이 ‘주의’에서 ‘불문’으로 바뀜"),
        ("dismissed", "불문", "면책이 인정되지 않았으나 처분이 ‘주의’에서 ‘불문’으로 바뀜"),
    ],
)
def test_a_disposition_changes_only_as_the_outcome_says(
    sqlite_store: Store, outcome: str, after: str, against: str
) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review, speaks_for=outcome != "not_recognised")

    refused = refusal(handler, review, outcome, **{f"after_{review.charges[0].id}": after})

    assert refused.against == (f"협의 절차 누락 - 이주무: {against}",)


def test_a_recognised_charge_may_be_left_with_a_lighter_disposition(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler)
    find_all(handler, review)

    assert propose(handler, review, "recognised", **{f"after_{review.charges[0].id}": "개선"})


def test_exemption_is_presumed_of_who_acted_as_a_prior_opinion_advised(store: Store) -> None:
    handler, chair = a_person(store), a_person(store, Role.CHAIR)
    review = a_review_in_fact_finding(handler, **OPINION)
    charge = review.charges[0].id
    record_findings(handler.desk, review.id, charge, Step.PRESUMPTION, answers(review, Step.PRESUMPTION), {})
    refusal(handler, review, "recognised")  # the exclusion grounds are still open

    record_findings(handler.desk, review.id, charge, Step.EXCLUSION, answers(review, Step.EXCLUSION), {})
    ruling_id = propose(handler, review, "recognised")

    body = body_of(paper(store, approve(chair, ruling_id)))
    assert squeezed("2025-사전-0012(2025. 3. 4.)") in body
    assert squeezed("의견대로 처리: 충족") in body


def test_a_presumption_short_of_one_condition_is_none(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_review_in_fact_finding(handler, **OPINION)
    charge = review.charges[0].id
    short = answers(review, Step.PRESUMPTION, holds_as_advised="no", reason_as_advised="의견과 달리 처리하였다.")
    record_findings(handler.desk, review.id, charge, Step.PRESUMPTION, short, {})
    record_findings(handler.desk, review.id, charge, Step.EXCLUSION, answers(review, Step.EXCLUSION), {})

    refused = refusal(handler, review, "recognised")
    record_findings(handler.desk, review.id, charge, Step.CRITERION, answers(review, Step.CRITERION), {})

    assert "「공익성」 미판단" in refused.against[0]
    # By the criteria it is recognised all the same.
    assert propose(handler, review, "recognised")


def test_a_review_by_the_national_criteria_is_ruled_by_them(store: Store) -> None:
    handler, head = a_person(store), a_person(store, Role.HEAD)

    review = an_issued_review(handler, head, criteria_set="national-2019")

    number = review_page(head.desk, review.number).documents[0].number
    body = body_of(paper(store, number))
    assert squeezed("시행령 제13조의3") in body
    assert squeezed("투명성") not in body


def test_the_office_s_new_letterhead_does_not_void_an_approval(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    _, ruling_id = a_proposed_review(handler)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("office.name", "새시연도 감사위원회", date(2026, 11, 1)))

    number = approve(chair, ruling_id)

    assert squeezed("새시연도 감사위원회") in squeezed(pages_of(paper(sqlite_store, number))[0])


def test_a_proposal_stays_its_proposer_s_when_the_review_is_given_on(sqlite_store: Store) -> None:
    handler, next_one, chair = a_person(sqlite_store), a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review, ruling_id = a_proposed_review(handler)
    reviews.assign_review(handler.desk, review.id, review.version, next_one.id)

    number = approve(chair, ruling_id)

    assert squeezed("공익성: 충족") in body_of(paper(sqlite_store, number))


def test_a_preview_is_marked_as_a_draft_on_every_page_and_issues_nothing(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    _, ruling_id = a_proposed_review(handler)
    before = record_of(sqlite_store)

    pdf = ruling_preview(chair.desk, ruling_id)

    assert all(squeezed("미리보기") in squeezed(page) for page in pages_of(pdf))
    assert "2026-결정" not in "".join(pages_of(pdf))
    assert record_of(sqlite_store) == before


def test_a_late_application_is_said_on_the_paper_and_is_no_bar(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)

    review = an_issued_review(handler, chair, audit_ended_on="2026-09-30", filed_on="2026-11-02")

    (document,) = review_page(chair.desk, review.number).documents
    body = body_of(paper(sqlite_store, document.number))
    assert squeezed("(기관 기준, 2026. 10. 30.까지)이 지났으나") in body
    assert squeezed("면책 인정으로 결정한다.") in body


def test_who_takes_a_review_over_may_correct_what_was_decided(sqlite_store: Store) -> None:
    handler, next_one, chair = a_person(sqlite_store), a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = an_issued_review(handler, chair)
    reviews.assign_review(handler.desk, review.id, review.version, next_one.id)

    ruling_id = rulings.propose_correction(next_one.desk, review.id, review.version + 1, correction_fields(review))

    assert squeezed("공익성: 충족") in body_of(paper(sqlite_store, approve(chair, ruling_id)))


def test_after_a_withdrawal_the_new_handler_s_findings_count(sqlite_store: Store) -> None:
    handler, next_one, chair = a_person(sqlite_store), a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = an_issued_review(handler, chair)
    approve(chair, rulings.propose_withdrawal(handler.desk, review.id, review.version, "사실이 달랐다."))
    version = review_of(sqlite_store, review.number).version
    reviews.begin_fact_finding(handler.desk, review.id, version)
    reviews.assign_review(handler.desk, review.id, version + 1, next_one.id)

    assert "아직 판단하지 않은" in str(refusal(next_one, review, "recognised"))
    find_all(next_one, review, speaks_for=False)

    assert propose(next_one, review, "not_recognised")


def test_a_preview_of_nothing_is_not_found(sqlite_store: Store) -> None:
    chair = a_person(sqlite_store, Role.CHAIR)

    with pytest.raises(NotFound):
        ruling_preview(chair.desk, "never-was")


def test_the_vote_that_carries_a_ruling_is_no_part_of_what_was_proposed() -> None:
    proposed = a_ruling_paper()

    resolved = replace(proposed, resolution=a_resolution_on_paper())

    assert content_digest(resolved) == content_digest(proposed)
    assert content_digest(replace(proposed, reasons="다른 이유이다.")) != content_digest(proposed)

"""Reviews carried as far as a test wants them, by the acts that people do."""

from casebase.casework import findings, reviews, ruling_notices, rulings
from casebase.domain.draft import Form
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.store.connection import Store
from casebase.store.reviews import fetch_review_by_number
from casebase.store.rulings import fetch_ruling
from tests.case_builders import Person, a_draft, an_agency_of, review_fields


def review_of(store: Store, number: str) -> Review:
    """Return a review as it stands in the store."""
    with store.reading() as con:
        return fetch_review_by_number(con, number)


def an_applied_review(applicant: Person, **changes: str) -> Review:
    """File an application."""
    fields = review_fields("", **changes)
    number = reviews.apply_for_review(applicant.desk, a_draft(applicant, Form.REVIEW, fields))
    return review_of(applicant.store, number)


def a_registered_review(handler: Person, **changes: str) -> Review:
    """Enter a review that came on paper from an agency of its own; it is received by who enters it."""
    agency_id = changes.pop("agency_id", "") or an_agency_of(handler.store)
    fields = review_fields(agency_id, **changes)
    number = reviews.register_review(handler.desk, a_draft(handler, Form.REVIEW, fields))
    return review_of(handler.store, number)


def a_review_in_fact_finding(handler: Person, *, is_heard: bool = True, **changes: str) -> Review:
    """Register a review and begin to establish the facts; by default the person concerned was heard."""
    review = a_registered_review(handler, **changes)
    reviews.begin_fact_finding(handler.desk, review.id, review.version)
    if is_heard:
        offer_hearing(handler, review.number)
    return review_of(handler.store, review.number)


def offer_hearing(handler: Person, number: str, on: str = "2026-11-21") -> None:
    review = review_of(handler.store, number)
    fields = {"hearing_offered_on": on, "hearing_way": "paper"}
    reviews.offer_hearing(handler.desk, review.id, review.version, fields)


def answers(review: Review, step: Step, *, speaks_for: bool = True, **changes: str) -> dict[str, str]:
    """An answer to every question of a step, all for the person or all against."""
    is_yes = speaks_for != (step == Step.EXCLUSION)
    fields: dict[str, str] = {}
    for question in findings.questions_of(review, step):
        fields[f"holds_{question.code}"] = "yes" if is_yes else "no"
        fields[f"reason_{question.code}"] = f"{question.label}: 결재 문서에서 확인하였다."
    return fields | changes


def find_all(reviewer: Person, review: Review, *, speaks_for: bool = True, charges: tuple[int, ...] = ()) -> None:
    """Answer every question about the charges, by default all of them; steps are those the review takes."""
    for n, charge in enumerate(review.charges):
        if charges and n not in charges:
            continue
        for step in findings.steps_of(review):
            fields = answers(review, step, speaks_for=speaks_for or step == Step.EXCLUSION)
            findings.record_findings(reviewer.desk, review.id, charge.id, step, fields, {})


def ruling_fields(review: Review, outcome: str = "recognised", **changes: str) -> dict[str, str]:
    """A ruling as typed, every disposition lifted when recognised."""
    after = "불문" if outcome == "recognised" else ""
    return {
        "outcome": outcome,
        "reasons": "세 요건을 모두 갖추었으므로 면책을 인정한다.",
        "dismissal_ground": "신청할 수 있는 사람이 아님" if outcome == "dismissed" else "",
        "disclosure": "partial",
        "disclosure_clauses": '["5", "6"]',
        **{f"after_{charge.id}": after for charge in review.charges},
        **changes,
    }


def correction_fields(review: Review, **changes: str) -> dict[str, str]:
    """A correction as typed."""
    return ruling_fields(review, cause="직위를 잘못 적었다.", reasons="고쳐 쓴 이유이다.", **changes)


def propose(handler: Person, review: Review, outcome: str = "recognised", **changes: str) -> str:
    """Propose a ruling on a review as it stands now, and return the ruling's id."""
    current = review_of(handler.store, review.number)
    return rulings.propose_ruling(handler.desk, review.id, current.version, ruling_fields(review, outcome, **changes))


def a_proposed_review(handler: Person, outcome: str = "recognised", **changes: str) -> tuple[Review, str]:
    """Carry a review to a proposed ruling; return it and the ruling's id."""
    review = a_review_in_fact_finding(handler, **changes)
    find_all(handler, review, speaks_for=outcome == "recognised")
    ruling_id = propose(handler, review, outcome)
    return review_of(handler.store, review.number), ruling_id


def approve(approver: Person, ruling_id: str) -> str:
    """Issue a proposed ruling as it was read and return the paper's number."""
    with approver.store.reading() as con:
        seen = fetch_ruling(con, ruling_id).digest
    return rulings.issue_ruling(approver.desk, ruling_id, seen)


def an_issued_review(handler: Person, approver: Person, outcome: str = "recognised", **changes: str) -> Review:
    """Carry a review to its issued ruling."""
    review, ruling_id = a_proposed_review(handler, outcome, **changes)
    approve(approver, ruling_id)
    return review_of(handler.store, review.number)


def notify(handler: Person, number: str) -> Review:
    """Record that the newest paper was notified today."""
    review, today = review_of(handler.store, number), handler.desk.today.isoformat()
    fields = {"notified_on": today, "notified_how": "mail"}
    ruling_notices.notify_ruling(handler.desk, review.id, review.version, fields)
    return review_of(handler.store, number)


def a_notified_review(handler: Person, approver: Person, outcome: str = "recognised", **changes: str) -> Review:
    """Carry a review to the notice of its ruling."""
    return notify(handler, an_issued_review(handler, approver, outcome, **changes).number)


def arrive(handler: Person, number: str) -> None:
    """Record that the newest paper reached its people today."""
    review = review_of(handler.store, number)
    ruling_notices.record_arrival(handler.desk, review.id, {"reached_on": handler.desk.today.isoformat()})


def a_closed_review(handler: Person, approver: Person) -> Review:
    """Carry a review to its end."""
    review = a_notified_review(handler, approver)
    arrive(handler, review.number)
    reviews.close_review(handler.desk, review.id, review.version)
    return review_of(handler.store, review.number)

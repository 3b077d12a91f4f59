"""Re-examinations carried as far as a test wants them, by the acts that people do."""

from dataclasses import dataclass

from casebase.casework import findings, re_examinations, reviews
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.store.connection import Store
from casebase.store.documents import list_documents_of
from tests.case_builders import TWO_SUBJECTS, Person, a_draft, a_person
from tests.review_stages import (
    a_notified_review,
    a_review_in_fact_finding,
    answers,
    approve,
    arrive,
    notify,
    offer_hearing,
    propose,
    review_of,
)

DISMISSED = {"dismissal_ground": "신청 기간이 지남"}


@dataclass(frozen=True)
class Office:
    """Who did the first review, somebody who did not, who approves, and the audited agency's applicant."""

    first: Person
    fresh: Person
    head: Person
    agency: Person


def an_office(store: Store) -> Office:
    return Office(
        first=a_person(store, name="김감사"),
        fresh=a_person(store, name="정감사"),
        head=a_person(store, Role.HEAD),
        agency=a_person(store, Role.APPLICANT),
    )


def paper_of(store: Store, review: Review) -> str:
    """Return the number of a review's newest paper."""
    with store.reading() as con:
        return list_documents_of(con, "review", review.id)[0].number


def a_refused_review(handler: Person, approver: Person, applicant: Person, **changes: str) -> Review:
    """A review of an applicant's agency whose refusal was notified and arrived today."""
    agency_id = str(applicant.account.agency_id)
    review = a_notified_review(handler, approver, "not_recognised", agency_id=agency_id, **changes)
    arrive(handler, review.number)
    return review_of(handler.store, review.number)


def again_fields(document_number: str, **changes: str) -> dict[str, str]:
    """An application for re-examination as typed; what only the office types is passed over by applicants."""
    return {
        "document_number": document_number,
        "request": "다시 심사하여 면책을 인정하여 주시기 바랍니다.",
        "argument": "협의를 마쳤다는 공문을 새로 찾았습니다.",
        "origin": "agency",
        "filed_on": "2026-11-23",
        **changes,
    }


def apply_again(applicant: Person, document_number: str, **changes: str) -> Review:
    """Apply for re-examination of the ruling on a paper."""
    draft_id = a_draft(applicant, Form.RE_EXAMINATION, again_fields(document_number, **changes))
    number = re_examinations.apply_for_re_examination(applicant.desk, draft_id)
    return review_of(applicant.store, number)


def register_again(handler: Person, document_number: str, **changes: str) -> Review:
    """Enter an application for re-examination that came on paper."""
    draft_id = a_draft(handler, Form.RE_EXAMINATION, again_fields(document_number, **changes))
    number = re_examinations.register_re_examination(handler.desk, draft_id)
    return review_of(handler.store, number)


def in_fact_finding(handler: Person, review: Review) -> Review:
    """Receive a re-examination where it was applied for, begin to establish the facts, and offer the hearing."""
    if review.handler_id is None:
        reviews.receive_review(handler.desk, review.id, review.version, "")
    current = review_of(handler.store, review.number)
    reviews.begin_fact_finding(handler.desk, review.id, current.version)
    offer_hearing(handler, review.number, handler.desk.today.isoformat())
    return review_of(handler.store, review.number)


def find_each(reviewer: Person, review: Review, *speaks_for: bool) -> None:
    """Answer the criteria of each charge in turn for or against, and no exclusion ground at all."""
    by_place = sorted(review.charges, key=lambda charge: _place(review, charge.observation_id, charge.subject_id))
    for charge, is_for in zip(by_place, speaks_for, strict=True):
        for step in findings.steps_of(review):
            fields = answers(review, step, speaks_for=is_for or step != Step.CRITERION)
            findings.record_findings(reviewer.desk, review.id, charge.id, step, fields, {})


def a_re_examined_review(handler: Person, approver: Person, again: Review, outcome: str = "recognised") -> Review:
    """Carry a re-examination of one charge to its issued ruling."""
    review = in_fact_finding(handler, again)
    find_each(handler, review, outcome == "recognised")
    approve(approver, propose(handler, review, outcome))
    return review_of(handler.store, review.number)


def _place(review: Review, observation_id: str, subject_id: str) -> tuple[int, int]:
    return (
        next(o.position for o in review.observations if o.id == observation_id),
        next(s.position for s in review.subjects if s.id == subject_id),
    )


def partly_recognised(handler: Person, approver: Person, agency: Person) -> Review:
    """A review of a person, who was recognised, and of their agency, which was not; notified and arrived today."""
    agency_id = str(agency.account.agency_id)
    review = a_review_in_fact_finding(handler, agency_id=agency_id, **TWO_SUBJECTS)
    find_each(handler, review, True, False)
    lifted = next(charge.id for charge in review.charges if charge.disposition == "주의")
    approve(approver, propose(handler, review, "partial", **{f"after_{lifted}": "불문"}))
    notify(handler, review.number)
    arrive(handler, review.number)
    return review_of(handler.store, review.number)


def refused(office: Office) -> str:
    """The number of a paper that refused, and arrived today."""
    return paper_of(office.first.store, a_refused_review(office.first, office.head, office.agency))

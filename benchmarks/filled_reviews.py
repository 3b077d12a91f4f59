"""The filled office's exemption reviews, each as far as its age has carried it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from benchmarks.work import SENTENCES, Happening, Office, instant_of, moment
from casebase.access.act import Act
from casebase.casework.findings import questions_of
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import digest
from casebase.domain.case import FIELDS, CaseKind, Disclosure, numbered
from casebase.domain.document import Document, DocumentKind
from casebase.domain.finding import Finding, Step
from casebase.domain.review import (
    NO_DISPOSITION,
    Charge,
    Observation,
    Origin,
    Review,
    ReviewStatus,
    Subject,
    SubjectKind,
)
from casebase.domain.ruling import DispositionChange, Outcome, Ruling, RulingKind
from casebase.store.connection import Connection
from casebase.store.documents import insert_document
from casebase.store.findings import insert_finding
from casebase.store.ids import new_id
from casebase.store.reviews import insert_review
from casebase.store.rulings import insert_ruling

# What was done by how many days after filing, and where the review stood then.
_COURSE = (
    (0, Act.REGISTER_REVIEW, ReviewStatus.RECEIVED),
    (4, Act.BEGIN_FACT_FINDING, ReviewStatus.FACT_FINDING),
    (9, Act.OFFER_HEARING, ReviewStatus.FACT_FINDING),
    (20, Act.HOLD_HEARING, ReviewStatus.FACT_FINDING),
    (24, Act.RECORD_FINDING, ReviewStatus.FACT_FINDING),
    (26, Act.RECORD_FINDING, ReviewStatus.FACT_FINDING),
    (35, Act.PROPOSE_RULING, ReviewStatus.PROPOSED),
    (42, Act.ISSUE_RULING, ReviewStatus.ISSUED),
    (46, Act.NOTIFY_RULING, ReviewStatus.NOTIFIED),
    (50, Act.RECORD_ARRIVAL, ReviewStatus.NOTIFIED),
    (60, Act.CLOSE_REVIEW, ReviewStatus.CLOSED),
)
_RULED = {ReviewStatus.ISSUED, ReviewStatus.NOTIFIED, ReviewStatus.CLOSED}


@dataclass(frozen=True)
class _Course:
    """How far a review has come: what was done, and where it stands."""

    done: tuple[tuple[int, Act], ...]
    status: ReviewStatus


def reviews_of(con: Connection, office: Office, chance: random.Random) -> Iterator[Happening]:
    """Put a review on record for each of the office's days, and yield what happened."""
    serials = {year: count(1) for year in {day.year for day in office.days}}
    for day in office.days:
        course = _course((office.today - day).days)
        review = _review(office, chance, day, next(serials[day.year]), course.status)
        agency = next(agency for agency in office.agencies if agency.id == review.agency_id)
        insert_review(con, review, agency.name)
        head = chance.choice(office.of(Role.HEAD)).id
        _judge(con, review, course)
        _rule(con, review, head)
        yield from _happenings(review, course, head)


def _course(age: int) -> _Course:
    done = [(after, act, status) for after, act, status in _COURSE if after <= age]
    return _Course(done=tuple((after, act) for after, act, _ in done), status=done[-1][2])


def _review(office: Office, chance: random.Random, day: date, serial: int, status: ReviewStatus) -> Review:
    review_id, handler = new_id(), chance.choice(office.of(Role.AUDITOR))
    parts = chance.randint(1, 2)
    observations = tuple(_observation(chance, review_id, n) for n in range(1, parts + 1))
    subject = Subject(
        id=new_id(), review_id=review_id, position=1, kind=SubjectKind.PERSON, name="담당자", post="기업지원과"
    )
    charges = tuple(
        Charge(id=new_id(), review_id=review_id, observation_id=o.id, subject_id=subject.id, disposition="주의")
        for o in observations
    )
    return Review(
        id=review_id,
        number=numbered(day.year, CaseKind.EXEMPTION, serial),
        origin=Origin.EX_OFFICIO,
        title=observations[0].title,
        field=chance.choice(FIELDS),
        agency_id=chance.choice(office.agencies).id,
        audit_name=f"{day.year}년 종합감사",
        audit_ended_on=day,
        filed_on=day,
        applicant_id=None,
        applicant_name="",
        request="면책을 인정하여 주시기 바랍니다.",
        circumstances=" ".join(chance.sample(SENTENCES, 4)),
        argument=" ".join(chance.sample(SENTENCES, 3)),
        criteria_set="trio",
        status=status,
        handler_id=handler.id,
        disclosure=Disclosure.PARTIAL,
        disclosure_clauses=("5", "6"),
        observations=observations,
        subjects=(subject,),
        charges=charges,
    )


def _observation(chance: random.Random, review_id: str, n: int) -> Observation:
    text = " ".join(chance.sample(SENTENCES, 3))
    return Observation(id=new_id(), review_id=review_id, position=n, title=text[:30], text=text, loss_won=12_000_000)


def _judge(con: Connection, review: Review, course: _Course) -> None:
    """Answer every question of every charge, favourably, once findings were recorded."""
    if Act.RECORD_FINDING not in {act for _, act in course.done} or review.handler_id is None:
        return
    for charge in review.charges:
        for step in (Step.CRITERION, Step.EXCLUSION):
            for question in questions_of(review, step):
                finding = Finding(
                    id=new_id(),
                    review_id=review.id,
                    charge_id=charge.id,
                    step=step,
                    question=question.code,
                    holds=step == Step.CRITERION,
                    reason=SENTENCES[charge.id.encode()[-1] % len(SENTENCES)],
                    evidence=(),
                    account_id=review.handler_id,
                    found_at=instant_of(moment(review.filed_on, 24 * 24)),
                )
                insert_finding(con, finding)


def _rule(con: Connection, review: Review, head: str) -> None:
    if review.status != ReviewStatus.PROPOSED and review.status not in _RULED:
        return
    is_issued = review.status in _RULED
    document_id = new_id() if is_issued else None
    ruling = Ruling(
        id=new_id(),
        review_id=review.id,
        kind=RulingKind.DECISION,
        outcome=Outcome.RECOGNISED,
        changes=tuple(DispositionChange(charge_id=charge.id, after=NO_DISPOSITION) for charge in review.charges),
        reasons=" ".join(SENTENCES),
        dismissal_ground="",
        cause="",
        state=ApprovalState.ISSUED if is_issued else ApprovalState.PROPOSED,
        digest=digest(review.id.encode()),
        proposed_by=review.handler_id or head,
        proposed_at=instant_of(moment(review.filed_on, 35 * 24)),
        decided_by=head if is_issued else None,
        decided_at=instant_of(moment(review.filed_on, 42 * 24)) if is_issued else None,
        document_id=document_id,
    )
    if document_id:
        insert_document(con, _paper(review, document_id))
    insert_ruling(con, ruling)


def _paper(review: Review, document_id: str) -> Document:
    is_notified = review.status in {ReviewStatus.NOTIFIED, ReviewStatus.CLOSED}
    return Document(
        id=document_id,
        kind=DocumentKind.RULING,
        number=review.number.replace("면책", "결정"),
        subject_kind="review",
        subject_id=review.id,
        issued_on=moment(review.filed_on, 42 * 24).date(),
        sha256=digest(review.id.encode()),
        content_sha256=digest(review.number.encode()),
        size=70_000,
        notified_on=moment(review.filed_on, 46 * 24).date() if is_notified else None,
        notified_how="electronic" if is_notified else "",
        reached_on=moment(review.filed_on, 50 * 24).date() if is_notified else None,
    )


def _happenings(review: Review, course: _Course, head: str) -> Iterator[Happening]:
    for after, act in course.done:
        yield Happening(
            at=moment(review.filed_on, after * 24 + 9),
            account_id=head if act == Act.ISSUE_RULING else review.handler_id or head,
            act=act,
            kind="review",
            subject_id=review.id,
            detail={"number": review.number},
        )

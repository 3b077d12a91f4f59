"""Whole cases to test with: people at their desks, filled-in forms, visits and reviews carried as far as wanted."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from casebase.casework import drafts, findings, review_views, reviews, ruling_notices, rulings, visits
from casebase.casework.desk import Desk
from casebase.domain.account import Account, Role
from casebase.domain.canonical import digest
from casebase.domain.draft import Form, TypedField
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.domain.visit import Track
from casebase.store import migrate
from casebase.store.connection import Connection, Store
from casebase.store.documents import find_document_by_number
from casebase.store.drafts import update_field
from casebase.store.files import fetch_bytes, keep_bytes
from casebase.store.ids import new_id
from casebase.store.reviews import fetch_review_by_number
from casebase.store.rulings import fetch_ruling
from tests.builders import NOW, a_business, a_desk, an_account, an_agency

_SCHEMA = (Path(migrate.__file__).parent / "migrations" / "0001_create_records.sql").read_text(encoding="utf-8")
TABLES = [table for table in re.findall(r"create table (\w+)", _SCHEMA) if table not in {"sessions", "sign_in_tries"}]


@dataclass(frozen=True)
class Person:
    """Somebody with an account, signed in."""

    account: Account
    store: Store
    seat: Desk

    @property
    def id(self) -> str:
        return self.account.id

    @property
    def desk(self) -> Desk:
        """Their desk, for one more act."""
        return self.seat.for_command(new_id())

    def at(self, now: datetime) -> "Person":
        """The same person at another time."""
        return replace(self, seat=replace(self.seat, now=now))


def a_person(store: Store, role: Role = Role.AUDITOR, **facts: object) -> Person:
    """Give somebody an account and sign them in; an applicant gets an agency of their own."""
    with store.transaction() as con:
        if role == Role.APPLICANT and "agency_id" not in facts:
            facts["agency_id"] = an_agency(con).id
        account = an_account(con, role, **facts)  # type: ignore[arg-type]
    return Person(account, store, a_desk(store, account))


def typed(fields: Mapping[str, str]) -> list[TypedField]:
    return [TypedField(key=key, value=value, sequence=1) for key, value in fields.items()]


def a_draft(person: Person, form: Form, fields: Mapping[str, str], subject: str = "") -> str:
    """Type a form and return its draft's id."""
    draft_id = drafts.begin_draft(person.desk, form, subject)
    drafts.keep_fields(person.desk, draft_id, typed(fields))
    return draft_id


def a_photo(shade: int = 200) -> bytes:
    """A small grey photo."""
    jpeg = BytesIO()
    Image.new("L", (80, 60), shade).save(jpeg, "JPEG")
    return jpeg.getvalue()


def attach(person: Person, draft_id: str, name: str, content: bytes, role: str) -> None:
    """Put a file into a draft, as the house does once it has checked and kept what the browser sent."""
    media_type = "image/jpeg" if role == "photo" else "application/pdf"
    file = {"name": name, "media_type": media_type, "size": len(content), "role": role}
    file |= {"sha256": keep_bytes(person.store.home, content), "key": digest(name.encode())[:8]}
    kept = TypedField(key=f"file_{file['key']}", value=json.dumps(file, ensure_ascii=False), sequence=1)
    with person.store.transaction() as con:
        update_field(con, draft_id, kept)


def matter_fields(n: int, track: Track, **changes: str) -> dict[str, str]:
    """One difficulty as typed; `changes` take the place of its fields, named without their number."""
    fields = {
        "field": "인허가",
        "department": "기업지원과",
        "difficulty": f"공장 증설 승인이 {n}개월째 나오지 않습니다.",
        "law": "산업집적법 제13조",
        "track": track.value,
        "answer": "변경 신고만 하면 됩니다." if track == Track.ON_SITE else "",
        "promised_on": "2026-11-30" if track == Track.LATER else "",
    }
    return {f"{key}_{n}": value for key, value in (fields | changes).items()}


def visit_fields(business_id: str, owner_id: str, **changes: str) -> dict[str, str]:
    """A visit as typed, with a difficulty of each track: answered at once, applied for, answered later."""
    return {
        "business_id": business_id,
        "visited_on": "2026-11-20",
        "begins_at": "14:00",
        "ends_at": "15:30",
        "place": "본사 2층 회의실",
        "member_ids": "[]",
        "met": "박대표(대표이사)",
        "consents_to_record": "yes",
        "count_matters": "3",
        **matter_fields(1, Track.ON_SITE),
        **matter_fields(2, Track.FORMAL, difficulty="증축이 개발행위 허가 대상인지 알 수 없습니다."),
        **matter_fields(3, Track.LATER, owner_id=owner_id, difficulty="폐수 처리 기준이 자주 바뀝니다."),
        **changes,
    }


def a_business_of(store: Store, **facts: str) -> str:
    """Put a factory on record and return its id."""
    with store.transaction() as con:
        return a_business(con, **facts).id


def a_visit_draft(lead: Person, **changes: str) -> str:
    """Type a visit to a new business and return its draft's id."""
    business_id = changes.pop("business_id", "") or a_business_of(lead.store)
    return a_draft(lead, Form.VISIT, visit_fields(business_id, lead.id, **changes))


def a_finished_visit(lead: Person, **changes: str) -> str:
    """Finish a visit and return its number."""
    return visits.finish_visit(lead.desk, a_visit_draft(lead, **changes))


def review_fields(agency_id: str, **changes: str) -> dict[str, str]:
    """A review as typed: one observation against one person, 주의 in question."""
    return {
        "origin": "agency",
        "title": "공장설립 승인 처리 부적정",
        "field": "인허가",
        "agency_id": agency_id,
        "audit_name": "2026년 종합감사",
        "audit_ended_on": "2026-11-10",
        "filed_on": "2026-11-20",
        "applicant_name": "가람군수",
        "request": "면책을 인정하여 주시기 바랍니다.",
        "circumstances": "투자 일정에 맞추어 조건부로 승인하였습니다.",
        "argument": "사적인 이해관계가 없었습니다.",
        "count_observations": "1",
        "observation_title_1": "협의 절차 누락",
        "observation_text_1": "관계 부서와 협의하지 않고 승인하였다.",
        "loss_1": "",
        "count_subjects": "1",
        "subject_kind_1": "person",
        "subject_name_1": "이주무",
        "subject_post_1": "기업지원과 주무관",
        "disposition_1_1": "주의",
        **changes,
    }


TWO_SUBJECTS = {
    "count_subjects": "2",
    "subject_kind_2": "agency",
    "subject_name_2": "가람군",
    "disposition_1_2": "기관주의",
}


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


def an_agency_of(store: Store) -> str:
    """Put an agency on record and return its id."""
    with store.transaction() as con:
        return an_agency(con).id


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


def a_proposed_review(handler: Person, outcome: str = "recognised", **changes: str) -> tuple[Review, str]:
    """Carry a review to a proposed ruling; return it and the ruling's id."""
    review = a_review_in_fact_finding(handler, **changes)
    find_all(handler, review, speaks_for=outcome == "recognised")
    ruling_id = rulings.propose_ruling(handler.desk, review.id, review.version, ruling_fields(review, outcome))
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


def papers_of(person: Person, number: str) -> list[str]:
    """Return the numbers of a review's papers as somebody sees them, the newest first."""
    return [document.number for document in review_views.review_page(person.desk, number).documents]


def paper(store: Store, number: str) -> bytes:
    """Return an issued paper's bytes."""
    with store.reading() as con:
        document = find_document_by_number(con, number)
    assert document is not None, number
    return fetch_bytes(store.home, document.sha256)


def record_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the sessions': what was written shows in the difference."""
    with store.reading() as con:
        return {table: _rows(con, table) for table in TABLES}


def _rows(con: Connection, table: str) -> list[tuple[object, ...]]:
    return sorted(con.rows(f"select * from {table}"), key=str)


def day(text: str) -> date:
    return date.fromisoformat(text)


def now_on(text: str) -> datetime:
    """Ten in the morning in Korea on a day."""
    return datetime.combine(day(text), NOW.timetz())

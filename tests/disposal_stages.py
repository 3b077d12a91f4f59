"""Records carried past their time, and their disposal, by the acts that people do."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from casebase.casework import advice, disposals, retention, reviews
from casebase.casework.retention import RecordView
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.retention import Disposal, DisposalState
from casebase.domain.visit import Matter, Visit, VisitStatus
from casebase.store.connection import Connection, Store
from casebase.store.disposals import list_disposals
from casebase.store.drafts import wipe_draft
from casebase.store.ids import new_id
from casebase.store.sessions import insert_session
from tests.builders import a_business, a_session, a_visit, an_account, an_event
from tests.case_builders import Person, a_draft, a_person, attach
from tests.marked_review import AFTER, BEFORE_PROPOSAL, UNTIL_NOTICE, Decided, a_case_to_decide, carry
from tests.signing_keys import signing

WHY = "보존기간이 끝나 폐기하고자 한다."
LATER = datetime(2040, 3, 2, 1, 0, tzinfo=UTC)  # more than ten years past all that happens in 2026


def later(person: Person, now: datetime = LATER) -> Person:
    """Somebody still at work many years later."""
    session = replace(a_session(person.id), idle_until="2999", expires_at="2999")
    with person.store.transaction() as con:
        insert_session(con, session)
    return replace(person, seat=replace(person.seat, session_id=session.id, now=now))


def an_old_visit(con: Connection, on: date = date(2014, 5, 7), *matters: Matter) -> Visit:
    """Put a visit on record that ended long ago."""
    lead = an_account(con)
    visit = a_visit(con, a_business(con), lead, visited_on=on, status=VisitStatus.CLOSED, matters=matters)
    at = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    an_event(con, "visit", visit.id, act="finish_visit", happened_at=at)
    return visit


def a_keeper(store: Store) -> Person:
    """The administrator of that time."""
    return later(a_person(store, Role.ADMIN, name="한관리"))


def an_approver(store: Store) -> Person:
    """The head of that time, whose office signs its papers."""
    return signing(later(a_person(store, Role.HEAD, name="새감사관")))


def kept(keeper: Person, number: str) -> RecordView:
    """Return how long a record is kept."""
    return retention.record_page(keeper.desk, number)


def propose(keeper: Person, number: str) -> Disposal:
    """Propose that a record go."""
    record = kept(keeper, number).record
    return proposed(keeper, record.kind, record.id, WHY)


def proposed(keeper: Person, *given: object) -> Disposal:
    return the_disposal(keeper.store, disposals.propose_disposal(keeper.desk, *given))  # type: ignore[arg-type]


def shorten(keeper: Person, number: str, grade: str = "10년") -> None:
    """Give a record a grade of its own by which its time is over."""
    record = kept(keeper, number).record
    if record.grade != grade:
        retention.set_retention(
            keeper.desk, record.kind, record.id, record.grade_version, {"grade": grade, "retention_reason": "따로 정함"}
        )


def dispose(keeper: Person, approver: Person, number: str) -> Disposal:
    """Let a record go, its time made over where it is not, and return its disposal as decided."""
    shorten(keeper, number)
    waiting = propose(keeper, number)
    disposals.dispose_records(approver.desk, waiting.id, waiting.version)
    return the_disposal(keeper.store, waiting.number)


def the_disposal(store: Store, number: str) -> Disposal:
    with store.reading() as con:
        found = [one for state in DisposalState for one in list_disposals(con, state, 100, 0)]
    return next(one for one in found if one.number == number)


def a_finished_case(store: Store) -> Decided:
    """A review full of marks, carried to its end, with the advice on it."""
    case = a_case_to_decide(store)
    carry(case, *BEFORE_PROPOSAL, *UNTIL_NOTICE, *AFTER)
    with store.reading() as con:
        ((request_id, version),) = con.rows("select id, version from advice_requests")
    advice.close_advice(case.handler.desk, request_id, version, {})
    reviews.close_review(case.handler.desk, case.review.id, case.review.version)
    return case


def put_photos(store: Store, lead: Person, visit: Visit, contents: tuple[bytes, ...]) -> None:
    """Add photos to a visit that is on record."""
    draft_id = a_draft(lead, Form.VISIT, {})
    for place, content in enumerate(contents):
        attach(lead, draft_id, f"{place}.pdf", content, "photo")
    with store.transaction() as con:
        held = con.rows("select value from draft_fields where draft_id = ?", [draft_id])
        for (value,) in held:
            file = json.loads(value)
            con.run(
                "insert into attachments (id, subject_kind, subject_id, name, media_type, size, sha256, role, added_by,"
                " added_at) values (?, 'visit', ?, ?, ?, ?, ?, 'photo', ?, '2014-05-07')",
                [new_id(), visit.id, file["name"], file["media_type"], file["size"], file["sha256"], lead.id],
            )
        wipe_draft(con, draft_id)

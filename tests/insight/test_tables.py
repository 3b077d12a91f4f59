"""What belongs to the panel, the committee and the precedents comes into the mirror with the events that name it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from casebase.domain.advice import AssignmentStatus
from casebase.domain.meeting import MeetingStatus
from casebase.domain.member import Body
from casebase.domain.precedent import PrecedentState
from casebase.insight.mirror import Mirror, refresh
from casebase.store.connection import Store
from casebase.store.documents import insert_document
from casebase.store.meetings import update_meeting
from casebase.store.members import update_member
from casebase.store.precedents import update_precedent
from tests.builders import a_review, an_account, an_agency, an_event
from tests.mirrored import a_paper
from tests.panel_builders import a_meeting, a_member, a_request, an_assignment, an_item
from tests.precedent_builders import a_case_import, a_precedent
from tests.resolution_builders import a_resolution, a_resolved_finding


def test_a_request_brings_its_assignments_and_papers(store: Store, mirror: Mirror) -> None:
    refresh(mirror, store)
    with store.transaction() as con:
        person, review = an_account(con), a_review(con, an_agency(con))
        told, untold = (a_request(con, review) for _ in range(2))
        for request in (told, untold):
            an_assignment(con, request, person, AssignmentStatus.ANSWERED)
            insert_document(con, a_paper("advice", request.id))
        an_event(con, "advice", told.id)

    refresh(mirror, store)

    asked_at = datetime.fromisoformat("2026-11-20 01:00")
    assert mirror.ask("select id, due_on, asked_at from advice_requests").rows == ((told.id, told.due_on, asked_at),)
    assert mirror.ask("select request_id, status from assignments").rows == ((told.id, "answered"),)
    assert mirror.ask("select subject_id from documents").rows == ((told.id,),)


def test_a_person_brings_all_their_terms(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        person = an_account(con)
        adviser = a_member(con, Body.PANEL, account=person, fee_won=3_000_000_000)
        first = a_member(con, account=person, is_chair=True)
        other = a_member(con)
        an_event(con, "member", other.account_id)
    refresh(mirror, store)
    with store.transaction() as con:
        for member in (adviser, first, other):
            assert update_member(con, replace(member, ends_on=date(2026, 12, 31)))
        an_event(con, "member", person.id)

    refresh(mirror, store)

    assert mirror.ask("select body, ends_on, is_chair, fee_won from members order by body desc, ends_on").rows == (
        ("panel", date(2026, 12, 31), False, 3_000_000_000),
        ("committee", date(2026, 12, 31), True, None),
        ("committee", date(2027, 12, 31), False, None),
    )


def test_a_meeting_follows_its_own_events(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        told, untold = a_meeting(con), a_meeting(con)
        an_event(con, "meeting", told.id)
    refresh(mirror, store)
    with store.transaction() as con:
        for meeting in (told, untold):
            assert update_meeting(con, replace(meeting, status=MeetingStatus.OPEN))
        insert_document(con, a_paper("meeting", told.id))
        an_event(con, "meeting", told.id)

    refresh(mirror, store)

    statuses = dict(mirror.ask("select id, status from meetings").rows)
    assert statuses == {told.id: "open", untold.id: "called"}
    assert mirror.ask("select subject_id from documents").rows == ((told.id,),)


def test_a_review_brings_what_was_resolved_and_the_meeting_it_came_before(store: Store, mirror: Mirror) -> None:
    refresh(mirror, store)
    with store.transaction() as con:
        meeting, agency = a_meeting(con), an_agency(con)
        told, untold = a_review(con, agency), a_review(con, agency)
        for position, review in enumerate((told, untold), start=1):
            item = an_item(con, meeting, review, position=position)
            a_resolution(con, item, findings=(a_resolved_finding(review.charges[0].id, holds=None),))
        insert_document(con, a_paper("meeting", meeting.id))
        a_meeting(con)
        an_event(con, "review", told.id)

    refresh(mirror, store)

    (resolution_id,) = mirror.ask("select id from resolutions where review_id = $id", {"id": told.id}).rows[0]
    assert mirror.ask("select review_id, holds, yes from resolved_findings").rows == ((told.id, None, 3),)
    assert mirror.ask("select resolution_id from rulings where state = 'issued'").rows == ((resolution_id,),)
    assert mirror.ask("select id from meetings").rows == ((meeting.id,),)
    assert mirror.ask("select subject_id from documents").rows == ((meeting.id,),)


def test_an_import_brings_all_precedents_that_came_with_it_once(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        case_import = a_case_import(con)
        came = {a_precedent(con, import_id=case_import.id).id for _ in range(2)}
        alone, untold = a_precedent(con), a_precedent(con)
        an_event(con, "precedent", alone.id)
    refresh(mirror, store)
    with store.transaction() as con:
        assert update_precedent(con, replace(alone, state=PrecedentState.WITHDRAWN))
        an_event(con, "case_import", case_import.id)
        an_event(con, "precedent", alone.id)

    refresh(mirror, store)

    states = dict(mirror.ask("select id, state from precedents").rows)
    assert states == {**dict.fromkeys((*came, untold.id), "published"), alone.id: "withdrawn"}
    assert len(mirror.ask("select id from precedents").rows) == 4


@pytest.mark.parametrize("kind", ["statute_change", "reading_list", "post"])
def test_what_is_not_counted_is_followed_all_the_same(sqlite_store: Store, mirror: Mirror, kind: str) -> None:
    with sqlite_store.transaction() as con:
        an_event(con, kind, "some")
    first = refresh(mirror, sqlite_store)
    with sqlite_store.transaction() as con:
        an_event(con, kind, "other")

    assert refresh(mirror, sqlite_store) == first + 1

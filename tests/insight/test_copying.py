"""What comes into the mirror: all there is at first, then what events name, and nothing else."""

import os
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from random import Random

import pytest

from casebase.domain.account import Role
from casebase.domain.advice import AssignmentStatus
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.member import Body
from casebase.domain.review import ReviewStatus
from casebase.domain.visit import VisitStatus
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.tables import PARTS, TABLES, columns
from casebase.store.connection import Connection, Store
from casebase.store.consultations import fetch_consultation, update_consultation
from casebase.store.documents import insert_document
from casebase.store.ids import new_id
from casebase.store.reviews import fetch_review, update_review
from casebase.store.suspensions import list_suspensions, update_suspension
from casebase.store.visits import fetch_visit, update_visit, update_visit_status
from tests.builders import a_review, an_account, an_agency, an_event
from tests.consultation_builders import (
    a_consultation,
    a_follow_up,
    a_suspension,
    an_extension,
    an_opinion,
    an_opinion_paper,
)
from tests.mirrored import a_paper, held, held_by_a_fresh_mirror, visit_on_record
from tests.panel_builders import a_meeting, a_member, a_request, an_assignment, an_item
from tests.resolution_builders import a_resolution, a_resolved_finding


def test_a_mirror_holds_days_instants_and_truths_as_such(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        visit_on_record(con)

    seq = refresh(mirror, store)

    finished_at = datetime.fromisoformat("2026-11-20 06:30")
    answer = mirror.ask("select visited_on, finished_at, consents_to_record, is_demo from visits")
    assert answer.rows == ((date(2026, 11, 20), finished_at, True, False),)
    assert answer.seq == seq == 4
    assert mirror.ask("select promised_on, position from matters order by position").rows == (
        (date(2026, 11, 30), 1),
        (None, 2),
    )


LONG = {"password_hash", "signature", "difficulty", "answer", "circumstances", "reason", "detail", "text", "request"}


def test_a_mirror_holds_no_password_no_drawing_and_no_long_text_but_what_is_searched() -> None:
    counted = {"mirror_state", "deadlines", "deadlines_counted", "matter_statutes", "matter_statutes_read"}
    counted |= {"consultation_times", "told_times", "times_counted", "passages", "passage_terms", "index_state"}
    assert counted | {table.name for table in TABLES} == set(columns())
    kept = {column for names in columns().values() for column in names}
    assert not kept & LONG


def test_a_new_event_brings_the_thing_it_names_and_nothing_else(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        first, second = visit_on_record(con), visit_on_record(con)
    before = refresh(mirror, store)
    with store.transaction() as con:
        for visit_id in (first, second):
            assert update_visit_status(con, fetch_visit(con, visit_id), VisitStatus.CLOSED)
        an_event(con, "visit", first)

    after = refresh(mirror, store)

    statuses = dict(mirror.ask("select id, status from visits").rows)
    assert statuses == {first: "closed", second: "finished"}
    assert after == before + 1


def test_what_left_a_thing_leaves_the_mirror(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        visit_id = visit_on_record(con)
    refresh(mirror, store)
    with store.transaction() as con:
        visit = fetch_visit(con, visit_id)
        assert update_visit(con, replace(visit, member_ids=()), "한빛정밀")
        an_event(con, "visit", visit_id)

    refresh(mirror, store)

    assert mirror.ask("select * from visit_members").rows == ()
    assert mirror.ask("select count(*) from matters").rows == ((2,),)


def test_the_paper_of_a_later_answer_follows_its_visit(store: Store, mirror: Mirror) -> None:
    with store.transaction() as con:
        visit_id = visit_on_record(con)
    refresh(mirror, store)
    with store.transaction() as con:
        matter = fetch_visit(con, visit_id).matters[0]
        insert_document(con, a_paper("matter", matter.id))
        insert_document(con, a_paper("visit", visit_id))
        an_event(con, "visit", visit_id)

    refresh(mirror, store)

    assert mirror.ask("select subject_kind from documents order by 1").rows == (("matter",), ("visit",))


def test_the_cases_that_a_visit_opened_follow_it(store: Store, mirror: Mirror) -> None:
    refresh(mirror, store)
    with store.transaction() as con:
        visit_id = visit_on_record(con)
        matter = fetch_visit(con, visit_id).matters[1]
        draft = ConsultationStatus.DRAFTING
        a_consultation(con, an_agency(con), status=draft, visit_id=visit_id, matter_id=matter.id)

    refresh(mirror, store)

    assert mirror.ask("select matter_id, status from consultations").rows == ((matter.id, "drafting"),)


def test_a_consultation_s_own_event_brings_all_that_belongs_to_it(store: Store, mirror: Mirror) -> None:
    refresh(mirror, store)
    with store.transaction() as con:
        agency, untold = an_agency(con), a_consultation(con, an_agency(con))
        consultation = a_consultation(con, agency, owners=(an_account(con),), received_at=time(9, 30))
        for one in (untold, consultation):
            a_suspension(con, one, agency=agency)
            an_extension(con, one)
            an_opinion(con, one, document=an_opinion_paper(con, one))
            a_follow_up(con, one)
        an_event(con, "consultation", consultation.id)

    refresh(mirror, store)

    parts = [table.name for table in PARTS["consultation"]]
    for name, column in [("consultations", "id"), *((name, "consultation_id") for name in parts[1:])]:
        assert mirror.ask(f"select {column} from {name}").rows == ((consultation.id,),)
    assert mirror.ask("select subject_id from documents").rows == ((consultation.id,),)
    told = mirror.ask("select filed_on, received_at, number, eligibility from consultations").rows
    assert told == ((date(2026, 11, 2), time(9, 30), consultation.number, None),)


def test_an_event_on_an_unknown_kind_of_thing_is_a_bug_and_changes_nothing(sqlite_store: Store, mirror: Mirror) -> None:
    refresh(mirror, sqlite_store)
    with sqlite_store.transaction() as con:
        visit_on_record(con)
        an_event(con, "spaceship", new_id())

    with pytest.raises(LookupError, match="spaceship"):
        refresh(mirror, sqlite_store)

    assert mirror.ask("select count(*) from visits").rows == ((0,),)
    assert mirror.ask("select count(*) from events").seq == 0


def new_visit(con: Connection, _: Random) -> None:
    visit_on_record(con)


def new_review(con: Connection, _: Random) -> None:
    agency, handler = an_agency(con), an_account(con, Role.AUDITOR)
    review = a_review(con, agency, handler=handler)
    an_event(con, "agency", agency.id)
    an_event(con, "account", handler.id)
    an_event(con, "review", review.id)


def move_review(con: Connection, chance: Random) -> None:
    for (review_id,) in some(con, "reviews", chance):
        review = fetch_review(con, review_id)
        assert update_review(con, replace(review, status=chance.choice(list(ReviewStatus))))
        an_event(con, "review", review_id)


def new_consultation(con: Connection, chance: Random) -> None:
    agency, handler = an_agency(con), an_account(con, Role.AUDITOR)
    visit_id = chance.choice([None, *(row[0] for row in con.rows("select id from visits order by id"))])
    consultation = a_consultation(con, agency, handler=handler, owners=(handler,), visit_id=visit_id)
    an_event(con, "agency", agency.id)
    an_event(con, "account", handler.id)
    an_event(con, "consultation", consultation.id)


def move_consultation(con: Connection, chance: Random) -> None:
    for (consultation_id,) in some(con, "consultations", chance):
        consultation = fetch_consultation(con, consultation_id)
        owners = consultation.co_handler_ids[: chance.randint(0, 1)]
        moved = replace(consultation, status=chance.choice(list(ConsultationStatus)), co_handler_ids=owners)
        assert update_consultation(con, moved)
        for suspension in list_suspensions(con, consultation_id):
            assert update_suspension(con, replace(suspension, ends_on=date(2026, 11, chance.randint(10, 30))))
        a_suspension(con, consultation)
        an_extension(con, consultation, position=consultation.version)
        an_opinion(con, consultation, document=an_opinion_paper(con, consultation))
        a_follow_up(con, consultation)
        an_event(con, "consultation", consultation_id)


def correct_visit(con: Connection, chance: Random) -> None:
    for (visit_id,) in some(con, "visits", chance):
        visit = fetch_visit(con, visit_id)
        members = tuple(chance.sample(visit.member_ids, chance.randint(0, len(visit.member_ids))))
        matters = tuple(replace(matter, field=chance.choice(["계약", "공사"])) for matter in visit.matters)
        assert update_visit(con, replace(visit, member_ids=members, matters=matters), "한빛정밀")
        insert_document(con, a_paper("matter", matters[0].id))
        an_event(con, "visit", visit_id)


def new_advice(con: Connection, chance: Random) -> None:
    person = an_account(con, Role.PANEL)
    an_event(con, "account", person.id)
    a_member(con, Body.PANEL, account=person)
    an_event(con, "member", person.id)
    for (review_id,) in some(con, "reviews", chance):
        request = a_request(con, fetch_review(con, review_id))
        an_event(con, "account", request.asked_by)
        an_assignment(con, request, person, chance.choice(list(AssignmentStatus)))
        insert_document(con, a_paper("advice", request.id))
        an_event(con, "advice", request.id)


def new_meeting(con: Connection, chance: Random) -> None:
    meeting = a_meeting(con, planned_by=an_account(con, Role.SECRETARY).id)
    an_event(con, "account", meeting.planned_by)
    an_event(con, "meeting", meeting.id)
    for position, (review_id,) in enumerate(some(con, "reviews", chance), start=1):
        review, chair = fetch_review(con, review_id), an_account(con, Role.CHAIR)
        item = an_item(con, meeting, review, position=position)
        a_resolution(con, item, findings=(a_resolved_finding(review.charges[0].id),), presiding=chair)
        insert_document(con, a_paper("meeting", meeting.id))
        an_event(con, "account", chair.id)
        an_event(con, "review", review_id)


def some(con: Connection, table: str, chance: Random) -> list[tuple[str]]:
    ids = con.rows(f"select id from {table} order by id")
    return chance.sample(ids, min(len(ids), chance.randint(0, 2)))  # type: ignore[arg-type]


ACTS = (
    new_visit,
    new_review,
    move_review,
    correct_visit,
    new_consultation,
    move_consultation,
    new_advice,
    new_meeting,
)


@pytest.mark.parametrize("seed", range(int(os.environ.get("CASEBASE_SEQUENCES", "10"))))
def test_a_mirror_that_followed_equals_one_made_anew(
    sqlite_store: Store, mirror: Mirror, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    for act in chance.choices([*ACTS, None], k=18):
        if act is None:
            refresh(mirror, sqlite_store)
            continue
        with sqlite_store.transaction() as con:
            act(con, chance)

    refresh(mirror, sqlite_store)

    assert held(mirror) == held_by_a_fresh_mirror(sqlite_store, tmp_path)

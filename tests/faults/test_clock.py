"""A clock that is set back while people work: by hand, by a battery that failed, by a server that was restored."""

from datetime import datetime, timedelta
from random import Random

from casebase.casework.drafts import fetch_draft, keep_fields
from casebase.casework.sign_in import is_live, open_session_for, session_of_token
from casebase.casework.sign_in_codes import use_up
from casebase.domain.draft import TypedField
from casebase.store.connection import Store
from casebase.store.consultations import fetch_consultation
from casebase.store.events import latest_seq, list_events_between
from tests.builders import NOW
from tests.case_builders import a_person
from tests.faults.crew import Shift, act_once, gather
from tests.faults.wholeness import Acknowledged, check
from tests.second_factors import a_code, a_second_factor

# A day and more back, an hour forward, years back, and right again.
CLOCK = (NOW, NOW - timedelta(hours=26), NOW - timedelta(hours=25), NOW.replace(year=2026, month=1), NOW)
ACTS = 12


def test_acts_stand_in_the_order_in_which_they_were_done_whatever_the_clock_said(sqlite_store: Store) -> None:
    crew, heard = gather(sqlite_store), list[Acknowledged]()
    for now in CLOCK:
        shift = Shift(
            crew=crew,
            store=sqlite_store,
            now=now,
            chance=Random(now.isoformat()),
            heard=lambda kind, key, answer: heard.append((kind, key, answer)),
        )
        for _ in range(ACTS):
            act_once(shift)

    check(sqlite_store, heard)
    with sqlite_store.reading() as con:
        events = {event.command_id: event for event in list_events_between(con, 0, latest_seq(con))}
    done = [events[key] for kind, key, _ in heard if kind == "act"]
    assert [event.seq for event in done] == sorted(event.seq for event in done)
    told = [event.happened_at for event in done]
    assert told != sorted(told)  # each says what the clock said


def test_days_that_people_entered_do_not_move_with_the_clock(sqlite_store: Store) -> None:
    crew, heard = gather(sqlite_store), list[Acknowledged]()

    def at(now: datetime) -> Shift:
        return Shift(
            crew=crew,
            store=sqlite_store,
            now=now,
            chance=Random(3),
            heard=lambda kind, key, answer: heard.append((kind, key, answer)),
        )

    for _ in range(40):
        act_once(at(NOW))
    with sqlite_store.reading() as con:
        received = dict(con.rows("select id, received_on from consultations where received_on is not null"))
    for _ in range(10):
        act_once(at(NOW - timedelta(days=2)))

    assert received
    with sqlite_store.reading() as con:
        for case_id, day in received.items():
            assert str(fetch_consultation(con, case_id).received_on) == day


def test_a_session_ends_by_the_hour_it_was_given_however_often_the_clock_went_back(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    session = session_of_token(open_session_for(sqlite_store, person.id, NOW, idle_minutes=60, hours=1))

    lives = {
        hours: is_live(sqlite_store, session, NOW + timedelta(hours=hours)) for hours in (0, -26, 0.9, 1.1, -26, 1.1)
    }

    assert lives == {0: True, -26: True, 0.9: True, 1.1: False}


def test_a_code_that_was_used_is_not_good_again_when_its_time_comes_back(sqlite_store: Store) -> None:
    person = a_person(sqlite_store)
    secret = a_second_factor(sqlite_store, person.id)

    def used(now: datetime) -> bool:
        with sqlite_store.transaction() as con:
            return use_up(con, sqlite_store, person.id, a_code(secret, now), now)

    assert used(NOW)
    assert not used(NOW)
    assert not used(NOW - timedelta(minutes=5))  # a code of before is one that somebody may have seen
    assert used(NOW + timedelta(minutes=1))


def test_what_is_typed_later_wins_though_the_clock_says_earlier(sqlite_store: Store) -> None:
    crew = gather(sqlite_store)
    shift = Shift(crew=crew, store=sqlite_store, now=NOW, chance=Random(5), heard=lambda *_: None)
    earlier = shift.person(crew.handler).at(NOW - timedelta(days=1))

    keep_fields(shift.person(crew.handler).desk, crew.drafts[0], [TypedField(key="place", value="앞", sequence=5)])
    keep_fields(earlier.desk, crew.drafts[0], [TypedField(key="place", value="뒤", sequence=6)])

    assert fetch_draft(earlier.desk, crew.drafts[0]).text("place") == "뒤"

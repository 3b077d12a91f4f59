"""The access log: what is shown is kept once an hour, nothing else is, and reading goes on without it."""

import logging
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebase.access.act import Act
from casebase.casework.access_log import access_list, count_access, forget_old_reads, kept_since
from casebase.casework.admin import change_setting
from casebase.casework.desk import OPERATOR, Deed, Look, instant, look, operator_desk
from casebase.casework.review_views import review_document, review_list, review_page
from casebase.casework.visit_views import visit_page
from casebase.domain.access_log import SHOWN_LABELS, THING_LABELS, AccessFilter, AccessLine, Shown, Thing
from casebase.domain.account import Role
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.listing import ReviewFilter
from casebase.insight.tables import columns
from casebase.store.connection import Store
from casebase.store.documents import list_documents_of
from casebase.store.events import latest_seq
from tests.builders import NOW, TODAY, a_business, a_desk, a_visit
from tests.case_builders import a_person
from tests.door import Door, asker
from tests.doors import DOORS
from tests.review_stages import a_notified_review
from tests.ties import cells, opens
from tests.world import World, build_world

Kept = tuple[str, str]

PERSONAL, RULING = Shown.PERSONAL, Shown.RULING
# What each door leaves in the log when it opens; what is not here leaves nothing. No advice was asked on the case
# that `advice_of_case` is tried on.
KEPT: dict[str, set[Kept]] = {
    "access_log.access_list": {(PERSONAL, Thing.ACCESS_LOG)},
    "admin.admin_page": {(PERSONAL, Thing.ACCOUNTS)},
    "advice_views.advice_document": {(PERSONAL, Thing.DOCUMENT)},
    "advice_views.advice_file": {(PERSONAL, Thing.ADVICE)},
    "advice_views.advice_page": {(PERSONAL, Thing.ADVICE)},
    "businesses.business": {(PERSONAL, Thing.BUSINESS)},
    "businesses.find_businesses": {(PERSONAL, Thing.BUSINESS)},
    "consultation_views.consultation_document": {(PERSONAL, Thing.DOCUMENT)},
    "consultation_views.consultation_file": {(PERSONAL, Thing.CONSULTATION)},
    "consultation_views.consultation_page": {(PERSONAL, Thing.CONSULTATION)},
    "exports.write_export": {(PERSONAL, Thing.EXPORT)},
    "log_files.export_log": {(PERSONAL, Thing.EXPORT)},
    "meeting_views.meeting_document": {(RULING, Thing.DOCUMENT)},
    "meeting_views.meeting_page": {(PERSONAL, Thing.MEETING)},
    "member_views.member_page": {(PERSONAL, Thing.MEMBER)},
    "opinion_views.draft_preview": {(PERSONAL, Thing.CONSULTATION)},
    "opinion_views.opinion_preview": {(PERSONAL, Thing.CONSULTATION)},
    "publications.publication": {(PERSONAL, Thing.PUBLICATION)},
    "reports.quarterly_exemptions": {(RULING, Thing.REPORT)},
    "reports.quarterly_rows": {(RULING, Thing.REPORT)},
    "review_views.review_document": {(RULING, Thing.DOCUMENT)},
    "review_views.review_file": {(PERSONAL, Thing.REVIEW)},
    "review_views.review_page": {(PERSONAL, Thing.REVIEW), (RULING, Thing.REVIEW)},
    "review_views.ruling_preview": {(PERSONAL, Thing.REVIEW), (RULING, Thing.REVIEW)},
    "sessions.live_sessions": {(PERSONAL, Thing.SESSIONS)},
    "visit_views.visit_by_id": {(PERSONAL, Thing.VISIT)},
    "visit_views.visit_page": {(PERSONAL, Thing.VISIT)},
    "visit_views.visit_paper": {(PERSONAL, Thing.DOCUMENT)},
    "visit_views.visit_photo": {(PERSONAL, Thing.VISIT)},
}


def lines(store: Store, **wanted: object) -> list[AccessLine]:
    """Return the whole log as the operator reads it, without the lines that this reading leaves itself."""
    found = access_list(operator_desk(store, NOW), AccessFilter(**wanted), 10_000, 0)  # type: ignore[arg-type]
    return [line for line in found if line.thing != Thing.ACCESS_LOG]


def kept(store: Store) -> list[tuple[str, str, str]]:
    return [(line.shown, line.thing, line.number) for line in lines(store)]


def a_ruled_review(store: Store) -> str:
    return a_notified_review(a_person(store), a_person(store, Role.HEAD)).number


def test_a_page_that_shows_a_ruling_is_kept_with_who_when_and_what(store: Store) -> None:
    number = a_ruled_review(store)
    reader = a_person(store, Role.CHAIR, name="송위원장")

    review_page(reader.desk, number)

    ruling, personal = sorted(lines(store), key=lambda line: line.shown == PERSONAL)
    assert (ruling.shown, personal.shown) == (RULING, PERSONAL)
    assert {(line.thing, line.number, line.name, line.login) for line in (ruling, personal)} == {
        (Thing.REVIEW, number, "송위원장", reader.account.login)
    }
    assert (ruling.act, ruling.happened_at) == (Act.SEE_REVIEW, instant(NOW))


def test_a_line_names_the_address_of_its_session(store: Store) -> None:
    number, reader = a_ruled_review(store), a_person(store, Role.HEAD)
    with store.transaction() as con:
        con.run("update sessions set address = '10.1.2.3' where id = ?", [reader.seat.session_id])

    review_page(reader.desk, number)

    assert {line.address for line in lines(store)} == {"10.1.2.3"}


def test_reading_again_within_the_hour_adds_nothing_and_in_another_hour_or_session_it_does(store: Store) -> None:
    number, reader = a_ruled_review(store), a_person(store, Role.HEAD)
    for _ in range(3):
        review_page(reader.desk, number)
    once = kept(store)

    review_page(reader.at(NOW + timedelta(minutes=59)).desk, number)
    assert kept(store) == once
    review_page(reader.at(NOW + timedelta(minutes=60)).desk, number)
    review_page(a_desk(store, reader.account), number)

    assert sorted(kept(store)) == sorted(once * 3)


def test_what_is_refused_or_shows_only_a_list_leaves_no_line(store: Store) -> None:
    number = a_ruled_review(store)
    stranger, auditor = a_person(store, Role.APPLICANT), a_person(store)
    with store.reading() as con:
        ((review_id,),) = con.rows("select id from reviews")
        (paper,) = list_documents_of(con, "review", review_id)

    for refused in (
        lambda: review_page(stranger.desk, number),
        lambda: review_document(stranger.desk, paper.number),
        lambda: visit_page(stranger.desk, number),
        lambda: review_page(auditor.desk, "2026-면책-9999"),
    ):
        with pytest.raises((NotFound, NotPermitted)):
            refused()
    review_list(auditor.desk, ReviewFilter(), 10, 0)

    assert kept(store) == []


def test_a_reading_is_no_event_and_the_mirror_holds_none_of_it(store: Store) -> None:
    number, reader = a_ruled_review(store), a_person(store, Role.HEAD)
    with store.reading() as con:
        before = latest_seq(con)

    review_page(reader.desk, number)

    with store.reading() as con:
        assert latest_seq(con) == before
    assert kept(store)
    assert "access_log" not in columns()


@look(Act.SEE_REVIEW)
def _shows(asked: Look, readings: list[tuple[Shown, Thing, str]]) -> int:
    for shown, thing, id_ in readings:
        asked.note(shown, thing, id_, id_)
    return len(readings)


_READINGS = st.lists(st.tuples(st.sampled_from(Shown), st.sampled_from([Thing.REVIEW, Thing.VISIT]), st.text("ab")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 3 * 60), _READINGS), max_size=8))
def test_each_thing_shown_stands_in_the_log_once_a_session_and_hour(
    sqlite_store: Store, looks: list[tuple[int, list[tuple[Shown, Thing, str]]]]
) -> None:
    reader = a_person(sqlite_store, Role.HEAD)

    for minutes, readings in looks:
        _shows(reader.at(NOW + timedelta(minutes=minutes)).desk, readings)

    due = sorted((minutes // 60, *each) for minutes, readings in looks for each in readings)
    found = lines(sqlite_store, account_id=reader.id)
    hours = [(int(line.happened_at[11:13]) - NOW.hour, line.shown, line.thing, line.number) for line in found]
    assert sorted(hours) == sorted(set(due))


@pytest.mark.parametrize(
    "hindrance",
    ["drop table access_log", "create trigger full before insert on access_log begin select raise(fail, 'full'); end"],
)
def test_reading_goes_on_where_the_log_cannot_be_kept_and_the_server_s_log_says_so(
    sqlite_store: Store, caplog: pytest.LogCaptureFixture, hindrance: str
) -> None:
    number, reader = a_ruled_review(sqlite_store), a_person(sqlite_store, Role.HEAD)
    with sqlite_store.transaction() as con:
        con.run(hindrance)

    with caplog.at_level(logging.ERROR, logger="casebase"):
        view = review_page(reader.desk, number)

    assert view.review.number == number
    assert [record.getMessage() for record in caplog.records] == ["a reading could not be kept in the access log"]


def test_what_the_operator_reads_as_somebody_is_kept_as_the_operator_s(store: Store) -> None:
    number, head = a_ruled_review(store), a_person(store, Role.HEAD)

    review_page(operator_desk(store, NOW, head.account.login), number)

    assert {(line.name, line.login) for line in lines(store)} == {("", OPERATOR.login)}
    assert lines(store, account_id=head.id) == []


def test_the_log_is_searched_by_person_thing_number_and_korean_day(store: Store) -> None:
    number = a_ruled_review(store)
    lead = a_person(store)
    with store.transaction() as con:
        visit = a_visit(con, a_business(con), lead.account)
    head, chair = a_person(store, Role.HEAD), a_person(store, Role.CHAIR)
    review_page(head.desk, number)
    visit_page(chair.at(NOW.replace(hour=14, minute=59)).desk, visit.number)  # a minute before midnight in Korea
    visit_page(head.at(NOW.replace(hour=15)).desk, visit.number)

    def found(**wanted: object) -> list[tuple[str, str]]:
        return [(line.login, line.number) for line in lines(store, **wanted)]

    seen = [(head.account.login, visit.number), (chair.account.login, visit.number)]
    assert found(number=visit.number) == found(thing=Thing.VISIT) == seen
    assert set(found(account_id=head.id)) == {(head.account.login, number), (head.account.login, visit.number)}
    assert found(since=TODAY + timedelta(days=1)) == seen[:1]
    assert found(until=TODAY, thing=Thing.VISIT) == seen[1:]
    assert found(number="2026-면책-9999") == []


def test_the_log_is_leafed_through_and_reading_it_is_kept_too(store: Store) -> None:
    number, admin = a_ruled_review(store), a_person(store, Role.ADMIN)
    for hours in range(5):
        review_page(a_person(store, Role.HEAD).at(NOW + timedelta(hours=hours)).desk, number)

    pages = [access_list(admin.desk, AccessFilter(number=number), 4, offset) for offset in (0, 4, 8, 12)]

    assert [len(page) for page in pages] == [4, 4, 2, 0]
    every = [line for page in pages for line in page]
    assert len({line.id for line in every}) == count_access(admin.desk, AccessFilter(number=number)) == 10
    assert [line.happened_at for line in every] == sorted((line.happened_at for line in every), reverse=True)
    (own,) = access_list(admin.desk, AccessFilter(account_id=admin.id), 10, 0)
    assert (own.thing, own.login) == (Thing.ACCESS_LOG, admin.account.login)


@pytest.mark.parametrize(
    ("years", "forgotten", "kept_from"),
    [("", 2, date(2024, 11, 23)), ("1", 3, date(2025, 11, 23)), ("3", 0, date(2023, 11, 23))],
)
def test_what_is_older_than_the_office_s_own_period_is_forgotten(
    store: Store, years: str, forgotten: int, kept_from: date
) -> None:
    number, admin = a_ruled_review(store), a_person(store, Role.ADMIN)
    head = a_person(store, Role.HEAD)
    midnight = NOW.replace(day=22, hour=15, minute=0)
    two_years, one_year = midnight.replace(year=2024), midnight.replace(year=2025)
    for moment in (two_years - timedelta(days=9), two_years - timedelta(seconds=1), two_years, one_year, NOW):
        _shows(head.at(moment).desk, [(PERSONAL, Thing.REVIEW, number)])
    if years:
        setting = {"value": years, "begins_on": "2026-01-01", "basis": "내부 관리계획"}
        change_setting(admin.desk, "access_log.keep_years", setting)

    assert kept_since(admin.desk) == kept_from
    assert forget_old_reads(store, NOW) == forgotten

    assert forget_old_reads(store, NOW) == 0
    assert len(lines(store)) == 5 - forgotten


def test_on_the_last_day_of_february_the_day_before_is_reckoned_with(sqlite_store: Store) -> None:
    admin = a_person(sqlite_store, Role.ADMIN)

    assert kept_since(admin.at(NOW.replace(year=2024, month=2, day=29)).desk) == date(2022, 2, 28)


def test_everything_that_can_be_kept_has_a_name() -> None:
    assert set(SHOWN_LABELS) == set(Shown)
    assert set(THING_LABELS) == set(Thing)
    assert len(set(THING_LABELS.values())) == len(Thing)


def test_each_door_leaves_in_the_log_what_it_shows_and_nothing_else(empty_store: Store) -> None:
    world = build_world(empty_store)
    left = {door.name: _left_by(world, door) for door in DOORS}

    assert {name: found for name, found in left.items() if found} == KEPT


def _left_by(world: World, door: Door) -> set[Kept]:
    """Open a door as somebody to whom it opens, in a session of their own, and return what that left in the log."""
    role, tie = next(cell for cell in cells(door) if opens(door, *cell))
    person = world.people[role]
    with tie.made(world, person, door):
        call = door.open(world, person)
        with world.store.transaction() as con:
            con.run("delete from access_log")
        if asker(door.function) is not Deed:
            call()
    with world.store.reading() as con:
        return {(shown, thing) for shown, thing in con.rows("select what, subject_kind from access_log")}

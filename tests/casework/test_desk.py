"""How every act is done, on both engines: once, whole, by who may, or not at all."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from casebase.access.act import Act
from casebase.casework.desk import Deed, Desk, act, drafting, operator_desk, retried
from casebase.domain.account import Role
from casebase.domain.errors import ChangedMeanwhile, NotFound, NotPermitted, SignedOut, StorageUnreachable
from casebase.domain.reach import Relation
from casebase.store.businesses import count_businesses
from casebase.store.connection import Store, WriteConflict
from casebase.store.events import latest_seq, list_events_between
from casebase.store.ids import new_id
from casebase.store.sessions import update_ended
from tests.builders import NOW, a_business, a_desk, an_account
from tests.example_acts import (
    ANY,
    correct_for_team,
    count_known,
    register,
    register_with_two_records,
    register_without_asking,
    register_without_record,
    rename,
    who_sees_reviews,
)


def a_desk_of(store: Store, role: Role = Role.AUDITOR) -> Desk:
    with store.transaction() as con:
        account = an_account(con, role)
    return a_desk(store, account)


def traces(store: Store) -> tuple[int, int]:
    """How many businesses and events there are."""
    with store.reading() as con:
        return count_businesses(con), latest_seq(con)


def test_an_act_is_done_and_recorded_with_who_when_and_what(store: Store) -> None:
    desk = a_desk_of(store)

    business_id = register(desk, "한빛정밀")

    assert traces(store) == (1, 1)
    with store.reading() as con:
        (event,) = list_events_between(con, 0, 1)
    assert (event.act, event.subject_kind, event.subject_id) == ("register_business", "business", business_id)
    assert (event.detail, event.result) == ('{"name":"한빛정밀"}', business_id)
    assert (event.command_id, event.happened_at) == (desk.command_id, "2026-11-23T01:00:00.000000Z")


def test_the_same_command_again_gives_the_first_answer_and_another_is_another_act(store: Store) -> None:
    desk = a_desk_of(store)

    first = register(desk, "한빛정밀")
    again = register(desk, "한빛정밀")
    other = register(desk.for_command(new_id()), "새벽식품")

    assert again == first != other
    assert traces(store) == (2, 2)


def test_a_double_click_at_the_same_instant_happens_once_and_both_get_the_answer(store: Store) -> None:
    desk = a_desk_of(store)
    business_id = register(desk.for_command(new_id()), "한빛정밀")
    for turn in range(1, 11):
        click = desk.for_command(new_id())

        answers = both_at_once(lambda click=click, turn=turn: rename(click, business_id, turn, f"한빛정밀 {turn}"))

        assert answers == [f"2026-변경-{turn:04d}"] * 2
    assert traces(store) == (1, 11)


def test_two_people_who_change_one_thing_at_once_are_told_apart(store: Store) -> None:
    desk = a_desk_of(store)
    business_id = register(desk, "한빛정밀")

    answers = both_at_once(lambda: rename(desk.for_command(new_id()), business_id, 1, new_id()))

    assert sorted(type(answer).__name__ for answer in answers) == ["ChangedMeanwhile", "str"]
    assert traces(store) == (1, 2)


def both_at_once(work: object) -> list[object]:
    """Do something in two threads at the same instant; return what each gave back or raised."""
    both_ready, answers = threading.Barrier(2), []

    def one() -> None:
        both_ready.wait(10)
        try:
            answers.append(work())  # type: ignore[operator]
        except Exception as refusal:
            answers.append(refusal)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_command_cannot_stand_for_two_different_acts(store: Store) -> None:
    desk = a_desk_of(store)
    business_id = register(desk, "한빛정밀")
    of_another = a_desk_of(store).for_command(desk.command_id)

    with pytest.raises(RuntimeError, match="two different acts"):
        rename(desk, business_id, 1, "새벽식품")
    with pytest.raises(RuntimeError, match="two different acts"):
        register(of_another, "새벽식품")

    assert traces(store) == (1, 1)


def test_a_refused_act_changes_nothing_and_takes_no_number(store: Store) -> None:
    desk = a_desk_of(store)
    business_id = register(desk, "한빛정밀")

    with pytest.raises(ChangedMeanwhile):
        rename(desk.for_command(new_id()), business_id, 7, "새벽식품")

    assert traces(store) == (1, 1)
    assert rename(desk.for_command(new_id()), business_id, 1, "새벽식품") == "2026-변경-0001"


def test_a_refused_command_may_be_sent_again_when_the_fault_is_mended(store: Store) -> None:
    desk = a_desk_of(store)
    business_id = register(desk, "한빛정밀")
    command = desk.for_command(new_id())

    with pytest.raises(ChangedMeanwhile):
        rename(command, business_id, 7, "새벽식품")

    assert rename(command, business_id, 1, "새벽식품") == "2026-변경-0001"
    assert traces(store) == (1, 2)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.AUDITOR, Role.HEAD}])
def test_a_role_that_never_may_is_refused(sqlite_store: Store, role: Role) -> None:
    desk = a_desk_of(sqlite_store, role)

    with pytest.raises(NotPermitted, match="업체 등록"):
        register(desk, "한빛정밀")
    with pytest.raises(NotPermitted, match="업체 보기"):
        count_known(desk)

    assert traces(sqlite_store) == (0, 0)


def test_who_may_see_but_not_do_is_told_so_and_who_may_not_see_learns_nothing(store: Store) -> None:
    auditor, applicant = a_desk_of(store, Role.AUDITOR), a_desk_of(store, Role.APPLICANT)

    with pytest.raises(NotPermitted, match="방문 기록 정정"):
        correct_for_team(auditor, ANY)
    with pytest.raises(NotFound):
        correct_for_team(auditor, frozenset())
    with pytest.raises(NotPermitted):
        correct_for_team(applicant, ANY | {Relation.TEAM})

    assert traces(store) == (0, 0)
    assert correct_for_team(auditor, ANY | {Relation.TEAM}) == "corrected"
    assert traces(store) == (1, 1)


def test_a_look_is_filtered_by_the_relations_that_the_role_has(store: Store) -> None:
    applicant, head = a_desk_of(store, Role.APPLICANT), a_desk_of(store, Role.HEAD)

    assert who_sees_reviews(head, ANY) == ANY
    assert who_sees_reviews(applicant, ANY | {Relation.APPLICANT}) == {Relation.APPLICANT}
    with pytest.raises(NotFound):
        who_sees_reviews(applicant, ANY)


@pytest.mark.parametrize("careless", [register_without_asking, register_without_record, register_with_two_records])
def test_an_act_that_does_not_ask_or_is_not_recorded_once_is_a_bug_and_changes_nothing(
    store: Store, careless: object
) -> None:
    desk = a_desk_of(store)

    with pytest.raises(RuntimeError, match=r"must ask for permission and be recorded|recorded twice"):
        careless(desk)  # type: ignore[operator]

    assert traces(store) == (0, 0)


def test_after_the_session_is_ended_nothing_is_done_or_seen(store: Store) -> None:
    desk = a_desk_of(store)
    register(desk, "한빛정밀")
    with store.transaction() as con:
        update_ended(con, desk.session_id, desk.instant)

    for refused in (
        lambda: register(desk.for_command(new_id()), "새벽식품"),
        lambda: register(desk, "한빛정밀"),  # nor is an earlier answer given out
        lambda: count_known(desk),
        lambda: drafting(desk).__enter__(),
    ):
        with pytest.raises(SignedOut):
            refused()

    assert traces(store) == (1, 1)


@pytest.mark.parametrize(
    "moment",
    [datetime(2028, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)],
    ids=["long after it ran out", "the instant it runs out"],
)
def test_a_session_that_ran_out_is_signed_out(sqlite_store: Store, moment: datetime) -> None:
    desk = a_desk_of(sqlite_store)
    last = replace(desk, now=datetime(2027, 12, 31, tzinfo=UTC) - timedelta(microseconds=1))

    assert count_known(last) == 0
    with pytest.raises(SignedOut):
        count_known(replace(desk, now=moment))


def test_a_session_that_never_was_is_signed_out(sqlite_store: Store) -> None:
    desk = a_desk_of(sqlite_store)

    for session_id in ("", "0" * 64):
        with pytest.raises(SignedOut):
            count_known(replace(desk, session_id=session_id))


def test_an_account_is_live_through_its_last_day_in_korea(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as con:
        account = an_account(con, Role.AUDITOR, begins_on=date(2026, 11, 23), ends_on=date(2026, 11, 23))
    desk = a_desk(sqlite_store, account)
    first_instant = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    last_instant = datetime(2026, 11, 23, 14, 59, tzinfo=UTC)

    assert count_known(replace(desk, now=first_instant)) == 0
    assert count_known(replace(desk, now=last_instant)) == 0
    for outside in (first_instant - timedelta(seconds=1), last_instant + timedelta(minutes=1)):
        with pytest.raises(SignedOut):
            count_known(replace(desk, now=outside))


def test_the_operator_s_desk_needs_no_session(store: Store) -> None:
    @act(Act.ADD_AGENCY)
    def add_agency(deed: Deed) -> str:
        deed.allow(ANY)
        deed.record("agency", "a")
        return "added"

    assert add_agency(operator_desk(store, NOW)) == "added"

    with store.reading() as con:
        assert list_events_between(con, 0, 1)[0].account_id == "operator"


def test_a_draft_is_kept_without_an_event_and_only_whole(store: Store) -> None:
    desk = a_desk_of(store, Role.AUDITOR)

    with drafting(desk) as (con, account):
        a_business(con)
        assert account.role == Role.AUDITOR
    with pytest.raises(ZeroDivisionError), drafting(desk) as (con, _):
        a_business(con)
        raise ZeroDivisionError

    assert traces(store) == (1, 0)


def test_a_write_that_the_engine_asks_for_again_is_run_again() -> None:
    tries = []

    def third_time_lucky() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise WriteConflict
        return "done"

    assert retried(third_time_lucky) == "done"
    assert len(tries) == 3


def test_a_write_that_never_gets_through_is_named() -> None:
    def never() -> str:
        raise WriteConflict

    with pytest.raises(StorageUnreachable):
        retried(never)


def test_the_day_is_korea_s(sqlite_store: Store) -> None:
    desk = operator_desk(sqlite_store, datetime(2026, 12, 31, 15, 0, tzinfo=UTC))

    assert desk.today == date(2027, 1, 1)
    assert desk.instant == "2026-12-31T15:00:00.000000Z"

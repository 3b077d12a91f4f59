"""Reading lists: one's own, shared to be read, in an order, within limits."""

import pytest

from casebase.casework import reading_lists as module
from casebase.casework.precedents import withdraw_precedent
from casebase.casework.reading_lists import (
    change_reading_list,
    make_reading_list,
    move_on_list,
    put_on_list,
    reading_list,
    reading_lists,
    take_off_list,
)
from casebase.domain.account import Role
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.precedent import Precedent
from casebase.store.connection import Store
from casebase.store.events import list_events_of
from tests.case_builders import Person, a_person, record_of
from tests.precedent_builders import a_precedent

SHARED = {"name": "신규 담당자 읽기 목록", "note": "처음 맡은 분께", "is_shared": "yes"}


def some_precedents(store: Store, count: int) -> list[Precedent]:
    with store.transaction() as con:
        return [a_precedent(con) for _ in range(count)]


def a_list(owner: Person, *precedents: Precedent, **fields: str) -> tuple[str, str]:
    """Make a list of some precedents; return its number and id."""
    number = make_reading_list(owner.desk, SHARED | fields)
    list_id = reading_list(owner.desk, number).reading_list.id
    for version, each in enumerate(precedents, start=1):
        put_on_list(owner.desk, list_id, version, {"precedent_number": each.number, "item_note": "볼 점"})
    return number, list_id


def order_of(reader: Person, number: str) -> list[str]:
    return [item.number for item in reading_list(reader.desk, number).items]


def test_a_list_is_made_filled_put_in_order_and_read_by_all(store: Store) -> None:
    owner, reader = a_person(store), a_person(store, Role.APPLICANT)
    first, second, third = some_precedents(store, 3)
    number, list_id = a_list(owner, first, second, third)

    move_on_list(owner.desk, list_id, 4, {"precedent_id": third.id, "direction": "up"})
    move_on_list(owner.desk, list_id, 5, {"precedent_id": first.id, "direction": "up"})
    move_on_list(owner.desk, list_id, 6, {"precedent_id": second.id, "direction": "down"})
    put_on_list(owner.desk, list_id, 7, {"precedent_number": first.number, "item_note": "새로 쓴 점"})

    assert number == "2026-목록-0001"
    assert order_of(reader, number) == [first.number, third.number, second.number]
    view = reading_list(reader.desk, number)
    assert [item.item.position for item in view.items] == [1, 2, 3]
    assert [item.item.note for item in view.items] == ["새로 쓴 점", "볼 점", "볼 점"]
    assert (view.owner, view.is_own) == ("김감사", False)
    take_off_list(owner.desk, list_id, 8, {"precedent_id": third.id})
    assert order_of(owner, number) == [first.number, second.number]
    with store.reading() as con:
        assert len(list_events_of(con, "reading_list", list_id)) == 9


def test_a_list_of_one_s_own_is_nobody_else_s_until_it_is_shared(store: Store) -> None:
    owner, other = a_person(store, Role.APPLICANT), a_person(store, Role.HEAD)
    number, list_id = a_list(owner, is_shared="")
    with pytest.raises(NotFound):
        reading_list(other.desk, number)
    with pytest.raises(NotFound):
        change_reading_list(other.desk, list_id, 1, SHARED)
    assert reading_lists(other.desk) == ()

    change_reading_list(owner.desk, list_id, 1, SHARED | {"name": "새 이름"})

    (line,) = reading_lists(other.desk)
    assert (line.reading_list.name, line.is_own) == ("새 이름", False)
    before = record_of(store)
    for act, fields in (
        (change_reading_list, SHARED),
        (put_on_list, {"precedent_number": "2026-사례-0001"}),
        (take_off_list, {"precedent_id": "none"}),
    ):
        with pytest.raises(NotPermitted):
            act(other.desk, list_id, 2, fields)
    assert record_of(store) == before


def test_one_s_own_lists_come_first(sqlite_store: Store) -> None:
    mine, other = a_person(sqlite_store), a_person(sqlite_store)
    own, _ = a_list(mine)
    shared, _ = a_list(other)

    assert [line.reading_list.number for line in reading_lists(mine.desk)] == [own, shared]


def test_what_cannot_be_put_on_a_list_is_refused_and_changes_nothing(store: Store) -> None:
    owner, head = a_person(store), a_person(store, Role.HEAD)
    first, gone = some_precedents(store, 2)
    number, list_id = a_list(owner, first)
    withdraw_precedent(head.desk, gone.id, 1, {"withdrawal_reason": "잘못 실었다."})
    before = record_of(store)

    with pytest.raises(NotFound):
        put_on_list(owner.desk, list_id, 2, {"precedent_number": gone.number})
    with pytest.raises(NotFound):
        put_on_list(owner.desk, list_id, 2, {"precedent_number": "2026-사례-9999"})
    with pytest.raises(SeveralInvalid, match="사례 번호를 입력하세요"):
        put_on_list(owner.desk, list_id, 2, {})
    with pytest.raises(NotFound):
        take_off_list(owner.desk, list_id, 2, {"precedent_id": gone.id})
    with pytest.raises(SeveralInvalid, match="옮길 방향"):
        move_on_list(owner.desk, list_id, 2, {"precedent_id": first.id, "direction": "left"})
    with pytest.raises(ChangedMeanwhile, match="읽기 목록"):
        put_on_list(owner.desk, list_id, 1, {"precedent_number": first.number})
    with pytest.raises(SeveralInvalid, match="100자까지"):
        change_reading_list(owner.desk, list_id, 2, SHARED | {"name": "긴" * 101})

    assert record_of(store) == before
    assert order_of(owner, number) == [first.number]


def test_a_precedent_taken_down_keeps_its_place_and_tells_nothing_outside(store: Store) -> None:
    owner, head, reader = a_person(store), a_person(store, Role.HEAD), a_person(store, Role.APPLICANT)
    (found,) = some_precedents(store, 1)
    number, _ = a_list(owner, found)

    withdraw_precedent(head.desk, found.id, 1, {"withdrawal_reason": "이름이 남아 있었다."})

    (outside,), (inside,) = reading_list(reader.desk, number).items, reading_list(head.desk, number).items
    assert (outside.number, outside.title, outside.outcome, outside.is_withdrawn) == (found.number, "", "", True)
    assert (inside.title, inside.is_withdrawn) == (found.title, True)


def test_there_are_so_many_lists_of_a_person_and_so_many_items_of_a_list(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_LISTS", 1)
    monkeypatch.setattr(module, "MOST_ITEMS", 1)
    owner = a_person(sqlite_store)
    first, second = some_precedents(sqlite_store, 2)
    _, list_id = a_list(owner, first)

    with pytest.raises(InvalidEntry, match="1개까지"):
        make_reading_list(owner.desk, SHARED)
    with pytest.raises(InvalidEntry, match="1건까지"):
        put_on_list(owner.desk, list_id, 2, {"precedent_number": second.number})


def test_the_same_command_makes_one_list(store: Store) -> None:
    desk = a_person(store).desk

    assert make_reading_list(desk, SHARED) == make_reading_list(desk, SHARED)
    assert len(reading_lists(desk)) == 1

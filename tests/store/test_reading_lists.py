"""The tables of reading lists, on both engines: items in their order, lists for who may see them."""

from dataclasses import replace

import pytest

from casebase.domain.board import ReadingItem
from casebase.domain.errors import NotFound
from casebase.store.connection import Connection
from casebase.store.reading_lists import (
    count_reading_lists_of,
    fetch_reading_list,
    fetch_reading_list_by_number,
    list_reading_lists,
    update_reading_list,
)
from tests.builders import an_account
from tests.precedent_builders import a_precedent, a_reading_list


def test_a_list_comes_back_as_it_went_in(con: Connection) -> None:
    first, second = a_precedent(con), a_precedent(con)
    reading_list = a_reading_list(con, an_account(con), second, first, note="처음 맡은 분께", is_shared=True)

    assert fetch_reading_list(con, reading_list.id) == reading_list
    assert fetch_reading_list_by_number(con, reading_list.number) == reading_list
    for fetch in (fetch_reading_list, fetch_reading_list_by_number):
        with pytest.raises(NotFound):
            fetch(con, "none")


def test_a_list_changes_only_from_the_version_seen_and_takes_its_items_along(con: Connection) -> None:
    first, second = a_precedent(con), a_precedent(con)
    before = a_reading_list(con, an_account(con), first)
    items = (
        ReadingItem(precedent_id=second.id, position=1, note="먼저"),
        ReadingItem(precedent_id=first.id, position=2, note=""),
    )
    after = replace(before, name="새 이름", note="새 설명", is_shared=True, items=items)

    assert update_reading_list(con, after)
    assert not update_reading_list(con, replace(before, items=()))

    assert fetch_reading_list(con, before.id) == replace(after, version=2)


def test_a_person_sees_their_own_lists_and_those_that_are_shared(con: Connection) -> None:
    mine, other = an_account(con), an_account(con)
    precedent = a_precedent(con)
    own = a_reading_list(con, mine, precedent)
    shared = a_reading_list(con, other, precedent, is_shared=True)
    private = a_reading_list(con, other)

    assert list_reading_lists(con, mine.id) == [shared, own]
    assert list_reading_lists(con, other.id) == [private, shared]
    assert (count_reading_lists_of(con, mine.id), count_reading_lists_of(con, other.id)) == (1, 2)

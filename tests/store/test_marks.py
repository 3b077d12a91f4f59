"""The table of what people have seen, on both engines."""

from casebase.store.connection import Connection
from casebase.store.marks import find_mark, update_mark
from tests.builders import an_account


def test_a_mark_is_a_person_s_own_and_moves(con: Connection) -> None:
    person, other = an_account(con), an_account(con)
    before = find_mark(con, person.id)

    update_mark(con, person.id, 7)
    update_mark(con, person.id, 9)

    assert (before, find_mark(con, person.id), find_mark(con, other.id)) == (0, 9, 0)

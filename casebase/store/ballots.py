"""The table `ballots`: who voted what. Nobody is told a choice or a count before the vote is closed."""

from collections.abc import Sequence

from casebase.domain.meeting import Ballot, Choice
from casebase.store.columns import marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, item_id, question, account_id, choice, cast_at"
_BEGINS = "substr(question, 1, ?) = ?"


def list_ballots(con: Connection, item_id: str, prefix: str = "") -> list[Ballot]:
    """Return an item's ballots in the order they were cast, only those whose question begins with `prefix`."""
    rows = con.rows(
        f"select {COLUMNS} from ballots where item_id = ? and {_BEGINS} order by id", [item_id, len(prefix), prefix]
    )
    return [_ballot(row) for row in rows]


def has_cast(con: Connection, item_id: str, account_id: str, questions: Sequence[str]) -> bool:
    """Say whether somebody has voted on any of an item's questions."""
    condition, values = con.among("question", questions)
    sql = f"select 1 from ballots where item_id = ? and account_id = ? and {condition}"
    return con.row(sql, [item_id, account_id, *values]) is not None


def insert_ballot(con: Connection, ballot: Ballot) -> None:
    con.run(f"insert into ballots ({COLUMNS}) values ({marks(COLUMNS)})", values_of(ballot, COLUMNS))


def _ballot(row: Row) -> Ballot:
    values = named(COLUMNS, row)
    return Ballot(**{**values, "choice": Choice(values["choice"])})

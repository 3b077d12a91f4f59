"""The table `number_series`: yearly serials, each given out once, also to two processes at once."""

from casebase.domain.case import numbered
from casebase.store.connection import Connection


def next_number(con: Connection, year: int, word: str) -> str:
    """Return the next number of a series, such as "2026-방문-0001". Call it inside the act's transaction:

    the series' row stays locked until the act commits, so a refused act leaves no gap.
    """
    changed = con.run(
        "update number_series set last_serial = last_serial + 1 where year = ? and word = ?", [year, word]
    )
    if not changed:
        # PostgreSQL lets two first acts of a year meet here; the key makes one wait, then find the row.
        con.run(
            "insert into number_series (year, word, last_serial)"
            " select ?, ?, 0 where not exists (select 1 from number_series where year = ? and word = ?)",
            [year, word, year, word],
        )
        return next_number(con, year, word)
    row = con.row("select last_serial from number_series where year = ? and word = ?", [year, word])
    if row is None:
        raise LookupError(f"the series {word} of {year} vanished")
    return numbered(year, word, int(row[0]))


def next_numbers(con: Connection, year: int, word: str, count: int) -> list[str]:
    """Return the next so many numbers of a series, in order, as `next_number` would one by one."""
    if not count:
        return []
    first = next_number(con, year, word)
    serial = int(first.rpartition("-")[2])
    con.run(
        "update number_series set last_serial = last_serial + ? where year = ? and word = ?", [count - 1, year, word]
    )
    return [numbered(year, word, serial + place) for place in range(count)]


def insert_series(con: Connection, year: int, word: str, last_serial: int) -> None:
    """Keep a series whose numbers were given out before, up to a last one."""
    con.run("insert into number_series (year, word, last_serial) values (?, ?, ?)", [year, word, last_serial])

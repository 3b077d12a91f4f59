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

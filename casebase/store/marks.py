"""The table `seen_marks`: up to which event a person has looked."""

from casebase.store.connection import Connection


def find_mark(con: Connection, account_id: str) -> int:
    """Return the newest event a person has seen, 0 before the first look."""
    row = con.row("select seq from seen_marks where account_id = ?", [account_id])
    return int(row[0]) if row else 0


def update_mark(con: Connection, account_id: str, seq: int) -> None:
    if not con.run("update seen_marks set seq = ? where account_id = ?", [seq, account_id]):
        insert_mark(con, account_id, seq)


def insert_mark(con: Connection, account_id: str, seq: int) -> None:
    """Keep the mark of somebody who has none yet."""
    con.run("insert into seen_marks (account_id, seq) values (?, ?)", [account_id, seq])

"""The tables `sessions` and `sign_in_tries`."""

from casebase.domain.account import Session
from casebase.store.connection import Connection
from casebase.store.ids import new_id

COLUMNS = "id, account_id, started_at, idle_until, expires_at, ended_at"


def find_session(con: Connection, session_id: str) -> Session | None:
    row = con.row(f"select {COLUMNS} from sessions where id = ?", [session_id])
    return Session(**dict(zip(COLUMNS.split(", "), row, strict=True))) if row else None


def insert_session(con: Connection, session: Session) -> None:
    con.run(
        f"insert into sessions ({COLUMNS}) values (?, ?, ?, ?, ?, ?)",
        [
            session.id,
            session.account_id,
            session.started_at,
            session.idle_until,
            session.expires_at,
            session.ended_at,
        ],
    )


def update_idle_until(con: Connection, session_id: str, idle_until: str) -> None:
    con.run("update sessions set idle_until = ? where id = ? and ended_at is null", [idle_until, session_id])


def update_ended(con: Connection, session_id: str, ended_at: str) -> None:
    con.run("update sessions set ended_at = ? where id = ? and ended_at is null", [ended_at, session_id])


def update_ended_of_account(con: Connection, account_id: str, ended_at: str) -> int:
    """End every live session of an account and return how many there were."""
    return con.run("update sessions set ended_at = ? where account_id = ? and ended_at is null", [ended_at, account_id])


def insert_try(con: Connection, login: str, address: str, tried_at: str) -> None:
    con.run(
        "insert into sign_in_tries (id, login, address, tried_at) values (?, ?, ?, ?)",
        [new_id(), login, address, tried_at],
    )


def list_tries(con: Connection, login: str, address: str, since: str) -> tuple[list[str], list[str]]:
    """Return the instants of tries since one: for this login name, and from this address. The newest is last."""
    by_login = con.rows(
        "select tried_at from sign_in_tries where login = ? and tried_at >= ? order by tried_at", [login, since]
    )
    by_address = con.rows(
        "select tried_at from sign_in_tries where address = ? and tried_at >= ? order by tried_at", [address, since]
    )
    return [row[0] for row in by_login], [row[0] for row in by_address]


def update_tries_cleared(con: Connection, login: str) -> None:
    con.run("delete from sign_in_tries where login = ?", [login])


def update_tries_forgotten(con: Connection, before: str) -> None:
    """Take away tries that are too old to count."""
    con.run("delete from sign_in_tries where tried_at < ?", [before])

"""The tables `sessions` and `sign_in_tries`."""

from casebase.domain.account import Lack, Session
from casebase.store.columns import marks, named
from casebase.store.connection import Connection, Row
from casebase.store.ids import new_id

COLUMNS = "id, account_id, started_at, idle_until, expires_at, ended_at, address, device, used_at, lacks"
_LIVE = "ended_at is null and idle_until > ? and expires_at > ?"


def find_session(con: Connection, session_id: str) -> Session | None:
    row = con.row(f"select {COLUMNS} from sessions where id = ?", [session_id])
    return _session(row) if row else None


def list_live_of_account(con: Connection, account_id: str, at: str) -> list[Session]:
    """Return an account's sessions that are live at an instant, the one used last first."""
    found = f"select {COLUMNS} from sessions where account_id = ? and {_LIVE} order by used_at desc, id"
    return [_session(row) for row in con.rows(found, [account_id, at, at])]


def list_live(con: Connection, at: str, limit: int, offset: int) -> list[Session]:
    """Return everybody's sessions that are live at an instant, the one used last first."""
    found = f"select {COLUMNS} from sessions where {_LIVE} order by used_at desc, id limit ? offset ?"
    return [_session(row) for row in con.rows(found, [at, at, limit, offset])]


def count_live(con: Connection, at: str) -> int:
    row = con.row(f"select count(*) from sessions where {_LIVE}", [at, at])
    return int(row[0]) if row else 0


def insert_session(con: Connection, session: Session) -> None:
    con.run(
        f"insert into sessions ({COLUMNS}) values ({marks(COLUMNS)})",
        [
            session.id,
            session.account_id,
            session.started_at,
            session.idle_until,
            session.expires_at,
            session.ended_at,
            session.address,
            session.device,
            session.used_at,
            " ".join(session.lacks),
        ],
    )


def update_used(con: Connection, session_id: str, used_at: str, idle_until: str) -> None:
    """Say that a session is in use: the end of its idleness moves on."""
    con.run(
        "update sessions set used_at = ?, idle_until = ? where id = ? and ended_at is null",
        [used_at, idle_until, session_id],
    )


def update_ended(con: Connection, session_id: str, ended_at: str) -> None:
    con.run("update sessions set ended_at = ? where id = ? and ended_at is null", [ended_at, session_id])


def update_ended_of_account(con: Connection, account_id: str, ended_at: str) -> int:
    """End every session of an account and return how many of them were live.

    Those that ran out end too: in a request that began before, or by another server's clock, one may yet be used.
    """
    live = list_live_of_account(con, account_id, ended_at)
    con.run("update sessions set ended_at = ? where account_id = ? and ended_at is null", [ended_at, account_id])
    return len(live)


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


def _session(row: Row) -> Session:
    values = named(COLUMNS, row)
    return Session(**{**values, "lacks": tuple(Lack(lack) for lack in values["lacks"].split())})

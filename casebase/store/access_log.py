"""The table `access_log`: who read what. It is written beside the events, never as one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from casebase.domain.access_log import AccessFilter, AccessLine, Reading, Shown, Thing
from casebase.korean.dates import SEOUL
from casebase.store.connection import Connection
from casebase.store.ids import new_id

_TO_THE_HOUR = len("2026-11-23T01")
_SAME = "session_id = ? and what = ? and subject_kind = ? and subject_id = ? and hour = ?"
_FROM = " from access_log l left join accounts a on a.id = l.account_id"


def list_unkept(con: Connection, session_id: str, at: str, readings: Sequence[Reading]) -> list[Reading]:
    """Return which readings have no line yet in this session and this hour, each once."""
    return [
        each
        for each in dict.fromkeys(readings)
        if not con.rows(f"select 1 from access_log where {_SAME}", _same(session_id, at, each))
    ]


def insert_readings(
    con: Connection, readings: Sequence[Reading], *, account_id: str, session_id: str, act: str, at: str
) -> None:
    """Keep a line for each reading, unless another of the same session and hour was faster. `at`: UTC text."""
    for each in readings:
        con.run(
            "insert into access_log"
            " (id, happened_at, account_id, act, number, session_id, what, subject_kind, subject_id, hour, address)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce((select address from sessions where id = ?), ''))"
            " on conflict do nothing",
            [new_id(), at, account_id, act, each.number, *_same(session_id, at, each), session_id],
        )


def list_access(con: Connection, wanted: AccessFilter, limit: int, offset: int) -> list[AccessLine]:
    """Return one page of the log, the newest first."""
    condition, values = _condition(wanted)
    rows = con.rows(
        "select l.id, l.happened_at, coalesce(a.name, ''), coalesce(a.login, l.account_id), l.address, l.act, l.what,"
        f" l.subject_kind, l.number{_FROM} where {condition} order by l.happened_at desc, l.id desc limit ? offset ?",
        [*values, limit, offset],
    )
    return [
        AccessLine(
            id=id_,
            happened_at=happened_at,
            name=name,
            login=login,
            address=address,
            act=act,
            shown=Shown(shown),
            thing=Thing(thing),
            number=number,
        )
        for id_, happened_at, name, login, address, act, shown, thing, number in rows
    ]


def count_access(con: Connection, wanted: AccessFilter) -> int:
    condition, values = _condition(wanted)
    row = con.row(f"select count(*) from access_log l where {condition}", values)
    return int(row[0]) if row else 0


def delete_access_before(con: Connection, before: date) -> int:
    """Forget what was read before a day in Korea, and return how many lines that were."""
    return con.run("delete from access_log where happened_at < ?", [_start_of(before)])


def _same(session_id: str, at: str, reading: Reading) -> list[object]:
    return [session_id, reading.shown.value, reading.thing.value, reading.id, at[:_TO_THE_HOUR]]


def _condition(wanted: AccessFilter) -> tuple[str, list[object]]:
    filters: list[tuple[str, object]] = [
        ("l.account_id = ?", wanted.account_id),
        ("l.number = ?", wanted.number),
        ("l.subject_kind = ?", wanted.thing),
        ("l.happened_at >= ?", _start_of(wanted.since) if wanted.since else ""),
        ("l.happened_at < ?", _start_of(wanted.until + timedelta(days=1)) if wanted.until else ""),
    ]
    given = [(text, value) for text, value in filters if value]
    return " and ".join(["1 = 1", *(text for text, _ in given)]), [value for _, value in given]


def _start_of(day: date) -> str:
    """Return the instant at which a day begins in Korea, as instants are kept."""
    return datetime.combine(day, time.min, SEOUL).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

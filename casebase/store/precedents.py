"""The table `precedents`: listed, filtered and paged in SQL. Redactions stand in it as a JSON list."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain

from casebase.domain.errors import NotFound
from casebase.domain.listing import PrecedentFilter, PrecedentLine
from casebase.domain.precedent import (
    PRECEDENT_PARTS,
    Precedent,
    PrecedentKind,
    PrecedentOrigin,
    PrecedentState,
    Redaction,
)
from casebase.korean.text import search_text, search_words
from casebase.store.columns import contains, day, day_or_none, marks, named, settings, values_of
from casebase.store.connection import Connection, Row

_PLAIN = (
    "id, number, kind, origin, source_key, title, agency, year, field, facts, question, view_a, view_b, outcome,"
    " reasons, source, received_on, answered_on, state, published_by, published_on, withdrawn_by, withdrawn_on,"
    " withdrawal_reason, import_id, is_demo, version"
)
COLUMNS = f"{_PLAIN}, redactions"
CHANGEABLE = "state, withdrawn_by, withdrawn_on, withdrawal_reason"
_KEPT = f"{COLUMNS}, search_text"
LINE_COLUMNS = "id, number, kind, origin, title, agency, year, field, outcome, state, is_demo"
_ROWS_AT_ONCE = 500  # of 29 values each: PostgreSQL takes 65,535 in one statement, SQLite 32,766


def fetch_precedent(con: Connection, precedent_id: str) -> Precedent:
    """Raises: NotFound."""
    return _only(_precedents(con, "id = ?", [precedent_id]))


def fetch_precedent_by_number(con: Connection, number: str) -> Precedent:
    """Raises: NotFound."""
    return _only(_precedents(con, "number = ?", [number]))


def find_precedent_of(con: Connection, origin: PrecedentOrigin, source_key: str) -> Precedent | None:
    """Return what was made from one source, taken down or not."""
    found = _precedents(con, "origin = ? and source_key = ?", [origin.value, source_key])
    return found[0] if found else None


def precedents_by_id(con: Connection, ids: Sequence[str]) -> dict[str, Precedent]:
    """Return precedents by their ids; one that is not on record is absent."""
    condition, values = con.among("id", ids)
    return {precedent.id: precedent for precedent in _precedents(con, condition, values)}


def list_precedents_of(con: Connection, origin: PrecedentOrigin, source_keys: Sequence[str]) -> list[Precedent]:
    """Return what was made from some sources, taken down or not."""
    condition, values = con.among("source_key", source_keys)
    return _precedents(con, f"origin = ? and {condition}", [origin.value, *values])


def list_overtaken(con: Connection, limit: int) -> list[Precedent]:
    """Return the published precedents whose paper another has taken the place of, the oldest first."""
    condition = (
        "state = ? and origin in (?, ?) and source_key in"
        " (select supersedes_id from documents where supersedes_id is not null) order by id limit ?"
    )
    origins = (PrecedentOrigin.OPINION.value, PrecedentOrigin.RULING.value)
    return _precedents(con, condition, [PrecedentState.PUBLISHED.value, *origins, limit])


def list_numbered(con: Connection, numbers: Sequence[str]) -> list[Precedent]:
    """Return the precedents that have one of some numbers, taken down or not."""
    return _precedents(con, *con.among("number", numbers))


def list_precedents_in_full(con: Connection, wanted: PrecedentFilter, after: str, limit: int) -> list[Precedent]:
    """Return the published precedents whose id comes after one, the oldest first: page by page, all of them."""
    condition, values = _condition(wanted, with_withdrawn=False)
    return _precedents(con, f"{condition} and id > ? order by id limit ?", [*values, after, limit])


def insert_precedent(con: Connection, precedent: Precedent) -> None:
    insert_precedents(con, [precedent])


def insert_precedents(con: Connection, precedents: Sequence[Precedent]) -> None:
    """Keep any number of precedents, as many in one statement as both engines take."""
    one = f"({marks(_KEPT)})"
    for begin in range(0, len(precedents), _ROWS_AT_ONCE):
        some = precedents[begin : begin + _ROWS_AT_ONCE]
        values = chain.from_iterable(_values(precedent) for precedent in some)
        con.run(f"insert into precedents ({_KEPT}) values {', '.join([one] * len(some))}", list(values))


def update_precedent(con: Connection, precedent: Precedent) -> bool:
    """Write that a precedent was taken down. False when `precedent.version` is stale."""
    changed = con.run(
        f"update precedents set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(precedent, CHANGEABLE), precedent.id, precedent.version],
    )
    return changed == 1


def list_precedents(
    con: Connection, wanted: PrecedentFilter, limit: int, offset: int, *, with_withdrawn: bool = False
) -> list[PrecedentLine]:
    """Return one page of precedents, those of the latest year first."""
    condition, values = _condition(wanted, with_withdrawn=with_withdrawn)
    rows = con.rows(
        f"select {LINE_COLUMNS} from precedents where {condition} order by year desc, id desc limit ? offset ?",
        [*values, limit, offset],
    )
    return [_line(row) for row in rows]


def count_precedents(con: Connection, wanted: PrecedentFilter, *, with_withdrawn: bool = False) -> int:
    condition, values = _condition(wanted, with_withdrawn=with_withdrawn)
    row = con.row(f"select count(*) from precedents where {condition}", values)
    return int(row[0]) if row else 0


def fields_and_years(con: Connection) -> tuple[list[str], list[int]]:
    """Return the fields and the years that the published precedents have, to choose from; the latest year first."""
    fields = con.rows("select distinct field from precedents where state = 'published' and field <> '' order by field")
    years = con.rows("select distinct year from precedents where state = 'published' order by year desc")
    return [row[0] for row in fields], [int(row[0]) for row in years]


def _condition(wanted: PrecedentFilter, *, with_withdrawn: bool) -> tuple[str, list[object]]:
    condition, values = contains(search_words(wanted.query))
    chosen = {"kind": wanted.kind, "origin": wanted.origin, "field": wanted.field, "year": wanted.year}
    if not with_withdrawn:
        chosen["state"] = PrecedentState.PUBLISHED.value
    named_ones = {name: value for name, value in chosen.items() if value}
    parts = [condition, *(f"{name} = ?" for name in named_ones)]
    return " and ".join(f"({part})" for part in parts), [*values, *named_ones.values()]


def _values(precedent: Precedent) -> list[object]:
    searched = (precedent.number, precedent.field, *(precedent.part(name) for name in PRECEDENT_PARTS))
    redactions = json.dumps([asdict(redaction) for redaction in precedent.redactions], ensure_ascii=False)
    return [*values_of(precedent, _PLAIN), redactions, search_text(" ".join(searched))]


def _only(found: list[Precedent]) -> Precedent:
    if not found:
        raise NotFound("사례를")
    return found[0]


def _precedents(con: Connection, condition: str, values: Sequence[object]) -> list[Precedent]:
    return [_precedent(row) for row in con.rows(f"select {COLUMNS} from precedents where {condition}", values)]


def _precedent(row: Row) -> Precedent:
    values = named(COLUMNS, row)
    values |= {name: day_or_none(values[name]) for name in ("received_on", "answered_on", "withdrawn_on")}
    values |= {
        "kind": PrecedentKind(values["kind"]),
        "origin": PrecedentOrigin(values["origin"]),
        "state": PrecedentState(values["state"]),
        "published_on": day(values["published_on"]),
        "is_demo": bool(values["is_demo"]),
        "redactions": tuple(Redaction(**redaction) for redaction in json.loads(values["redactions"])),
    }
    return Precedent(**values)


def _line(row: Row) -> PrecedentLine:
    values = named(LINE_COLUMNS, row)
    values |= {
        "kind": PrecedentKind(values["kind"]),
        "origin": PrecedentOrigin(values["origin"]),
        "state": PrecedentState(values["state"]),
        "is_demo": bool(values["is_demo"]),
    }
    return PrecedentLine(**values)

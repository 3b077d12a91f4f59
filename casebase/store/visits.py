"""The tables `visits`, `visit_members` and `matters`."""

from casebase.domain.errors import NotFound
from casebase.domain.visit import Matter, Track, Visit, VisitStatus
from casebase.korean.text import search_text
from casebase.store.columns import day, day_or_none, marks, settings, stored, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, number, business_id, visited_on, begins_at, ends_at, place, lead_id, met, consents_to_record, status,"
    " finished_at, signature, source, is_demo, version"
)
MATTER_COLUMNS = (
    "id, visit_id, position, field, department, difficulty, law, track, answer, promised_on, owner_id,"
    " answered_on, answered_by, reached_how, reached_on, case_id"
)
CORRECTED = "business_id, visited_on, begins_at, ends_at, place, lead_id, met, consents_to_record, signature"


def fetch_visit(con: Connection, visit_id: str) -> Visit:
    """Raises: NotFound."""
    return _found(con, con.row(f"select {COLUMNS} from visits where id = ?", [visit_id]))


def fetch_visit_by_number(con: Connection, number: str) -> Visit:
    """Raises: NotFound."""
    return _found(con, con.row(f"select {COLUMNS} from visits where number = ?", [number]))


def find_visit_of_matter(con: Connection, matter_id: str) -> Visit | None:
    row = con.row("select visit_id from matters where id = ?", [matter_id])
    return fetch_visit(con, row[0]) if row else None


def insert_visit(con: Connection, visit: Visit, business_name: str) -> None:
    """Keep a finished visit with its team and matters."""
    con.run(
        f"insert into visits ({COLUMNS}, search_text) values ({marks(COLUMNS)}, ?)",
        [*values_of(visit, COLUMNS), _searchable(visit, business_name)],
    )
    _insert_members(con, visit)
    for matter in visit.matters:
        insert_matter(con, matter)


def insert_matter(con: Connection, matter: Matter) -> None:
    con.run(
        f"insert into matters ({MATTER_COLUMNS}) values ({marks(MATTER_COLUMNS)})", values_of(matter, MATTER_COLUMNS)
    )


def update_visit(con: Connection, visit: Visit, business_name: str) -> bool:
    """Write a correction of what was recorded, matters included. False when `visit.version` is stale."""
    changed = con.run(
        f"update visits set {settings(CORRECTED)}, status = ?, search_text = ?, version = version + 1"
        " where id = ? and version = ?",
        [
            *values_of(visit, CORRECTED),
            stored(visit.status),
            _searchable(visit, business_name),
            visit.id,
            visit.version,
        ],
    )
    if changed != 1:
        return False
    con.run("delete from visit_members where visit_id = ?", [visit.id])
    _insert_members(con, visit)
    for matter in visit.matters:
        update_matter(con, matter)
    return True


def update_matter(con: Connection, matter: Matter) -> None:
    con.run(
        "update matters set field = ?, department = ?, difficulty = ?, law = ?, track = ?, answer = ?,"
        " promised_on = ?, owner_id = ?, answered_on = ?, answered_by = ?, reached_how = ?, reached_on = ?,"
        " case_id = ? where id = ?",
        values_of(
            matter,
            "field, department, difficulty, law, track, answer, promised_on, owner_id, answered_on, answered_by,"
            " reached_how, reached_on, case_id, id",
        ),
    )


def update_visit_status(con: Connection, visit: Visit, status: VisitStatus) -> bool:
    """False when `visit.version` is stale."""
    changed = con.run(
        "update visits set status = ?, version = version + 1 where id = ? and version = ?",
        [stored(status), visit.id, visit.version],
    )
    return changed == 1


def list_open_promises(con: Connection, owner_id: str = "") -> list[tuple[Matter, str, str]]:
    """Return promised answers not yet given with visit number and business, the earliest first."""
    where, values = ("and m.owner_id = ?", [owner_id]) if owner_id else ("", [])
    columns = ", ".join(f"m.{name.strip()}" for name in MATTER_COLUMNS.split(","))
    rows = con.rows(
        f"select {columns}, v.number, b.name from matters m join visits v on v.id = m.visit_id"
        f" join businesses b on b.id = v.business_id"
        f" where m.track = 'later' and m.answered_on is null {where} order by m.promised_on, v.number, m.position",
        values,
    )
    return [(_matter(row[:-2]), row[-2], row[-1]) for row in rows]


def _insert_members(con: Connection, visit: Visit) -> None:
    for position, account_id in enumerate(visit.member_ids, start=1):
        con.run(
            "insert into visit_members (visit_id, account_id, position) values (?, ?, ?)",
            [visit.id, account_id, position],
        )


def _searchable(visit: Visit, business_name: str) -> str:
    matters = [f"{m.difficulty} {m.law} {m.department}" for m in visit.matters]
    return search_text(" ".join([visit.number, business_name, visit.place, *matters]))


def _found(con: Connection, row: Row | None) -> Visit:
    if row is None:
        raise NotFound("방문을")
    members = con.rows("select account_id from visit_members where visit_id = ? order by position", [row[0]])
    matters = con.rows(f"select {MATTER_COLUMNS} from matters where visit_id = ? order by position", [row[0]])
    return _visit(row, tuple(m[0] for m in members), tuple(_matter(m) for m in matters))


def _visit(row: Row, member_ids: tuple[str, ...], matters: tuple[Matter, ...]) -> Visit:
    names = [name.strip() for name in COLUMNS.split(",")]
    values = dict(zip(names, row, strict=True))
    values |= {
        "visited_on": day(values["visited_on"]),
        "consents_to_record": bool(values["consents_to_record"]),
        "status": VisitStatus(values["status"]),
        "is_demo": bool(values["is_demo"]),
    }
    return Visit(**values, member_ids=member_ids, matters=matters)


def _matter(row: Row) -> Matter:
    names = [name.strip() for name in MATTER_COLUMNS.split(",")]
    values = dict(zip(names, row, strict=True))
    days = {name: day_or_none(values[name]) for name in ("promised_on", "answered_on", "reached_on")}
    return Matter(**{**values, **days, "track": Track(values["track"])})

"""The tables `suspensions` and `extensions`: what moves the day a consultation is due."""

from collections.abc import Sequence

from casebase.domain.errors import NotFound
from casebase.domain.suspension import Extension, Suspension, SuspensionKind
from casebase.store.columns import day, day_or_none, marks, named, settings, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, consultation_id, kind, begins_on, ends_on, due_on, asked_of, agency_id, question, ground, answer, entered_by,"
    " entered_at, ended_by, reminded_on, cancelled_on, cancel_reason, version"
)
CHANGEABLE = "ends_on, due_on, answer, ended_by, reminded_on, cancelled_on, cancel_reason"
EXTENSION_COLUMNS = (
    "id, consultation_id, position, days, ground, reason, decided_on, decided_by, consented_on, notified_on"
)


def fetch_suspension(con: Connection, suspension_id: str) -> Suspension:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from suspensions where id = ?", [suspension_id])
    if row is None:
        raise NotFound("정지 기록을")
    return _suspension(row)


def list_suspensions(con: Connection, consultation_id: str) -> list[Suspension]:
    """Return a consultation's suspensions, cancelled ones too, the one that began first first."""
    return list_suspensions_of_many(con, [consultation_id]).get(consultation_id, [])


def list_suspensions_of_many(con: Connection, ids: Sequence[str]) -> dict[str, list[Suspension]]:
    """Return suspensions as `list_suspensions` does, by consultation; one without any is absent."""
    condition, values = con.among("consultation_id", ids)
    found: dict[str, list[Suspension]] = {}
    for row in con.rows(f"select {COLUMNS} from suspensions where {condition} order by begins_on, id", values):
        found.setdefault(row[1], []).append(_suspension(row))
    return found


def list_open_asked(con: Connection, agency_id: str) -> list[Suspension]:
    """Return what an agency was asked and has not answered, the earliest due first, without a due day last."""
    rows = con.rows(
        f"select {COLUMNS} from suspensions where agency_id = ? and ends_on is null and cancelled_on is null"
        " order by due_on is null, due_on, id",
        [agency_id],
    )
    return [_suspension(row) for row in rows]


def insert_suspension(con: Connection, suspension: Suspension) -> None:
    con.run(f"insert into suspensions ({COLUMNS}) values ({marks(COLUMNS)})", values_of(suspension, COLUMNS))


def update_suspension(con: Connection, suspension: Suspension) -> bool:
    """Write how it ended, its due day, a reminder or its cancellation. False when `suspension.version` is stale."""
    changed = con.run(
        f"update suspensions set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(suspension, CHANGEABLE), suspension.id, suspension.version],
    )
    return changed == 1


def list_extensions(con: Connection, consultation_id: str) -> list[Extension]:
    """Return a consultation's extensions in their order."""
    return list_extensions_of_many(con, [consultation_id]).get(consultation_id, [])


def list_extensions_of_many(con: Connection, ids: Sequence[str]) -> dict[str, list[Extension]]:
    """Return extensions as `list_extensions` does, by consultation; one without any is absent."""
    condition, values = con.among("consultation_id", ids)
    found: dict[str, list[Extension]] = {}
    for row in con.rows(f"select {EXTENSION_COLUMNS} from extensions where {condition} order by position", values):
        found.setdefault(row[1], []).append(_extension(row))
    return found


def insert_extension(con: Connection, extension: Extension) -> None:
    con.run(
        f"insert into extensions ({EXTENSION_COLUMNS}) values ({marks(EXTENSION_COLUMNS)})",
        values_of(extension, EXTENSION_COLUMNS),
    )


def update_extension(con: Connection, extension: Extension) -> None:
    """Write when the applicant was told."""
    con.run("update extensions set notified_on = ? where id = ?", values_of(extension, "notified_on, id"))


def _suspension(row: Row) -> Suspension:
    values = named(COLUMNS, row)
    days = {name: day_or_none(values[name]) for name in ("ends_on", "due_on", "reminded_on", "cancelled_on")}
    kind, begins_on = SuspensionKind(values["kind"]), day(values["begins_on"])
    return Suspension(**{**values, **days, "kind": kind, "begins_on": begins_on})


def _extension(row: Row) -> Extension:
    values = named(EXTENSION_COLUMNS, row)
    days = {name: day_or_none(values[name]) for name in ("consented_on", "notified_on")}
    return Extension(**{**values, **days, "decided_on": day(values["decided_on"])})

"""The tables `disposals` and `disposed_events`."""

import json

from casebase.domain.errors import NotFound
from casebase.domain.retention import ADVICE, Disposal, DisposalState, Grade, RecordKind
from casebase.store.columns import day, marks, named, settings, texts, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, number, state, subject_kind, subject_id, subject_number, retention, expired_on, reason, proposed_by,"
    " proposed_at, decided_by, decided_at, return_reason, digests, document_id, version"
)
CHANGEABLE = "state, decided_by, decided_at, return_reason, digests, document_id"


def fetch_disposal(con: Connection, disposal_id: str) -> Disposal:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from disposals where id = ?", [disposal_id])
    if row is None:
        raise NotFound("폐기안을")
    return _disposal(row)


def find_done(con: Connection, subject_kind: str, subject_id: str) -> Disposal | None:
    """Return the disposal by which a thing went: its own, or of advice that of its case."""
    if subject_kind == ADVICE:
        case = con.row("select subject_kind, subject_id from advice_requests where id = ?", [subject_id])
        subject_kind, subject_id = case or ("", "")
    row = con.row(
        f"select {COLUMNS} from disposals where subject_kind = ? and subject_id = ? and state = 'disposed'",
        [subject_kind, subject_id],
    )
    return _disposal(row) if row else None


def count_disposals(con: Connection, state: DisposalState) -> int:
    row = con.row("select count(*) from disposals where state = ?", [state.value])
    return int(row[0]) if row else 0


def list_disposals(con: Connection, state: DisposalState, limit: int, offset: int) -> list[Disposal]:
    """Return one page of the disposals in a state, the newest first."""
    rows = con.rows(
        f"select {COLUMNS} from disposals where state = ? order by id desc limit ? offset ?",
        [state.value, limit, offset],
    )
    return [_disposal(row) for row in rows]


def list_disposed_digests(con: Connection) -> frozenset[str]:
    """Return the SHA-256 of every file that went."""
    rows = con.rows("select digests from disposals where digests <> '[]'")
    return frozenset(str(sha256) for row in rows for sha256 in json.loads(row[0]))


def is_in_hand(con: Connection, kind: RecordKind, subject_id: str) -> bool:
    """Say whether a record's disposal is proposed or done."""
    sql = "select 1 from disposals where subject_kind = ? and subject_id = ? and state <> 'returned'"
    return con.row(sql, [kind.value, subject_id]) is not None


def insert_disposal(con: Connection, disposal: Disposal) -> None:
    con.run(f"insert into disposals ({COLUMNS}) values ({marks(COLUMNS)})", values_of(disposal, COLUMNS))


def update_disposal(con: Connection, disposal: Disposal) -> bool:
    """Write what became of a proposal. False when `disposal.version` is stale."""
    changed = con.run(
        f"update disposals set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(disposal, CHANGEABLE), disposal.id, disposal.version],
    )
    return changed == 1


def _disposal(row: Row) -> Disposal:
    values = named(COLUMNS, row)
    return Disposal(
        **{
            **values,
            "state": DisposalState(values["state"]),
            "subject_kind": RecordKind(values["subject_kind"]),
            "retention": Grade(values["retention"]),
            "expired_on": day(values["expired_on"]),
            "digests": texts(values["digests"]),
        }
    )

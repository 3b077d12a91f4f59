"""The table `rulings`. Disposition changes stand in it as JSON pairs of charge and new disposition."""

import json
from datetime import date

from casebase.domain.approval import ApprovalState
from casebase.domain.errors import NotFound
from casebase.domain.ruling import DispositionChange, Outcome, Ruling, RulingKind
from casebase.store.columns import marks, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, review_id, kind, outcome, changes, reasons, dismissal_ground, cause, state, digest, proposed_by,"
    " proposed_at, decided_by, decided_at, return_reason, document_id, resolution_id, version"
)
_PLAIN = COLUMNS.replace("changes, ", "")


def fetch_ruling(con: Connection, ruling_id: str) -> Ruling:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from rulings where id = ?", [ruling_id])
    if row is None:
        raise NotFound("결정안을")
    return _ruling(row)


def list_rulings(con: Connection, review_id: str) -> list[Ruling]:
    """Return a review's rulings, the newest first."""
    rows = con.rows(f"select {COLUMNS} from rulings where review_id = ? order by id desc", [review_id])
    return [_ruling(row) for row in rows]


def list_reviews_ruled_between(con: Connection, since: date, until: date) -> list[str]:
    """Return the ids of the reviews on which a ruling of any kind was issued from one day to another, both included."""
    rows = con.rows(
        "select distinct r.review_id from rulings r join documents d on d.id = r.document_id"
        " where r.state = ? and d.issued_on >= ? and d.issued_on <= ? order by r.review_id",
        [ApprovalState.ISSUED, since.isoformat(), until.isoformat()],
    )
    return [row[0] for row in rows]


def insert_ruling(con: Connection, ruling: Ruling) -> None:
    con.run(
        f"insert into rulings ({_PLAIN}, changes) values ({marks(_PLAIN)}, ?)",
        [*values_of(ruling, _PLAIN), _pairs(ruling)],
    )


def update_ruling(con: Connection, ruling: Ruling) -> bool:
    """Write what became of a proposal. False when `ruling.version` is stale."""
    changed = con.run(
        "update rulings set state = ?, decided_by = ?, decided_at = ?, return_reason = ?, document_id = ?,"
        " version = version + 1 where id = ? and version = ?",
        values_of(ruling, "state, decided_by, decided_at, return_reason, document_id, id, version"),
    )
    return changed == 1


def _pairs(ruling: Ruling) -> str:
    return json.dumps([[change.charge_id, change.after] for change in ruling.changes], ensure_ascii=False)


def _ruling(row: Row) -> Ruling:
    values = dict(zip([name.strip() for name in COLUMNS.split(",")], row, strict=True))
    return Ruling(
        **{
            **values,
            "kind": RulingKind(values["kind"]),
            "outcome": Outcome(values["outcome"]),
            "state": ApprovalState(values["state"]),
            "changes": tuple(DispositionChange(charge_id=c, after=a) for c, a in json.loads(values["changes"])),
        }
    )

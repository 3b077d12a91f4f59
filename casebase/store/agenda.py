"""The tables `agenda_items` and `recusals`. A motion stands as a JSON object, empty while there is none."""

import json
from typing import Any

from casebase.domain.errors import NotFound
from casebase.domain.meeting import AgendaItem, ItemStage, Motion, Recusal, RecusalKind, RecusalState
from casebase.domain.ruling import DispositionChange, Outcome
from casebase.store.columns import marks, named, settings, values_of
from casebase.store.connection import Connection, Row

FIXED = "id, meeting_id, review_id"
CHANGEABLE = "position, ruling_id, stage, digest, document_id, sent_at, hearing, discussion, result"
_PLAIN = f"{FIXED}, {CHANGEABLE}, version"
COLUMNS = f"{_PLAIN}, motion"
RECUSAL_COLUMNS = (
    "id, item_id, account_id, kind, ground, reason, state, raised_by, raised_at, decided_by, decided_at, version"
)


def fetch_item(con: Connection, item_id: str) -> AgendaItem:
    """Raises: NotFound."""
    found = _items(con, "id = ?", [item_id], "id")
    if not found:
        raise NotFound("안건을")
    return found[0]


def list_items(con: Connection, meeting_id: str) -> list[AgendaItem]:
    """Return a meeting's items in their order."""
    return _items(con, "meeting_id = ?", [meeting_id], "position, id")


def items_of_review(con: Connection, review_id: str) -> list[AgendaItem]:
    """Return a review's items in all meetings, the newest first."""
    return _items(con, "review_id = ?", [review_id], "id desc")


def insert_item(con: Connection, item: AgendaItem) -> None:
    con.run(
        f"insert into agenda_items ({COLUMNS}) values ({marks(COLUMNS)})",
        [*values_of(item, _PLAIN), _kept(item.motion)],
    )


def update_item(con: Connection, item: AgendaItem) -> bool:
    """Write all but which review it brings before which meeting. False when `item.version` is stale."""
    changed = con.run(
        f"update agenda_items set {settings(CHANGEABLE)}, motion = ?, version = version + 1"
        " where id = ? and version = ?",
        [*values_of(item, CHANGEABLE), _kept(item.motion), item.id, item.version],
    )
    return changed == 1


def delete_item(con: Connection, item: AgendaItem) -> bool:
    """Take an item off on which nobody was recused or voted; its events go on telling of it.

    False when `item.version` is stale.
    """
    return con.run("delete from agenda_items where id = ? and version = ?", [item.id, item.version]) == 1


def fetch_recusal(con: Connection, recusal_id: str) -> Recusal:
    """Raises: NotFound."""
    row = con.row(f"select {RECUSAL_COLUMNS} from recusals where id = ?", [recusal_id])
    if row is None:
        raise NotFound("제척·기피·회피를")
    return _recusal(row)


def list_recusals(con: Connection, item_id: str) -> list[Recusal]:
    """Return an item's recusals, refused ones too, the first raised first."""
    rows = con.rows(f"select {RECUSAL_COLUMNS} from recusals where item_id = ? order by id", [item_id])
    return [_recusal(row) for row in rows]


def insert_recusal(con: Connection, recusal: Recusal) -> None:
    con.run(
        f"insert into recusals ({RECUSAL_COLUMNS}) values ({marks(RECUSAL_COLUMNS)})",
        values_of(recusal, RECUSAL_COLUMNS),
    )


def update_recusal(con: Connection, recusal: Recusal) -> bool:
    """Write how a recusal was decided. False when `recusal.version` is stale."""
    changed = con.run(
        "update recusals set state = ?, decided_by = ?, decided_at = ?, version = version + 1"
        " where id = ? and version = ?",
        values_of(recusal, "state, decided_by, decided_at, id, version"),
    )
    return changed == 1


def _items(con: Connection, condition: str, values: list[object], order: str) -> list[AgendaItem]:
    return [
        _item(row) for row in con.rows(f"select {COLUMNS} from agenda_items where {condition} order by {order}", values)
    ]


def _item(row: Row) -> AgendaItem:
    values = named(COLUMNS, row)
    motion = json.loads(values["motion"]) if values["motion"] else None
    return AgendaItem(**{**values, "stage": ItemStage(values["stage"]), "motion": _motion(motion) if motion else None})


def _kept(motion: Motion | None) -> str:
    if motion is None:
        return ""
    told = {
        "outcome": motion.outcome.value,
        "changes": [[change.charge_id, change.after] for change in motion.changes],
        "reasons": motion.reasons,
        "dismissal_ground": motion.dismissal_ground,
        "reasons_for": motion.reasons_for,
    }
    return json.dumps(told, ensure_ascii=False)


def _motion(told: dict[str, Any]) -> Motion:
    return Motion(
        outcome=Outcome(told["outcome"]),
        changes=tuple(DispositionChange(charge_id=charge, after=after) for charge, after in told["changes"]),
        reasons=told["reasons"],
        dismissal_ground=told["dismissal_ground"],
        reasons_for=tuple((question, reason) for question, reason in told["reasons_for"]),
    )


def _recusal(row: Row) -> Recusal:
    values = named(RECUSAL_COLUMNS, row)
    kind, state = RecusalKind(values["kind"]), RecusalState(values["state"])
    return Recusal(**{**values, "kind": kind, "state": state})

"""The table `follow_ups`: what agencies report that they did after an opinion."""

from casebase.domain.errors import NotFound
from casebase.domain.opinion import FollowUp, FollowUpDeed, FollowUpState
from casebase.store.columns import day, day_or_none, marks, named, settings, texts, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, consultation_id, deed, done_on, text, reported_by, reported_on, state, file_ids, judged_by, judged_on,"
    " judgement, version"
)
CHANGEABLE = "state, judged_by, judged_on, judgement"


def fetch_follow_up(con: Connection, follow_up_id: str) -> FollowUp:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from follow_ups where id = ?", [follow_up_id])
    if row is None:
        raise NotFound("이행결과를")
    return _follow_up(row)


def list_follow_ups(con: Connection, consultation_id: str) -> list[FollowUp]:
    """Return a consultation's reports, the newest first."""
    rows = con.rows(f"select {COLUMNS} from follow_ups where consultation_id = ? order by id desc", [consultation_id])
    return [_follow_up(row) for row in rows]


def insert_follow_up(con: Connection, follow_up: FollowUp) -> None:
    con.run(f"insert into follow_ups ({COLUMNS}) values ({marks(COLUMNS)})", values_of(follow_up, COLUMNS))


def update_follow_up(con: Connection, follow_up: FollowUp) -> bool:
    """Write what the office made of a report. False when `follow_up.version` is stale."""
    changed = con.run(
        f"update follow_ups set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(follow_up, CHANGEABLE), follow_up.id, follow_up.version],
    )
    return changed == 1


def _follow_up(row: Row) -> FollowUp:
    values = named(COLUMNS, row)
    return FollowUp(
        **{
            **values,
            "deed": FollowUpDeed(values["deed"]),
            "done_on": day_or_none(values["done_on"]),
            "reported_on": day(values["reported_on"]),
            "state": FollowUpState(values["state"]),
            "file_ids": texts(values["file_ids"]),
            "judged_on": day_or_none(values["judged_on"]),
        }
    )

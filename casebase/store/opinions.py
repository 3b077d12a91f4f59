"""The tables `opinions` and `further_notices`. An opinion's text stands in one as a JSON object of its blocks."""

import json
from dataclasses import asdict

from casebase.domain.approval import ApprovalState
from casebase.domain.errors import NotFound
from casebase.domain.opinion import FurtherNotice, Opinion, OpinionKind, OpinionOutcome, OpinionText
from casebase.store.columns import day, day_or_none, marks, named, settings, values_of
from casebase.store.connection import Connection, Row

_PLAIN = (
    "id, consultation_id, kind, outcome, cause, state, digest, proposed_by, proposed_at, decided_by, decided_at,"
    " return_reason, document_id, version"
)
COLUMNS = f"{_PLAIN}, text"
CHANGEABLE = "state, decided_by, decided_at, return_reason, document_id"
NOTICE_COLUMNS = "id, document_id, recipient, notified_on, notified_how, reached_on"


def fetch_opinion(con: Connection, opinion_id: str) -> Opinion:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from opinions where id = ?", [opinion_id])
    if row is None:
        raise NotFound("의견안을")
    return _opinion(row)


def list_opinions(con: Connection, consultation_id: str) -> list[Opinion]:
    """Return a consultation's opinions, the newest first."""
    rows = con.rows(f"select {COLUMNS} from opinions where consultation_id = ? order by id desc", [consultation_id])
    return [_opinion(row) for row in rows]


def list_advised(con: Connection, agency_id: str) -> list[str]:
    """Return the ids of an agency's consultations on which advice was issued, the newest advice first."""
    rows = con.rows(
        "select o.consultation_id from opinions o join consultations c on c.id = o.consultation_id"
        " where c.agency_id = ? and o.state = 'issued' and o.kind <> 'withdrawal'"
        " and o.outcome not in ('returned', 'transferred') group by o.consultation_id order by max(o.id) desc",
        [agency_id],
    )
    return [row[0] for row in rows]


def insert_opinion(con: Connection, opinion: Opinion) -> None:
    con.run(
        f"insert into opinions ({COLUMNS}) values ({marks(COLUMNS)})",
        [*values_of(opinion, _PLAIN), json.dumps(asdict(opinion.text), ensure_ascii=False)],
    )


def update_opinion(con: Connection, opinion: Opinion) -> bool:
    """Write what became of a proposal. False when `opinion.version` is stale."""
    changed = con.run(
        f"update opinions set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(opinion, CHANGEABLE), opinion.id, opinion.version],
    )
    return changed == 1


def list_further_notices(con: Connection, document_id: str) -> list[FurtherNotice]:
    """Return to whom else a paper was sent, in the order they were told."""
    rows = con.rows(
        f"select {NOTICE_COLUMNS} from further_notices where document_id = ? order by notified_on, id", [document_id]
    )
    return [_notice(row) for row in rows]


def fetch_further_notice(con: Connection, notice_id: str) -> FurtherNotice:
    """Raises: NotFound."""
    row = con.row(f"select {NOTICE_COLUMNS} from further_notices where id = ?", [notice_id])
    if row is None:
        raise NotFound("통보 기록을")
    return _notice(row)


def insert_further_notice(con: Connection, notice: FurtherNotice) -> None:
    con.run(
        f"insert into further_notices ({NOTICE_COLUMNS}) values ({marks(NOTICE_COLUMNS)})",
        values_of(notice, NOTICE_COLUMNS),
    )


def update_further_notice(con: Connection, notice: FurtherNotice) -> None:
    """Write the day it arrived."""
    con.run("update further_notices set reached_on = ? where id = ?", values_of(notice, "reached_on, id"))


def _opinion(row: Row) -> Opinion:
    values = named(COLUMNS, row)
    return Opinion(
        **{
            **values,
            "kind": OpinionKind(values["kind"]),
            "outcome": OpinionOutcome(values["outcome"]),
            "state": ApprovalState(values["state"]),
            "text": OpinionText(**json.loads(values["text"])),
        }
    )


def _notice(row: Row) -> FurtherNotice:
    values = named(NOTICE_COLUMNS, row)
    notified_on, reached_on = day(values["notified_on"]), day_or_none(values["reached_on"])
    return FurtherNotice(**{**values, "notified_on": notified_on, "reached_on": reached_on})

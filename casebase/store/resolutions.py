"""The tables `resolutions` and `resolved_findings`: what the committee decided, by numbers."""

from casebase.domain.errors import NotFound
from casebase.domain.finding import Step
from casebase.domain.meeting import Resolution, ResolvedFinding
from casebase.domain.ruling import Outcome
from casebase.store.columns import marks, named, texts, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, item_id, meeting_id, review_id, outcome, seats, present, yes, no, abstained, voters, recused, resolved_by,"
    " resolved_at, ruling_id"
)
FINDING_COLUMNS = "charge_id, step, question, holds, reason, evidence, yes, no, abstained"


def fetch_resolution(con: Connection, resolution_id: str) -> Resolution:
    """Raises: NotFound."""
    found = _listed(con, "id = ?", resolution_id)
    if not found:
        raise NotFound("의결을")
    return found[0]


def find_resolution_of_item(con: Connection, item_id: str) -> Resolution | None:
    found = _listed(con, "item_id = ?", item_id)
    return found[0] if found else None


def insert_resolution(con: Connection, resolution: Resolution) -> None:
    """Keep a resolution with its findings. The ruling that it issues must be kept in the same transaction."""
    con.run(f"insert into resolutions ({COLUMNS}) values ({marks(COLUMNS)})", values_of(resolution, COLUMNS))
    columns = f"resolution_id, review_id, position, {FINDING_COLUMNS}"
    for position, finding in enumerate(resolution.findings, start=1):
        con.run(
            f"insert into resolved_findings ({columns}) values ({marks(columns)})",
            [resolution.id, resolution.review_id, position, *values_of(finding, FINDING_COLUMNS)],
        )


def _listed(con: Connection, condition: str, value: str) -> list[Resolution]:
    rows = con.rows(f"select {COLUMNS} from resolutions where {condition}", [value])
    among, ids = con.among("resolution_id", [row[0] for row in rows])
    findings: dict[str, list[ResolvedFinding]] = {}
    for resolution_id, *finding in con.rows(
        f"select resolution_id, {FINDING_COLUMNS} from resolved_findings where {among} order by position", ids
    ):
        findings.setdefault(resolution_id, []).append(_finding(tuple(finding)))
    return [_resolution(row, tuple(findings.get(row[0], ()))) for row in rows]


def _resolution(row: Row, findings: tuple[ResolvedFinding, ...]) -> Resolution:
    values = named(COLUMNS, row)
    values |= {
        "outcome": Outcome(values["outcome"]),
        "voters": texts(values["voters"]),
        "recused": texts(values["recused"]),
    }
    return Resolution(**values, findings=findings)


def _finding(row: Row) -> ResolvedFinding:
    values = named(FINDING_COLUMNS, row)
    values |= {
        "step": Step(values["step"]),
        "holds": None if values["holds"] is None else bool(values["holds"]),
        "evidence": texts(values["evidence"]),
    }
    return ResolvedFinding(**values)

"""The table `findings`: one answer a person a question a charge."""

from casebase.domain.finding import Finding, Step
from casebase.store.columns import marks, texts, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, review_id, charge_id, step, question, holds, reason, evidence, account_id, found_at, version"


def list_findings(con: Connection, review_id: str, account_id: str = "") -> list[Finding]:
    """Return a review's findings, of one person or of all."""
    where, values = ("and account_id = ?", [account_id]) if account_id else ("", [])
    rows = con.rows(f"select {COLUMNS} from findings where review_id = ? {where} order by id", [review_id, *values])
    return [_finding(row) for row in rows]


def find_finding(con: Connection, charge_id: str, step: Step, question: str, account_id: str) -> Finding | None:
    row = con.row(
        f"select {COLUMNS} from findings where charge_id = ? and step = ? and question = ? and account_id = ?",
        [charge_id, step.value, question, account_id],
    )
    return _finding(row) if row else None


def insert_finding(con: Connection, finding: Finding) -> None:
    con.run(f"insert into findings ({COLUMNS}) values ({marks(COLUMNS)})", values_of(finding, COLUMNS))


def update_finding(con: Connection, finding: Finding) -> bool:
    """False when `finding.version` is stale."""
    changed = con.run(
        "update findings set holds = ?, reason = ?, evidence = ?, found_at = ?, version = version + 1"
        " where id = ? and version = ?",
        values_of(finding, "holds, reason, evidence, found_at, id, version"),
    )
    return changed == 1


def _finding(row: Row) -> Finding:
    values = dict(zip(COLUMNS.split(", "), row, strict=True))
    holds = values["holds"]
    return Finding(
        **{
            **values,
            "step": Step(values["step"]),
            "holds": None if holds is None else bool(holds),
            "evidence": texts(values["evidence"]),
        }
    )

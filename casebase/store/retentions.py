"""The table `retentions`: the grade that one record was given in place of the standard."""

from casebase.domain.retention import Grade, OwnGrade
from casebase.store.columns import marks, named, values_of
from casebase.store.connection import Connection

COLUMNS = "subject_kind, subject_id, grade, reason, set_by, set_at, version"


def find_own_grade(con: Connection, subject_kind: str, subject_id: str) -> OwnGrade | None:
    row = con.row(
        f"select {COLUMNS} from retentions where subject_kind = ? and subject_id = ?", [subject_kind, subject_id]
    )
    if row is None:
        return None
    values = named(COLUMNS, row)
    return OwnGrade(**{**values, "grade": Grade(values["grade"])})


def insert_own_grade(con: Connection, own: OwnGrade) -> None:
    con.run(f"insert into retentions ({COLUMNS}) values ({marks(COLUMNS)})", values_of(own, COLUMNS))


def update_own_grade(con: Connection, own: OwnGrade) -> bool:
    """Write another grade. False when `own.version` is stale."""
    changed = con.run(
        "update retentions set grade = ?, reason = ?, set_by = ?, set_at = ?, version = version + 1"
        " where subject_kind = ? and subject_id = ? and version = ?",
        values_of(own, "grade, reason, set_by, set_at, subject_kind, subject_id, version"),
    )
    return changed == 1

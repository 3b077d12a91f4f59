"""The table `consultations`."""

from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.store.columns import marks, values_of
from casebase.store.connection import Connection

COLUMNS = "id, title, field, difficulty, law, visit_id, matter_id, opened_by, opened_at, status, version"


def list_consultations_of_visit(con: Connection, visit_id: str) -> list[Consultation]:
    rows = con.rows(f"select {COLUMNS} from consultations where visit_id = ? order by id", [visit_id])
    names = COLUMNS.split(", ")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return [Consultation(**{**values, "status": ConsultationStatus(values["status"])}) for values in found]


def insert_consultation(con: Connection, consultation: Consultation) -> None:
    con.run(f"insert into consultations ({COLUMNS}) values ({marks(COLUMNS)})", values_of(consultation, COLUMNS))


def update_consultation(con: Connection, consultation: Consultation) -> None:
    """Bring what the visit told up to date, while the consultation is still a draft."""
    con.run(
        "update consultations set title = ?, field = ?, difficulty = ?, law = ?, version = version + 1 where id = ?",
        values_of(consultation, "title, field, difficulty, law, id"),
    )

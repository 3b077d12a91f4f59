"""The table `screening_answers`: one answer a person a question a consultation."""

from casebase.domain.consultation import ScreeningAnswer
from casebase.store.columns import marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, consultation_id, question, holds, reason, account_id, answered_at"


def list_answers(con: Connection, consultation_id: str) -> list[ScreeningAnswer]:
    """Return a consultation's answers, the applicant's and the office's, in the order they were first given."""
    rows = con.rows(f"select {COLUMNS} from screening_answers where consultation_id = ? order by id", [consultation_id])
    return [_answer(row) for row in rows]


def keep_answer(con: Connection, answer: ScreeningAnswer) -> None:
    """Keep an answer; it takes the place of the same person's earlier one to the question, whose id stays."""
    changed = con.run(
        "update screening_answers set holds = ?, reason = ?, answered_at = ?"
        " where consultation_id = ? and question = ? and account_id = ?",
        values_of(answer, "holds, reason, answered_at, consultation_id, question, account_id"),
    )
    if not changed:
        insert_answer(con, answer)


def insert_answer(con: Connection, answer: ScreeningAnswer) -> None:
    """Keep the first answer of a person to a question."""
    con.run(f"insert into screening_answers ({COLUMNS}) values ({marks(COLUMNS)})", values_of(answer, COLUMNS))


def _answer(row: Row) -> ScreeningAnswer:
    values = named(COLUMNS, row)
    holds = values["holds"]
    return ScreeningAnswer(**{**values, "holds": None if holds is None else bool(holds)})

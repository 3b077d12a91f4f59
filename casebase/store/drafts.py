"""The tables `drafts` and `draft_fields`. A draft leaves no event and is wiped when it is finished.

`wipe_` deletes for good, which only drafts allow. Whoever changes a draft's fields locks its row first, by
`update_saved_at`, so that two writers queue and neither writes into a draft that is being wiped.
"""

from casebase.domain.draft import Draft, Form, TypedField
from casebase.store.columns import marks, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, account_id, form, subject, started_at, saved_at"


def find_draft(con: Connection, draft_id: str) -> Draft | None:
    row = con.row(f"select {COLUMNS} from drafts where id = ?", [draft_id])
    return _with_fields(con, row) if row else None


def find_draft_of(con: Connection, account_id: str, form: Form, subject: str) -> Draft | None:
    """Return a person's newest draft of a form about one thing."""
    row = con.row(
        f"select {COLUMNS} from drafts where account_id = ? and form = ? and subject = ? order by id desc",
        [account_id, form.value, subject],
    )
    return _with_fields(con, row) if row else None


def list_drafts(con: Connection, account_id: str) -> list[Draft]:
    """Return a person's drafts, the last saved first."""
    rows = con.rows(f"select {COLUMNS} from drafts where account_id = ? order by saved_at desc, id desc", [account_id])
    return [_with_fields(con, row) for row in rows]


def insert_draft(con: Connection, draft: Draft) -> None:
    con.run(f"insert into drafts ({COLUMNS}) values ({marks(COLUMNS)})", values_of(draft, COLUMNS))


def update_field(con: Connection, draft_id: str, typed: TypedField) -> int:
    """Keep a field if it is newer than what is kept, and return the sequence kept afterwards."""
    row = con.row("select sequence from draft_fields where draft_id = ? and name = ?", [draft_id, typed.key])
    if row is None:
        con.run(
            "insert into draft_fields (draft_id, name, value, sequence) values (?, ?, ?, ?)",
            [draft_id, typed.key, typed.value, typed.sequence],
        )
        return typed.sequence
    if typed.sequence > row[0]:
        con.run(
            "update draft_fields set value = ?, sequence = ? where draft_id = ? and name = ?",
            [typed.value, typed.sequence, draft_id, typed.key],
        )
    return max(int(row[0]), typed.sequence)


def update_saved_at(con: Connection, draft_id: str, saved_at: str) -> bool:
    """Say that a draft was written to, and lock it. False when it was wiped meanwhile."""
    return con.run("update drafts set saved_at = ? where id = ?", [saved_at, draft_id]) == 1


def wipe_field(con: Connection, draft_id: str, name: str) -> None:
    """Take one field out of a draft, such as a file that an act has taken."""
    con.run("delete from draft_fields where draft_id = ? and name = ?", [draft_id, name])


def wipe_draft(con: Connection, draft_id: str) -> None:
    """Take a draft away, inside the act that finished it or because its owner discards it."""
    con.run("update drafts set saved_at = saved_at where id = ?", [draft_id])  # locks
    con.run("delete from draft_fields where draft_id = ?", [draft_id])
    con.run("delete from drafts where id = ?", [draft_id])


def _with_fields(con: Connection, row: Row) -> Draft:
    fields = con.rows(
        "select name, value, sequence from draft_fields where draft_id = ? order by sequence, name", [row[0]]
    )
    values = dict(zip(COLUMNS.split(", "), row, strict=True))
    return Draft(
        **{**values, "form": Form(values["form"])},
        fields={name: value for name, value, _ in fields},
        sequences={name: sequence for name, _, sequence in fields},
    )

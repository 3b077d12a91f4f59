"""The tables `messages` and `progress_notices`: what office and applicant told each other, and notes within."""

from casebase.domain.consultation import Message, ProgressNotice
from casebase.store.columns import day, marks, named, texts, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, consultation_id, is_internal, text, account_id, sent_at, file_ids"
NOTICE_COLUMNS = "id, consultation_id, told_on, expected_on, text, told_by"


def list_messages(con: Connection, consultation_id: str, *, with_internal: bool) -> list[Message]:
    """Return a consultation's messages, the oldest first, with the office's own notes or without."""
    told = "" if with_internal else "and is_internal = 0"
    rows = con.rows(
        f"select {COLUMNS} from messages where consultation_id = ? {told} order by sent_at, id", [consultation_id]
    )
    return [_message(row) for row in rows]


def insert_message(con: Connection, message: Message) -> None:
    con.run(f"insert into messages ({COLUMNS}) values ({marks(COLUMNS)})", values_of(message, COLUMNS))


def list_progress_notices(con: Connection, consultation_id: str) -> list[ProgressNotice]:
    """Return what the applicant was told of the progress, the oldest first."""
    rows = con.rows(
        f"select {NOTICE_COLUMNS} from progress_notices where consultation_id = ? order by told_on, id",
        [consultation_id],
    )
    return [_notice(row) for row in rows]


def insert_progress_notice(con: Connection, notice: ProgressNotice) -> None:
    con.run(
        f"insert into progress_notices ({NOTICE_COLUMNS}) values ({marks(NOTICE_COLUMNS)})",
        values_of(notice, NOTICE_COLUMNS),
    )


def _message(row: Row) -> Message:
    values = named(COLUMNS, row)
    return Message(**{**values, "is_internal": bool(values["is_internal"]), "file_ids": texts(values["file_ids"])})


def _notice(row: Row) -> ProgressNotice:
    values = named(NOTICE_COLUMNS, row)
    return ProgressNotice(**{**values, **{name: day(values[name]) for name in ("told_on", "expected_on")}})

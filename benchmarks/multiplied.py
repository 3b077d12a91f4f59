"""A mirror many times over: as many cases as would take most of an hour to generate, in a minute.

Each copy is the same office's work under other ids, by the same people for the same agencies.
"""

import shutil
from pathlib import Path

import duckdb

_ALONE = frozenset(
    {
        *("agencies", "departments", "accounts", "members", "mirror_state", "deadlines_counted", "times_counted"),
        *("matter_statutes_read", "index_state", "passages", "passage_terms"),
    }
)
_OWN = frozenset(
    {
        *("id", "visit_id", "business_id", "matter_id", "case_id", "consultation_id", "document_id", "review_id"),
        *("observation_id", "subject_id", "charge_id", "meeting_id", "resolution_id", "ruling_id", "request_id"),
        *("issue_id", "first_review_id", "supersedes_id"),
    }
)
_ANSWERS = (
    "list_transform(answers, lambda answer:"
    " struct_pack(issue_id := answer.issue_id || '-' || {copy}, stance := answer.stance)) as answers"
)


def multiply(mirror: Path, file: Path, times: int) -> None:
    """Write a file with all that stands in a mirror, so many times over. It stands at the same event."""
    draft = file.with_suffix(".part")
    shutil.copyfile(mirror, draft)
    with duckdb.connect(draft) as con:
        columns: dict[str, list[str]] = {}
        for table, column in con.execute(
            "select table_name, column_name from duckdb_columns() where not internal and schema_name = 'main'"
        ).fetchall():
            columns.setdefault(table, []).append(column)
        for table in columns.keys() - _ALONE:
            con.execute(f"create temp table once as from {table}")
            for copy in range(1, times):
                con.execute(f"insert into {table} by name select {_copied(columns[table], copy)} from once")
            con.execute("drop table once")
    draft.rename(file)


def _copied(columns: list[str], copy: int) -> str:
    return ", ".join(_ANSWERS.format(copy=copy) if each == "answers" else _named(each, copy) for each in columns)


def _named(column: str, copy: int) -> str:
    return f"{column} || '-{copy}' as {column}" if column in _OWN else column

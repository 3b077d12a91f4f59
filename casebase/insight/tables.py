"""What the mirror copies, and which thing each row belongs to."""

import functools
from dataclasses import dataclass
from pathlib import Path

import duckdb

SCHEMA = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "schema").glob("*.sql"))
)


@dataclass(frozen=True)
class Table:
    """`root` is the column with the id of the thing that a row belongs to, indexed in the store.

    `kept` is what the mirror takes of a row, in DuckDB's words.
    """

    name: str
    root: str
    kept: str = "*"


EVENTS = Table("events", "seq")
DOCUMENTS = Table("documents", "id")

IMPORTED = Table("precedents", "import_id")  # the same rows by the file they came with

# What belongs to a thing, by the kind that events name. Papers belong to all of these, see `copying`.
PARTS = {
    "business": (Table("businesses", "id"),),
    "visit": (Table("visits", "id"), Table("visit_members", "visit_id"), Table("matters", "visit_id")),
    "consultation": (
        Table("consultations", "id"),
        Table("consultation_owners", "consultation_id"),
        Table("suspensions", "consultation_id"),
        Table("extensions", "consultation_id"),
        Table("opinions", "consultation_id"),
        Table("follow_ups", "consultation_id"),
    ),
    "review": (
        Table("reviews", "id"),
        Table("observations", "review_id"),
        Table("subjects", "review_id"),
        Table("charges", "review_id"),
        Table("findings", "review_id"),
        Table("rulings", "review_id"),
        Table("resolutions", "review_id"),
        Table("resolved_findings", "review_id"),
    ),
    "member": (Table("members", "account_id"),),
    "advice": (
        Table("advice_requests", "id"),
        Table("advice_issues", "request_id"),
        Table("assignments", "request_id", "* replace (stances(answers) as answers)"),
    ),
    "meeting": (Table("meetings", "id"),),
    "precedent": (Table("precedents", "id"),),
    "case_import": (IMPORTED,),
}

# Short tables, copied whole when an event names their kind; what has none is not counted.
WHOLE = {
    "account": (Table("accounts", "id"),),
    "agency": (Table("agencies", "id"), Table("departments", "id")),
    "setting": (),
    "statute_change": (),
    "reading_list": (),
    "post": (),
    "backup": (),
    "retention": (),
    "disposal": (),  # it makes the mirror start anew, see `mirror`
}

TABLES = (
    EVENTS,
    DOCUMENTS,
    *(table for tables in (*PARTS.values(), *WHOLE.values()) for table in tables if table is not IMPORTED),
)


@functools.cache
def columns() -> dict[str, tuple[str, ...]]:
    """Return the mirror's columns by table; the store's have the same names."""
    question = (
        "select table_name, list(column_name order by column_index) from duckdb_columns() where not internal group by 1"
    )
    with duckdb.connect() as empty:
        empty.execute(SCHEMA)
        return {table: tuple(names) for table, names in empty.execute(question).fetchall()}

"""Questions over all records as far as their keeping goes: which are past their time, and what holds one back."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from casebase.domain.retention import Grade, Record, RecordKind, Standards
from casebase.korean.dates import local_day
from casebase.store.connection import Connection, Row
from casebase.store.record_holds import ENDED, HOLDS, has_disposal, last_act


class _Source(NamedTuple):
    """Where the records of one kind are, and what of them is told; f is their table."""

    table: str
    begun_on: str
    number: str = "f.number"
    agency: str = "''"


_SOURCES = {
    RecordKind.CONSULTATION: _Source(
        table="consultations f left join agencies g on g.id = f.agency_id",
        begun_on="coalesce(f.filed_on, substr(f.opened_at, 1, 10))",
        number="coalesce(f.number, '')",
        agency="coalesce(g.name, '')",
    ),
    RecordKind.REVIEW: _Source(
        table="reviews f join agencies g on g.id = f.agency_id", begun_on="f.filed_on", agency="g.name"
    ),
    RecordKind.VISIT: _Source(table="visits f", begun_on="f.visited_on"),
    RecordKind.MEETING: _Source(table="meetings f", begun_on="f.held_on"),
}
_COLUMNS = "kind, id, number, agency, is_ended, last_at, grade, grade_version"
_IN_HAND = "('proposed', 'disposed')"


def count_due(con: Connection, standards: Standards, kinds: Collection[RecordKind]) -> int:
    """Return how many records of some kinds may be disposed of: past their time, nothing holding them back."""
    tables, values = _standards(standards)
    row = con.row(f"{tables} select count(*) from ({_due(kinds)}) as due", values)
    return int(row[0]) if row else 0


def list_due(
    con: Connection, standards: Standards, kinds: Collection[RecordKind], limit: int, offset: int
) -> list[Record]:
    """Return one page of these records, the first completed first."""
    tables, values = _standards(standards)
    rows = con.rows(
        f"{tables} select {_COLUMNS} from ({_due(kinds)}) as due order by last_at, id limit ? offset ?",
        [*values, limit, offset],
    )
    return [_record(row) for row in rows]


def find_record(con: Connection, standards: Standards, kind: RecordKind, id_: str) -> Record | None:
    """Return one record, finished or not."""
    return _found(con, standards, [kind], "f.id = ?", id_)


def find_record_by_number(con: Connection, standards: Standards, number: str) -> Record | None:
    """Return the record of a number, finished or not."""
    return _found(con, standards, tuple(RecordKind), "f.number = ?", number)


def what_holds(con: Connection, standards: Standards, record: Record) -> list[str]:
    """Return what holds a record back, by the names of `HOLDS`."""
    tables, values = _standards(standards)
    return [
        reason
        for reason, question in HOLDS[record.kind].items()
        if con.row(f"{tables} select 1 where exists ({question.format(id='?')})", [*values, record.id])
    ]


def _found(
    con: Connection, standards: Standards, kinds: Collection[RecordKind], condition: str, value: str
) -> Record | None:
    tables, values = _standards(standards)
    every = " union all ".join(f"{_records(kind, 'left join')} where {condition}" for kind in kinds)
    row = con.row(f"{tables} select {_COLUMNS} from ({every}) as known", [*values, *[value] * len(kinds)])
    return _record(row) if row else None


def _due(kinds: Collection[RecordKind]) -> str:
    """The day it began is asked for first: it stands in the record itself, its last act among the events."""
    return " union all ".join(
        f"{_records(kind, 'join')} where f.status in {ENDED[kind]} and {_SOURCES[kind].begun_on} < o.before_on"
        f" and {last_act(kind, 'f.id')} < o.before_at and not {has_disposal(kind, 'f.id', _IN_HAND)}"
        f" and {_is_free(kind)}"
        for kind in kinds
    )


def _is_free(kind: RecordKind) -> str:
    return " and ".join(f"not exists ({question.format(id='f.id')})" for question in HOLDS[kind].values())


def _records(kind: RecordKind, join: str) -> str:
    source = _SOURCES[kind]
    return (
        f"select '{kind}' as kind, f.id as id, {source.number} as number, {source.agency} as agency,"
        f" {last_act(kind, 'f.id')} as last_at, case when f.status in {ENDED[kind]} then 1 else 0 end as is_ended,"
        " coalesce(t.grade, s.grade) as grade, coalesce(t.version, 0) as grade_version"
        f" from {source.table} join standard s on s.kind = '{kind}'"
        f" left join retentions t on t.subject_kind = '{kind}' and t.subject_id = f.id"
        f" {join} over o on o.grade = coalesce(t.grade, s.grade)"
    )


def _standards(standards: Standards) -> tuple[str, list[object]]:
    """Return the office's standards as two tables that a question begins with, and their values."""
    grades = [(kind, grade.value) for kind, grade in standards.grades.items()]
    ends = [(grade.value, day.isoformat(), _midnight(day)) for grade, day in standards.over_before.items()]
    tables = (
        f"with standard(kind, grade) as (values {', '.join(['(?, ?)'] * len(grades))}),"
        f" over(grade, before_on, before_at) as (values {', '.join(['(?, ?, ?)'] * len(ends))})"
    )
    return tables, [value for row in (*grades, *ends) for value in row]


def _midnight(day: date) -> str:
    """Return the instant at which a day begins in Korea."""
    return f"{day - timedelta(days=1)}T15:00:00.000000Z"


def _record(row: Row) -> Record:
    kind, id_, number, agency, is_ended, last_at, grade, grade_version = row
    return Record(
        kind=RecordKind(kind),
        id=id_,
        number=number,
        agency=agency,
        completed_on=local_day(last_at) if is_ended and last_at else None,
        grade=Grade(grade),
        grade_version=grade_version,
    )

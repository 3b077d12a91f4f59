"""The table `case_imports`: files of cases that were taken over."""

from casebase.domain.errors import NotFound
from casebase.domain.precedent import CaseImport, PrecedentKind
from casebase.store.columns import marks, named, values_of
from casebase.store.connection import Connection, Row

COLUMNS = "id, kind, file_name, sha256, count_rows, count_taken, imported_by, imported_at"


def fetch_case_import(con: Connection, import_id: str) -> CaseImport:
    """Raises: NotFound."""
    row = con.row(f"select {COLUMNS} from case_imports where id = ?", [import_id])
    if row is None:
        raise NotFound("가져오기 기록을")
    return _case_import(row)


def list_case_imports(con: Connection, limit: int) -> list[CaseImport]:
    """Return the last imports, the newest first."""
    rows = con.rows(f"select {COLUMNS} from case_imports order by id desc limit ?", [limit])
    return [_case_import(row) for row in rows]


def insert_case_import(con: Connection, case_import: CaseImport) -> None:
    """Keep an import; it stands before the precedents that name it."""
    con.run(f"insert into case_imports ({COLUMNS}) values ({marks(COLUMNS)})", values_of(case_import, COLUMNS))


def _case_import(row: Row) -> CaseImport:
    values = named(COLUMNS, row)
    return CaseImport(**{**values, "kind": PrecedentKind(values["kind"])})

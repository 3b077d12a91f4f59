"""The table of imports, on both engines."""

import pytest

from casebase.domain.errors import NotFound
from casebase.domain.precedent import PrecedentKind
from casebase.store.case_imports import fetch_case_import, list_case_imports
from casebase.store.connection import Connection
from tests.precedent_builders import a_case_import


def test_imports_come_back_the_newest_first(con: Connection) -> None:
    first, second = a_case_import(con), a_case_import(con, kind=PrecedentKind.EXEMPTION, count_taken=0)

    assert list_case_imports(con, 10) == [second, first]
    assert list_case_imports(con, 1) == [second]
    assert fetch_case_import(con, first.id) == first
    with pytest.raises(NotFound):
        fetch_case_import(con, "none")

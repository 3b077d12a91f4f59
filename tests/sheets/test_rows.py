"""Addresses of cells."""

import pytest

from casebase.sheets.rows import Merge, SheetRow, address, letters, placed


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (16383, "XFD")])
def test_a_column_is_called_by_its_letters(column: int, name: str) -> None:
    assert letters(column) == name
    assert placed(f"{name}7") == (7, column)


def test_an_address_is_as_people_read_it() -> None:
    assert address(14, 2) == "C14"
    assert Merge(3, 1, 4, 2).address == "B3:C4"
    assert placed("$C$14") == (14, 2)
    assert placed("14C") is None


def test_nothing_stands_beyond_the_last_cell() -> None:
    assert SheetRow(1, ("가",)).cell(5) == ""

"""Rows of a sheet, the addresses of their cells, and cells that were merged."""

import re
from dataclasses import dataclass

MOST_COLUMNS = 200
_LETTERS = 26
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True)
class SheetRow:
    """One row: its number as the office program shows it, and its cells as text from column A on."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the text in a column, counted from 0; nothing stands beyond the last one filled."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Merge:
    """Cells merged into one. Rows count from 1, columns from 0; both ends are included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def is_across(self) -> bool:
        return self.first_column != self.last_column

    @property
    def address(self) -> str:
        return f"{address(self.first_row, self.first_column)}:{address(self.last_row, self.last_column)}"


def address(row: int, column: int) -> str:
    """Return a cell's address as people read it: (14, 2) gives "C14"."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """Return a column's letters: 0 gives "A", 27 gives "AB"."""
    text, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        text = chr(ord("A") + letter) + text
    return text


def placed(reference: str) -> tuple[int, int] | None:
    """Return the row (from 1) and the column (from 0) of "C14"; None for what is no address."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1

"""Which rows of a ledger are its headings: one row or two, below whatever title stands over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casebase.sheets.rows import SheetRow

LOOKED_AT = 30  # rows from the top


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The name of one column: its own, or of two levels ("신청인", "기관")."""

    column: int
    levels: tuple[str, ...]

    @property
    def label(self) -> str:
        return " · ".join(self.levels)


@dataclass(frozen=True, kw_only=True)
class Headings:
    """The headings of a ledger. `last_row` is the row they end in; cases begin below it."""

    last_row: int
    columns: tuple[Heading, ...]


def headings_of(first_rows: Sequence[SheetRow], is_known: Callable[[tuple[str, ...]], bool]) -> Headings | None:
    """Return the row, or the two rows, of which most headings are known; None where none is.

    Of two rows the upper one's names reach over the empty cells to their right, as merged cells do. `is_known` is
    asked with the levels of one heading.
    """
    best: tuple[int, Headings] | None = None
    for place, row in enumerate(first_rows[:LOOKED_AT]):
        for rows in ((row,), tuple(first_rows[place : place + 2])):
            found = _headings(rows)
            count = sum(is_known(heading.levels) for heading in found.columns)
            if count and (best is None or count > best[0]):
                best = count, found
    return best[1] if best else None


def _headings(rows: Sequence[SheetRow]) -> Headings:
    upper, lower = rows[0], rows[-1]
    columns, reaching = [], ""
    for column in range(max(len(upper.cells), len(lower.cells))):
        above, below = squeezed(upper.cell(column)), squeezed(lower.cell(column))
        reaching = above or reaching
        levels = tuple(dict.fromkeys(level for level in (reaching, below) if level))
        if above or below:
            columns.append(Heading(column=column, levels=levels))
    return Headings(last_row=lower.number, columns=tuple(columns))


def squeezed(text: str) -> str:
    """Return a heading on one line: ledgers break them to keep columns narrow."""
    return " ".join(text.split())

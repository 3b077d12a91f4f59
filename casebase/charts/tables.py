"""What a chart is drawn from: the shape of a figure's table, whoever counted it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Words = Mapping[str, Mapping[str, str]]  # for each group its codes, and what people call them


class Column(Protocol):
    """One column of a table."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def unit(self) -> str: ...


class Figure(Protocol):
    """What a table's columns are: groups first, then measures."""

    @property
    def groups(self) -> Sequence[Column]: ...
    @property
    def measures(self) -> Sequence[Column]: ...


class Table(Protocol):
    """Rows of groups, as codes, and measures, of which None is one too small to be shown."""

    @property
    def figure(self) -> Figure: ...
    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...

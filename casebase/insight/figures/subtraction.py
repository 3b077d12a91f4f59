"""What follows by subtraction: how large a hidden number may be when sums that it belongs to are known."""

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

Key = Any  # what tells numbers, and sums, apart
_Node = tuple[str, Key]


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Numbers, each in two sums that are known, one of a row and one of a column; no number is below `least`."""

    values: Mapping[Key, int]
    rows: Mapping[Key, Key]
    columns: Mapping[Key, Key]
    least: int

    def distance(self, one: Key, other: Key) -> int:
        """Return 0 for numbers of one row, 1 of one column, 2 of neither."""
        if self.rows[one] == self.rows[other]:
            return 0
        return 1 if self.columns[one] == self.columns[other] else 2


def may_be(sums: Sums, key: Key, size: int, hidden: Collection[Key]) -> bool:
    """Say whether one of the hidden numbers might as well be `size` or more, all known sums being what they are.

    What it had more, others of its row would have less, others of their columns more, and so on, back to its own
    column. Each such way is walked for one at a time, as flows in a network are found.
    """
    network = _Network(sums, {other: sums.values[other] for other in hidden if other != key})
    return all(network.walk(key) for _ in range(size - sums.values[key]))


@dataclass
class _Network:
    """The hidden numbers as they might be."""

    sums: Sums
    left: dict[Key, int]
    at_node: dict[_Node, list[Key]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key in self.left:
            for node in (self._row(key), self._column(key)):
                self.at_node.setdefault(node, []).append(key)

    def walk(self, key: Key) -> bool:
        """Take one from some and give one to others so that `key` has one more. Returns False where none can."""
        start, goal = self._row(key), self._column(key)
        came: dict[_Node, tuple[_Node, Key]] = {}
        waiting = deque([start])
        while waiting and goal not in came:
            at = waiting.popleft()
            for other in self.at_node.get(at, ()):
                to = self._across(at, other)
                if to not in came and to != start:
                    came[to] = at, other
                    waiting.append(to)
        if goal not in came:
            return False
        while goal != start:
            goal, other = came[goal]
            self.left[other] += -1 if goal == self._row(other) else 1
        return True

    def _across(self, at: _Node, key: Key) -> _Node:
        """Return where a number leads to: from its row only while it has one to give."""
        if at == self._column(key):
            return self._row(key)
        return self._column(key) if self.left[key] > self.sums.least else at

    def _row(self, key: Key) -> _Node:
        return "row", self.sums.rows[key]

    def _column(self, key: Key) -> _Node:
        return "column", self.sums.columns[key]

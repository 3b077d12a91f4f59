"""Dated sets of criteria for exemption: what must be found of each charge before it is recognised."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from casebase.law.values import Basis

_FILE = Path(__file__).parent / "questions" / "criteria.toml"


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One requirement, its meaning, and the questions a reviewer asks before answering whether it holds."""

    code: str
    label: str
    definition: str
    questions: tuple[str, ...]
    source: str
    basis: Basis


@dataclass(frozen=True, kw_only=True)
class CriteriaSet:
    """Criteria that are judged together, open to reviews received from `since` on."""

    code: str
    label: str
    basis: Basis
    source: str
    since: date
    criteria: tuple[Criterion, ...]


def criteria_set(code: str) -> CriteriaSet:
    """Return the set a review is pinned to: "trio", the office's own test, or "national-2019", the Decree's.

    Raises: KeyError for a code that no set has.
    """
    return _sets()[code]


def criteria_sets_on(day: date) -> tuple[CriteriaSet, ...]:
    """Return the sets that a review received on a day may be pinned to."""
    return tuple(each for each in _sets().values() if each.since <= day)


@lru_cache(maxsize=1)
def _sets() -> Mapping[str, CriteriaSet]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({each["code"]: _set(each) for each in table["sets"]})


def _set(table: dict[str, Any]) -> CriteriaSet:
    return CriteriaSet(
        code=table["code"],
        label=table["label"],
        basis=Basis(table["basis"]),
        source=table["source"],
        since=table["from"],
        criteria=tuple(_criterion(each) for each in table["criteria"]),
    )


def _criterion(table: dict[str, Any]) -> Criterion:
    return Criterion(
        code=table["code"],
        label=table["label"],
        definition=table["definition"],
        questions=tuple(table["questions"]),
        source=table["source"],
        basis=Basis(table["basis"]),
    )

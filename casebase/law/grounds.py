"""Dated lists of yes-or-no questions: the form that grounds and conditions share."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from casebase.domain.errors import NotInForce
from casebase.korean.dates import official_date
from casebase.law.values import Basis

_FOLDER = Path(__file__).parent / "questions"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One question. `code` is what a finding keeps; `label` is its short name on screen and paper."""

    code: str
    label: str
    question: str
    source: str
    basis: Basis


@dataclass(frozen=True, kw_only=True)
class _Dated:
    """One list as it stands from a day on."""

    since: date
    grounds: tuple[Ground, ...]


def list_on(name: str, day: date) -> tuple[Ground, ...]:
    """Return the list of a file in questions/ in force on a day. Raises: NotInForce before the first list."""
    label, lists = _lists(name)
    begun = [dated for dated in lists if dated.since <= day]
    if not begun:
        raise NotInForce(label, official_date(day))
    return begun[-1].grounds


@lru_cache(maxsize=16)
def _lists(name: str) -> tuple[str, tuple[_Dated, ...]]:
    """Return a file's label and its lists from the oldest to the newest."""
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    lists = (
        _Dated(since=dated["from"], grounds=tuple(_ground(entry) for entry in dated["grounds"]))
        for dated in table["lists"]
    )
    return table["label"], tuple(lists)


def _ground(table: dict[str, Any]) -> Ground:
    return Ground(
        code=table["code"],
        label=table["label"],
        question=table["question"],
        source=table["source"],
        basis=Basis(table["basis"]),
    )

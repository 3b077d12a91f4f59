"""The published cases, as the package carries them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class PublishedCase:
    """One case as published: `view_a` is what was objected or asked, `view_b` what was answered."""

    id: str
    kind: str
    agency: str
    year: int | None
    year_basis: str
    field: str
    facts: str
    question: str
    view_a: str
    view_b: str
    outcome: str
    outcome_basis: str
    reasons: str
    source: str


@cache
def published_cases() -> dict[str, PublishedCase]:
    """Return the cases by id."""
    rows = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
    return {row["id"]: PublishedCase(**row) for row in rows}

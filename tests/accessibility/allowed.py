"""The dated list of what Streamlit's own parts break, each with its reason; all else is ours and is mended."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tests.accessibility.axe import Finding

LIST = Path(__file__).with_name("allowed.toml")


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """A rule that an element may break while Streamlit stays at a version. `selector` is a part of axe's own."""

    rule: str
    selector: str
    streamlit: str
    reason: str
    since: date

    def covers(self, finding: Finding) -> bool:
        return finding.rule == self.rule and self.selector in finding.selector


@cache
def allowances() -> tuple[Allowance, ...]:
    """Return the whole list as it stands in allowed.toml."""
    entries = tomllib.loads(LIST.read_text(encoding="utf-8"))["allowed"]
    return tuple(Allowance(**entry) for entry in entries)


def unlisted(findings: Iterable[Finding]) -> list[Finding]:
    """Return what no allowance covers."""
    return [finding for finding in findings if not any(allowance.covers(finding) for allowance in allowances())]

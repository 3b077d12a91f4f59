"""Worked examples of the deadline, as a lawyer writes them in examples/*.toml, made into what the program takes."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path
from typing import Any

from casebase.domain.setting import AgencyHoliday
from casebase.domain.suspension import SUSPENSION_LABELS, Extension, Receipt, Suspension
from casebase.law.deadlines import Deadline, deadline
from casebase.law.regimes import regime_on
from tests.builders import a_setting
from tests.law.histories import a_suspension, an_extension

FOLDER = Path(__file__).parent / "examples"
KINDS = {label: kind for kind, label in SUSPENSION_LABELS.items()}
LONG_AGO = date(2016, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Example:
    """One example and what it expects; `told` is its table in the file."""

    is_petition: bool
    told: dict[str, Any]

    @property
    def receipt(self) -> Receipt:
        return Receipt(on=self.told["received_on"], at=self.told.get("received_at", time(10, 0)))

    @property
    def suspensions(self) -> list[Suspension]:
        return [_suspension(number, stop) for number, stop in enumerate(self.told.get("stops", ()))]

    @property
    def extensions(self) -> list[Extension]:
        extended = enumerate(self.told.get("extensions", ()), start=1)
        return [an_extension(each["days"], position, each["decided_on"]) for position, each in extended]

    @property
    def agency(self) -> list[AgencyHoliday]:
        return [AgencyHoliday(**entry) for entry in self.told.get("agency_holidays", ())]

    def deadline(self) -> Deadline:
        rules = "petitions" if self.is_petition else "deadlines"
        own = {"consultation_days": str(self.told["days"])} | self.told.get("agency_decided", {})
        settings = [a_setting(f"{rules}.{name}", value, LONG_AGO) for name, value in own.items()]
        regime = regime_on(self.is_petition, self.receipt.on, settings)
        as_of = self.told.get("as_of", self.told["due_on"])
        return deadline(self.receipt, regime, self.suspensions, self.extensions, as_of, self.agency)


def worked_examples() -> list[Example]:
    """Return every example: those of agencies, of petitions, and of petitions that run in hours."""
    return [
        Example(is_petition=is_petition, told=told)
        for name, is_petition in (("agency", False), ("petition", True), ("hours", True))
        for told in _read(f"deadlines_{name}")
    ]


def _read(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["example"]


def _suspension(number: int, stop: dict[str, Any]) -> Suspension:
    suspension = a_suspension(
        KINDS[stop["kind"]],
        stop["from"],
        stop.get("to"),
        suspension_id=f"stop-{number}",
        cancelled=stop.get("cancelled", False),
    )
    return replace(suspension, entered_at=f"{stop.get('entered_on', stop['from'])}T01:00:00.000000Z")

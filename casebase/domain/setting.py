"""Agency settings: dated values an office sets for itself, shown as its own and never as law."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One value of one setting from a day on."""

    id: str
    name: str
    value: str
    begins_on: date
    basis: str  # what the office rests it on: its own directive, a decision


@dataclass(frozen=True, kw_only=True)
class AgencyHoliday:
    """A day the office adds to the public holidays, or, with `is_working`, takes out."""

    on: date
    name: str
    is_working: bool = False

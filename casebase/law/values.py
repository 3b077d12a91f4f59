"""Values of the law as they stood on a day: each with its unit, its source and what it rests on."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from casebase.domain.errors import InvalidEntry, NotInForce
from casebase.domain.setting import Setting
from casebase.korean.dates import official_date
from casebase.korean.text import clean, particle

_FOLDER = Path(__file__).parent / "parameters"
_LONGEST_TEXT = 200


class Basis(StrEnum):
    """What a value rests on. Only STATUTE may be shown as law."""

    STATUTE = "statute"
    AGENCY = "agency"


BASIS_LABELS = {Basis.STATUTE: "법령", Basis.AGENCY: "기관 기준"}


class Unit(StrEnum):
    """What a value counts; TEXT counts nothing."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    TIMES = "times"
    PEOPLE = "people"
    TEXT = "text"


UNIT_LABELS = {
    Unit.DAYS: "일",
    Unit.MONTHS: "개월",
    Unit.YEARS: "년",
    Unit.HOURS: "시간",
    Unit.TIMES: "회",
    Unit.PEOPLE: "명",
    Unit.TEXT: "",
}


def printed_source(basis: Basis, source: str) -> str:
    """Return a source as screens and papers show it: an agency's own always says that it is one."""
    return source if basis == Basis.STATUTE else f"{BASIS_LABELS[basis]}: {source}"


@dataclass(frozen=True, kw_only=True)
class LegalValue:
    """One value as it stood on a day, in force since `since`. `value` is text where the unit is TEXT."""

    value: int | str
    unit: Unit
    since: date
    source: str
    basis: Basis
    label: str

    @property
    def number(self) -> int:
        """The value as a number. Raises: TypeError for a text."""
        if isinstance(self.value, str):
            raise TypeError(f"‘{self.label}’ is a text, not a number")
        return self.value

    @property
    def printed(self) -> str:
        """The value with its unit: "30일"."""
        return f"{self.value}{UNIT_LABELS[self.unit]}"

    @property
    def printed_source(self) -> str:
        return printed_source(self.basis, self.source)


@dataclass(frozen=True, kw_only=True)
class AgencyParameter:
    """A value that an office may set for itself. `choices` is empty where anything fitting the unit will do."""

    name: str
    label: str
    unit: Unit
    default: int | str
    choices: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Parameter:
    """One entry of a file in parameters/, its values from the oldest to the newest."""

    name: str
    label: str
    unit: Unit
    values: tuple[LegalValue, ...]
    choices: tuple[str, ...]
    bounds: range  # of a number that an office may set

    @property
    def is_for_offices(self) -> bool:
        return self.values[-1].basis == Basis.AGENCY


def value_on(name: str, on: date, settings: Sequence[Setting] = ()) -> LegalValue:
    """Return the value of `name` in force on a day, such as "periods.exemption_filing_days".

    An office's own setting takes the place of a value that no statute sets, from the day it begins; it never
    touches a statutory one. Raises: NotInForce before the first value; KeyError for a name that no file holds.
    """
    parameter = _parameters()[name]
    begun = [value for value in parameter.values if value.since <= on]
    governing = begun[-1] if begun else parameter.values[0]
    if governing.basis == Basis.AGENCY:
        own = [setting for setting in settings if setting.name == name and setting.begins_on <= on]
        if own:
            return _set_by_office(parameter, max(own, key=lambda setting: setting.begins_on))
    if not begun:
        raise NotInForce(parameter.label, official_date(on))
    return governing


def agency_parameters() -> tuple[AgencyParameter, ...]:
    """Return every value an office may set, in the order of the files."""
    return tuple(
        AgencyParameter(
            name=parameter.name,
            label=parameter.label,
            unit=parameter.unit,
            default=parameter.values[-1].value,
            choices=parameter.choices,
        )
        for parameter in _parameters().values()
        if parameter.is_for_offices
    )


def checked_value(name: str, typed: str) -> str:
    """Return what an office typed for a parameter, as it is kept in Setting.value; "30일" gives "30".

    Raises: InvalidEntry (its field is "value"); KeyError for a name that no file holds.
    """
    parameter = _parameters()[name]
    if not parameter.is_for_offices:
        raise InvalidEntry(f"‘{parameter.label}’ 값은 법령이 정하므로 기관에서 바꿀 수 없습니다.", "value")
    text = " ".join(clean(typed, limit=_LONGEST_TEXT, field="value", label=parameter.label).split())
    if not text:
        raise InvalidEntry(f"‘{parameter.label}’ 값을 입력하세요.", "value")
    if parameter.unit != Unit.TEXT:
        text = _checked_number(parameter, text)
    if parameter.choices and text not in parameter.choices:
        raise InvalidEntry(f"‘{parameter.label}’ 값은 {', '.join(parameter.choices)} 가운데 하나로 고르세요.", "value")
    return text


def _checked_number(parameter: _Parameter, text: str) -> str:
    unit = UNIT_LABELS[parameter.unit]
    digits = text.removesuffix(unit).rstrip()
    is_number = digits.isascii() and digits.isdigit()
    if not is_number or int(digits) not in parameter.bounds:
        label, bounds = parameter.label, parameter.bounds
        raise InvalidEntry(
            f"{label}{particle(label, '은/는')} {bounds[0]}{unit}부터 {bounds[-1]}{unit}까지 숫자로 입력하세요.",
            "value",
        )
    return str(int(digits))


def _set_by_office(parameter: _Parameter, setting: Setting) -> LegalValue:
    return LegalValue(
        value=setting.value if parameter.unit == Unit.TEXT else int(setting.value),
        unit=parameter.unit,
        since=setting.begins_on,
        source=setting.basis,
        basis=Basis.AGENCY,
        label=parameter.label,
    )


@lru_cache(maxsize=1)
def _parameters() -> Mapping[str, _Parameter]:
    """Return every parameter by its name: the file's, a dot, the entry's."""
    loaded = {}
    for file in sorted(_FOLDER.glob("*.toml")):
        for entry, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            name = f"{file.stem}.{entry}"
            loaded[name] = _parameter(name, table)
    return MappingProxyType(loaded)


def _parameter(name: str, table: dict[str, Any]) -> _Parameter:
    unit = Unit(table["unit"])
    return _Parameter(
        name=name,
        label=table["label"],
        unit=unit,
        values=tuple(_value(table["label"], unit, value) for value in table["values"]),
        choices=tuple(str(choice) for choice in table.get("choices", ())),
        bounds=range(table.get("smallest", 0), table.get("largest", -1) + 1),
    )


def _value(label: str, unit: Unit, table: dict[str, Any]) -> LegalValue:
    return LegalValue(
        value=table["value"],
        unit=unit,
        since=table["from"],
        source=table["source"],
        basis=Basis(table["basis"]),
        label=label,
    )

"""One row of a ledger read as a case: every fault is found, each with the address of its cell."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casebase.casework.case_columns import COLUMN_LABELS, kind_named
from casebase.casework.entry import LONG, SHORT
from casebase.domain.canonical import canonical_json
from casebase.domain.errors import InvalidEntry
from casebase.domain.precedent import Precedent, PrecedentKind
from casebase.korean.text import clean, particle
from casebase.sheets.days import day_of
from casebase.sheets.rows import SheetRow, address

FIRST_YEAR = 1990
LONGEST_TITLE = 60  # of one made from a case's own words

_TEXTS = {
    "title": SHORT,
    "agency": SHORT,
    "field": SHORT,
    "facts": LONG,
    "question": LONG,
    "view_a": LONG,
    "view_b": LONG,
    "outcome": LONG,
    "reasons": LONG,
    "source": LONG,
}
_YEAR = re.compile(r"['’]?(\d{4}|\d{2})\s*(?:년|년도)?\.?")
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_CENTURY = 2000
_FIRST_OF_CENTURY = 100


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """What is wrong with one cell, at its address ("C14"), in a sentence that says what to do."""

    address: str
    label: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.address} {self.label}: {self.sentence}"


@dataclass(frozen=True, kw_only=True)
class CaseEntry:
    """One case of a ledger. `key` is its number there, or a digest of its content where it has none. `year` 0: none."""

    row: int
    key: str
    kind: str
    agency: str
    year: int
    field: str
    title: str
    facts: str
    question: str
    view_a: str
    view_b: str
    outcome: str
    reasons: str
    source: str
    received_on: str
    answered_on: str

    @property
    def source_key(self) -> str:
        return f"{self.kind}:{self.key}"

    def says_the_same(self, precedent: Precedent) -> bool:
        """Say whether a precedent on record holds what this entry does."""
        return all(getattr(self, name) == precedent.part(name) for name in _TEXTS) and self.year == precedent.year


def read_case(
    row: SheetRow, columns: Mapping[str, int], kind: PrecedentKind, today: date, faults: list[CellFault]
) -> CaseEntry | None:
    """Return a row as a case of a kind; None where it is of another kind or `faults` took one of its cells."""
    reading = _Row(row=row, columns=columns, faults=faults)
    if reading.kind(kind) != kind:
        return None
    before = len(faults)
    texts = {name: reading.text(name, limit) for name, limit in _TEXTS.items()}
    received_on, answered_on = reading.day("received_on", today), reading.day("answered_on", today)
    if received_on and answered_on and answered_on < received_on:
        reading.refuse("answered_on", "처리일이 접수일보다 앞섭니다. 두 날짜를 확인하세요.")
    year = reading.year(today) or _year_of(answered_on or received_on)
    if not (texts["title"] or texts["facts"] or texts["question"]):
        reading.refuse("title", "건명, 사실관계, 쟁점이 모두 비어 있습니다. 하나는 적거나 이 행을 지우세요.")
    texts["title"] = texts["title"] or title_of(texts["question"], texts["facts"])
    number = reading.text("id", SHORT)
    if len(faults) > before:
        return None
    days = {"received_on": received_on, "answered_on": answered_on}
    content = {"year": year, **texts, **days}
    return CaseEntry(row=row.number, key=number or _digest(content), kind=kind.value, year=year, **texts, **days)


def entry_values(entry: CaseEntry) -> dict[str, object]:
    """Return an entry's values by the names of its fields."""
    return dict(vars(entry))


def title_of(question: str, facts: str) -> str:
    """Return the title of a case whose source gives it none: the beginning of its question, or of its facts."""
    first = " ".join((question or facts).split())
    return first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1]}…"


@dataclass(frozen=True, kw_only=True)
class _Row:
    row: SheetRow
    columns: Mapping[str, int]
    faults: list[CellFault]

    def kind(self, wanted: PrecedentKind) -> PrecedentKind | None:
        """A ledger without a column of kinds is of the kind that was chosen for it."""
        told = self._cell("kind")
        if not told:
            return wanted
        found = kind_named(told)
        if found is None:
            self.refuse(
                "kind", f"‘{told}’{particle(told, '은/는')} 사전컨설팅, 면책심사, 현장 방문 가운데 하나가 아닙니다."
            )
        return found

    def text(self, name: str, limit: int) -> str:
        try:
            text = clean(self._cell(name), limit=limit, field=name, label=COLUMN_LABELS[name])
        except InvalidEntry as fault:
            self.refuse(name, str(fault))
            return ""
        if text in _ERRORS:
            self.refuse(name, f"수식의 오류 값({text})입니다. 값을 고쳐 적으세요.")
        return text

    def day(self, name: str, today: date) -> str:
        told = self._cell(name)
        if not told:
            return ""
        day = day_of(told)
        if day is None or day.year < FIRST_YEAR:
            self.refuse(
                name,
                f"‘{told[:SHORT]}’{particle(told[:SHORT], '을/를')} 날짜로 읽을 수 없습니다. 2026-11-23처럼 적으세요.",
            )
            return ""
        if day > today:
            self.refuse(name, "오늘보다 뒤의 날짜입니다. 날짜를 확인하세요.")
            return ""
        return day.isoformat()

    def year(self, today: date) -> int:
        told = self._cell("year")
        if not told:
            return 0
        found, day = _YEAR.fullmatch(told), day_of(told)
        year = int(found[1]) if found else day.year if day else 0
        year += _CENTURY if 0 < year < _FIRST_OF_CENTURY else 0
        if not FIRST_YEAR <= year <= today.year:
            self.refuse(
                "year", f"‘{told[:SHORT]}’{particle(told[:SHORT], '을/를')} 연도로 읽을 수 없습니다. 2026처럼 적으세요."
            )
            return 0
        return year

    def refuse(self, name: str, sentence: str) -> None:
        column = self.columns.get(name, min(self.columns.values(), default=0))
        self.faults.append(
            CellFault(address=address(self.row.number, column), label=COLUMN_LABELS[name], sentence=sentence)
        )

    def _cell(self, name: str) -> str:
        column = self.columns.get(name)
        return self.row.cell(column).strip() if column is not None else ""


def _year_of(day: str) -> int:
    return date.fromisoformat(day).year if day else 0


def _digest(content: Mapping[str, object]) -> str:
    return f"#{hashlib.sha256(canonical_json(content)).hexdigest()[:32]}"

"""Reading what was typed into a form: every fault is found, each with its field."""

import json
from collections.abc import Container, Iterable, Mapping
from datetime import date

from casebase.documents.fonts import unprintable
from casebase.domain.errors import CasebaseError, CharacterNotPrintable, InvalidEntry, SeveralInvalid
from casebase.korean.text import clean, particle

SHORT = 200
LONG = 20_000


class Entry:
    """One form's typed fields. Reading goes on after a fault; `must_be_sound` then names them all."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields
        self._faults: list[InvalidEntry] = []

    def text(self, key: str, label: str, *, limit: int = SHORT, required: bool = True) -> str:
        """Return the text in normal form, fit to be printed."""
        try:
            text = clean(self._fields.get(key, ""), limit=limit, field=key, label=label)
        except InvalidEntry as fault:
            self._faults.append(fault)
            return ""
        if required and not text:
            self.refuse(key, f"{label}{particle(label, '을/를')} 입력하세요.")
        if missing := unprintable(text):
            self.refuse(key, str(CharacterNotPrintable(missing)))
        return text

    def day(self, key: str, label: str, *, required: bool = True, not_after: date | None = None) -> date | None:
        """Return a day typed as "2026-11-22"."""
        typed = self._fields.get(key, "").strip()
        if not typed:
            if required:
                self.refuse(key, f"{label}{particle(label, '을/를')} 고르세요.")
            return None
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            self.refuse(key, f"{label}의 날짜를 알 수 없습니다. 2026-11-22처럼 입력하세요.")
            return None
        if not_after is not None and day > not_after:
            self.refuse(key, f"{label}{particle(label, '은/는')} 오늘보다 뒤일 수 없습니다. 날짜를 확인하세요.")
        return day

    def clock(self, key: str, label: str) -> str:
        """Return a time of day as "14:05"."""
        typed = self._fields.get(key, "").strip()
        hours, colon, minutes = typed[:5].partition(":")
        is_time = bool(colon) and hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60
        if not is_time:
            self.refuse(key, f"{label}{particle(label, '을/를')} 14:05처럼 24시간으로 입력하세요.")
            return ""
        return f"{int(hours):02d}:{int(minutes):02d}"

    def choice(self, key: str, label: str, options: Container[str], *, required: bool = True) -> str:
        """Return one of the options."""
        chosen = self._fields.get(key, "")
        if not chosen and not required:
            return ""
        if chosen not in options:
            self.refuse(key, f"{label}{particle(label, '을/를')} 목록에서 고르세요.")
            return ""
        return chosen

    def several(self, key: str, label: str, options: Container[str]) -> tuple[str, ...]:
        """Return the chosen options, kept as a JSON list, in order and without doubles."""
        chosen = json.loads(self._fields.get(key) or "[]")
        if any(option not in options for option in chosen):
            self.refuse(key, f"{label}에 목록에 없는 값이 있습니다. 다시 고르세요.")
        return tuple(dict.fromkeys(str(option) for option in chosen))

    def is_yes(self, key: str) -> bool:
        return self._fields.get(key) == "yes"

    def number(self, key: str, least: int, most: int) -> int:
        """Return how many repeated parts a form shows."""
        typed = self._fields.get(key, "")
        return min(max(int(typed) if typed.isdigit() else least, least), most)

    def read(self, key: str) -> str:
        return self._fields.get(key, "")

    def refuse(self, key: str, sentence: str) -> None:
        self._faults.append(InvalidEntry(sentence, key))

    def take_fault(self, fault: CasebaseError, key: str) -> None:
        self.refuse(key, str(fault))

    def must_be_sound(self) -> None:
        """Raises: SeveralInvalid with every fault found so far."""
        if self._faults:
            raise SeveralInvalid(tuple(self._faults))


def checked_text(typed: str, field: str, label: str, *, limit: int = LONG, required: bool = True) -> str:
    """Return one text in normal form, fit to be printed. Raises: SeveralInvalid."""
    entry = Entry({field: typed})
    text = entry.text(field, label, limit=limit, required=required)
    entry.must_be_sound()
    return text


def files_in(fields: Mapping[str, str], role: str) -> Iterable[dict[str, str]]:
    """Return the files a draft holds of one role, in the order they were added."""
    kept = [json.loads(value) for key, value in fields.items() if key.startswith("file_") and value]
    return [file for file in kept if file["role"] == role]

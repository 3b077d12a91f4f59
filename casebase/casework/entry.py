"""Reading what was typed into a form: every fault is found, each with its field."""

import json
import operator
from collections.abc import Container, Mapping
from datetime import date

from casebase.casework.drafts import FILE_FIELDS
from casebase.documents.fonts import unprintable
from casebase.domain.errors import CasebaseError, CharacterNotPrintable, InvalidEntry, SeveralInvalid
from casebase.korean.text import clean, particle

SHORT = 200
LONG = 20_000
LONGEST_SIDE_OF_DRAWING = 10_000  # points of the screen it was drawn on


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
            self.take_fault(fault, key)
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
        is_time = bool(colon) and hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60
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
        chosen = _texts_in(self._fields.get(key) or "[]")
        if chosen is None or any(option not in options for option in chosen):
            self.refuse(key, f"{label}에 목록에 없는 값이 있습니다. 다시 고르세요.")
            return ()
        return tuple(dict.fromkeys(chosen))

    def is_yes(self, key: str) -> bool:
        return self._fields.get(key) == "yes"

    def number(self, key: str, least: int, most: int) -> int:
        """Return how many repeated parts a form shows."""
        typed = self._fields.get(key, "")
        return min(max(int(typed) if typed.isdecimal() else least, least), most)

    def drawing(self, key: str, label: str) -> str:
        """Return a signature as the screen drew it, JSON {"w", "h", "path"}; empty when nothing was drawn."""
        drawn = self._fields.get(key, "")
        if drawn and not _is_drawing(drawn):
            self.refuse(key, f"{label}{particle(label, '을/를')} 읽을 수 없습니다. 지우고 다시 받으세요.")
            return ""
        return drawn

    def read(self, key: str) -> str:
        return self._fields.get(key, "")

    def refuse(self, key: str, sentence: str) -> None:
        """Note a fault; of several at one field the first is told."""
        if key not in {fault.field for fault in self._faults}:
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


def _texts_in(listed: str) -> list[str] | None:
    """Return a JSON list of texts, None for anything else."""
    try:
        texts = json.loads(listed)
    except ValueError:
        return None
    is_list_of_texts = isinstance(texts, list) and all(isinstance(text, str) for text in texts)
    return texts if is_list_of_texts else None


def _is_drawing(drawn: str) -> bool:
    try:
        width, height, path = operator.itemgetter("w", "h", "path")(json.loads(drawn))
    except (ValueError, TypeError, KeyError):
        return False
    return _is_length(width) and _is_length(height) and isinstance(path, str)


def _is_length(value: object) -> bool:
    return isinstance(value, int | float) and 0 < value <= LONGEST_SIDE_OF_DRAWING


def file_fields(fields: Mapping[str, str], role: str) -> dict[str, dict[str, str]]:
    """Return the files a draft holds of one role by the names of their fields, in the order they were added."""
    kept = {name: json.loads(value) for name, value in fields.items() if name.startswith(FILE_FIELDS) and value}
    return {name: file for name, file in kept.items() if file["role"] == role}

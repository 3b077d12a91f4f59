"""Pieces of personal data in a text, and how an office masks each kind before others may read it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PersonalKind(StrEnum):
    """What a piece of a text is. BY_HAND: marked by a person, such as a trade secret."""

    RESIDENT_NUMBER = "resident_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    ACCOUNT = "account"
    CARD = "card"
    VEHICLE = "vehicle"
    BUSINESS_NUMBER = "business_number"
    BIRTH_DATE = "birth_date"
    NAME = "name"
    BY_HAND = "by_hand"


PERSONAL_KIND_LABELS = {
    PersonalKind.RESIDENT_NUMBER: "주민·외국인등록번호",
    PersonalKind.PHONE: "전화번호",
    PersonalKind.EMAIL: "전자우편 주소",
    PersonalKind.ADDRESS: "주소",
    PersonalKind.ACCOUNT: "계좌번호",
    PersonalKind.CARD: "카드번호",
    PersonalKind.VEHICLE: "차량번호",
    PersonalKind.BUSINESS_NUMBER: "사업자·법인등록번호",
    PersonalKind.BIRTH_DATE: "생년월일",
    PersonalKind.NAME: "이름",
    PersonalKind.BY_HAND: "직접 지정",
}

_WHOLE = {
    PersonalKind.RESIDENT_NUMBER: "******-*******",
    PersonalKind.EMAIL: "****@****",
    PersonalKind.ADDRESS: "○○",
    PersonalKind.NAME: "○○○",
    PersonalKind.BY_HAND: "○○○",
}
_AREA_CODE = re.compile(r"\(?0\d{1,2}(?!\d)|01\d")
_DIGIT = re.compile(r"[\d●○xX#]")


@dataclass(frozen=True, kw_only=True)
class Span:
    """The characters `begins` to `ends` (not included) of a text. Masking is suggested, or that it may stay."""

    begins: int
    ends: int
    kind: PersonalKind
    reason: str
    is_suggested: bool = True


def masked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with every span masked. Spans that overlap are masked as one."""
    written, at = [], 0
    for begins, ends, kind in _united(spans):
        written += [text[at:begins], masked_piece(kind, text[begins:ends])]
        at = ends
    return "".join([*written, text[at:]])


def masked_piece(kind: PersonalKind, piece: str) -> str:
    """Return one piece masked: "010-1234-5678" gives "010-****-****"; other numbers keep only their form."""
    if kind in _WHOLE:
        return _WHOLE[kind]
    kept = _AREA_CODE.match(piece) if kind == PersonalKind.PHONE else None
    begins = kept.end() if kept else 0
    return piece[:begins] + _DIGIT.sub("*", piece[begins:])


def _united(spans: Iterable[Span]) -> list[tuple[int, int, PersonalKind]]:
    """Return the spans in order; those that overlap become one, of the kind that says least."""
    united: list[tuple[int, int, PersonalKind]] = []
    for span in sorted(spans, key=lambda each: (each.begins, each.ends)):
        if united and span.begins < united[-1][1]:
            begins, ends, _ = united[-1]
            united[-1] = (begins, max(ends, span.ends), PersonalKind.BY_HAND)
        else:
            united.append((span.begins, span.ends, span.kind))
    return united

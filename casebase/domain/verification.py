"""What a paper is found to be when somebody outside checks it, and the key it is known by without its number."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casebase.domain.canonical import digest
from casebase.domain.document import DocumentKind

DIGITS_NEEDED = 32  # of the 64 hex digits of a digest: what a QR code carries


class Standing(StrEnum):
    """How a paper stands. Only the first three are ever on record; the others are what a check finds."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ALTERED = "altered"
    UNKNOWN = "unknown"


STANDING_LABELS = {
    Standing.GENUINE: "진본",
    Standing.SUPERSEDED: "정정되어 대체됨",
    Standing.WITHDRAWN: "취소됨",
    Standing.ALTERED: "바뀐 파일",
    Standing.UNKNOWN: "확인되지 않음",
}


@dataclass(frozen=True, kw_only=True)
class KnownPaper:
    """What anybody may learn of an issued paper: neither its number nor anything that stands on it.

    `files` are the SHA-256 of every revision's bytes; `since` is the day it was superseded or withdrawn, `disposed_on`
    that on which the office disposed of its record, and of its own copy with it.
    """

    key: str
    files: tuple[str, ...]
    kind: DocumentKind
    office: str
    issued_on: date
    standing: Standing
    since: date | None
    is_demo: bool
    disposed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a check found. `paper` is None where nothing was confirmed: why not is never told."""

    standing: Standing
    paper: KnownPaper | None = None


def paper_key(number: str, content_sha256: str) -> str:
    """Return the key of a paper: who knows neither its number nor its digest learns neither from it."""
    return digest(f"{number}\x1f{content_sha256[:DIGITS_NEEDED]}".encode())

"""Checking a paper for somebody outside: by its number and digest, or by the file; nobody signs in for it."""

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from casebase.documents.reading import claims_of
from casebase.domain.canonical import digest
from casebase.domain.setting import Setting
from casebase.domain.verification import DIGITS_NEEDED, KnownPaper, Standing, Verdict, paper_key
from casebase.korean.text import nfc
from casebase.law.values import value_on
from casebase.store.connection import Store
from casebase.store.issued_papers import IssuedPaper, find_issued_as, list_issued_with
from casebase.store.settings import list_settings

LONGEST_NUMBER = 100

_DIGITS = re.compile(rf"[0-9a-f]{{{DIGITS_NEEDED},64}}")
_UNKNOWN = Verdict(standing=Standing.UNKNOWN)


class Register(Protocol):
    """Where papers are looked up: the office's store, or a list that was taken from it.

    `made_at` is the instant of the list; empty where the answer is of this moment.
    """

    @property
    def made_at(self) -> str: ...

    def find_paper(self, number: str, digits: str) -> KnownPaper | None:
        """Return the paper of a number whose content's digest begins with these DIGITS_NEEDED hex digits."""

    def find_file(self, sha256: str) -> KnownPaper | None:
        """Return the paper of which bytes with this SHA-256 are the issued file or a later revision."""


@dataclass(frozen=True, kw_only=True)
class StoreRegister:
    """The office's own store. Raises: StorageUnreachable."""

    store: Store
    made_at: str = ""

    def find_paper(self, number: str, digits: str) -> KnownPaper | None:
        """The number takes no part in the search, so that no number is told from one that was never given."""
        with self.store.reading() as con:
            found = list_issued_with(con, digits)
            settings = list_settings(con)
        named = [paper for paper in found if hmac.compare_digest(paper.number.encode(), number.encode())]
        return known_paper(named[0], office_on(named[0].issued_on, settings)) if named else None

    def find_file(self, sha256: str) -> KnownPaper | None:
        with self.store.reading() as con:
            found = find_issued_as(con, sha256)
            settings = list_settings(con)
        return known_paper(found, office_on(found.issued_on, settings)) if found else None


def verify_number(register: Register, number: str, digits: str) -> Verdict:
    """Say how the paper stands that bears a number and whose digest begins with `digits`, at least 32 in hex.

    Where they do not belong together the answer is the same for every reason.
    """
    number, digits = nfc(number.strip()), re.sub(r"[\s-]", "", digits).lower()
    if len(number) > LONGEST_NUMBER or not number.isprintable() or not _DIGITS.fullmatch(digits):
        return _UNKNOWN
    found = register.find_paper(number, digits[:DIGITS_NEEDED])
    return Verdict(standing=found.standing, paper=found) if found else _UNKNOWN


def verify_file(register: Register, content: bytes) -> Verdict:
    """Say how the paper stands that a file is, byte for byte; or that the file is one of ours altered.

    A file that is not on record is ALTERED where it still carries number and digest of a paper that is, and else
    UNKNOWN. Nothing is kept of it.
    """
    found = register.find_file(digest(content))
    if found:
        return Verdict(standing=found.standing, paper=found)
    for claim in claims_of(content):
        claimed = verify_number(register, claim.number, claim.digits)
        if claimed.paper:
            return Verdict(standing=Standing.ALTERED, paper=claimed.paper)
    return _UNKNOWN


def office_on(day: date, settings: Sequence[Setting]) -> str:
    """Return the office's name as it stood on a day."""
    return str(value_on("office.name", day, settings).value)


def known_paper(paper: IssuedPaper, office: str) -> KnownPaper:
    """Return what anybody may learn of a paper, under the office's name on the day of its issue.

    A withdrawal shows at once, before its notice has arrived: who relies on the paper must not be misled.
    """
    if paper.withdrawn_on:
        standing, since = Standing.WITHDRAWN, paper.withdrawn_on
    elif paper.superseded_on:
        standing, since = Standing.SUPERSEDED, paper.superseded_on
    else:
        standing, since = Standing.GENUINE, None
    return KnownPaper(
        key=paper_key(paper.number, paper.content_sha256),
        files=paper.files,
        kind=paper.kind,
        office=office,
        issued_on=paper.issued_on,
        standing=standing,
        since=since,
        is_demo=paper.is_demo,
        disposed_on=paper.disposed_on,
    )

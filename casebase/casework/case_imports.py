"""Taking over the cases of a ledger or a casebook as precedents: all of a file or nothing, and nothing twice."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.case_columns import COLUMN_LABELS
from casebase.casework.case_entry import CaseEntry, CellFault, entry_values
from casebase.casework.case_ledgers import SHOWN, Checked, Ledger, Progress, checked, in_parts, open_ledger
from casebase.casework.desk import Deed, Desk, Look, act, look
from casebase.casework.drafts import fetch_own
from casebase.casework.entry import file_fields
from casebase.casework.intake_files import LEDGER
from casebase.casework.papers import is_demo_office
from casebase.domain.canonical import digest
from casebase.domain.case import CaseKind
from casebase.domain.draft import Draft, Form
from casebase.domain.errors import InvalidEntry, SeveralInvalid
from casebase.domain.precedent import (
    PRECEDENT_PARTS,
    CaseImport,
    Precedent,
    PrecedentKind,
    PrecedentOrigin,
    PrecedentState,
)
from casebase.korean.personal_data import proposed_in
from casebase.sheets.book import Book, open_book
from casebase.store import case_imports, precedents
from casebase.store.columns import day_or_none
from casebase.store.connection import Connection
from casebase.store.files import fetch_bytes
from casebase.store.ids import new_id
from casebase.store.numbers import next_numbers
from casebase.store.settings import list_settings

_PIECE = 256 * 1024
LOOKED_AT = 1_000  # cases that are looked through for personal data: a millisecond each
NOT_READ = "-"  # what a draft's field of a column says where nothing is to be read into it


@dataclass(frozen=True, kw_only=True)
class ImportPreview:
    """What an import would do. Nothing is taken while there is a fault; `faults` are the first of `count_faults`."""

    count_rows: int
    count_new: int
    count_here: int
    count_other_kind: int
    changed: tuple[CaseEntry, ...]  # the first of those that stand here with other words, which stay
    count_changed: int
    count_personal: int  # of the first LOOKED_AT: those in which something looks like personal data
    first: tuple[CaseEntry, ...]
    faults: tuple[CellFault, ...]
    count_faults: int


def sheets_of_draft(desk: Desk, draft_id: str) -> tuple[str, ...]:
    """Return the sheets of the file that one's own draft holds, none until there is one.

    Raises: SignedOut, NotPermitted, NotFound, FileRefused.
    """
    brought = _brought(desk, draft_id)
    return brought.book.sheets if brought else ()


def ledger_of_draft(desk: Desk, draft_id: str) -> Ledger | None:
    """Open the ledger of one's own draft as the person wants it read; None until there is one.

    Fields: kind (a PrecedentKind), sheet, and for each column that is not read as proposed `column_field`, with its
    place ("0" is A) or NOT_READ.
    Raises: SignedOut, NotPermitted, NotFound, FileRefused.
    """
    brought = _brought(desk, draft_id)
    if brought is None:
        return None
    draft, kind = brought.draft, brought.draft.text("kind")
    return open_ledger(
        brought.file,
        brought.name,
        PrecedentKind(kind) if kind in set(PrecedentKind) else PrecedentKind.PRE_CONSULTING,
        draft.text(sheet_field(brought.sha256)),
        _columns_of(draft, brought.sha256),
    )


def newest_ledger(draft: Draft) -> dict[str, str] | None:
    """Return the last file of rows that was brought to a draft."""
    files = file_fields(draft.fields, LEDGER)
    return files[max(files, key=lambda name: draft.sequences.get(name, 0))] if files else None


def sheet_field(sha256: str) -> str:
    """Return the draft's field that names the sheet of a file: another file begins anew."""
    return f"sheet_{sha256[:8]}"


def column_field(name: str, sha256: str, sheet: str) -> str:
    """Return the draft's field that says where a column of a casebook is read from in one sheet of one file."""
    return f"column_{name}_{sha256[:8]}_{digest(sheet.encode())[:8]}"


def preview(desk: Desk, ledger: Ledger, progress: Progress) -> ImportPreview:
    """Check all of a ledger and count what an import would take. Changes nothing.

    Raises: SignedOut, NotPermitted, FileRefused, InvalidEntry; whatever `progress` raises.
    """
    _must_import(desk)
    with checked(ledger, desk.today, progress) as found:
        return _preview(desk, found)


def import_cases(desk: Desk, ledger: Ledger, progress: Progress) -> str:
    """Take over every case of a ledger that is not on record, or, with one fault in it, none. Returns the import's id.

    Rows of another kind are passed over. The file is read before anything is locked. Raises: SeveralInvalid with a
    sentence a fault, NotPermitted, FileRefused, InvalidEntry, StorageFull; whatever `progress` raises, and then nothing
    was taken.
    """
    _must_import(desk)
    with checked(ledger, desk.today, progress) as found:
        if found.faults:
            raise SeveralInvalid(tuple(InvalidEntry(str(fault), fault.address) for fault in found.faults))
        return _take_over(desk, found, progress)


@look(Act.SEE_IMPORT)
def case_import(asked: Look, import_id: str) -> CaseImport:
    """Return what an import took. Raises: NotFound."""
    asked.must_see(ANYTHING, "가져오기 기록을")
    return case_imports.fetch_case_import(asked.con, import_id)


@act(Act.IMPORT_CASES)
def _take_over(deed: Deed, found: Checked, progress: Progress) -> str:
    deed.allow(ANYTHING)
    deed.con.lock("case imports")  # the same file twice at once
    here = {entry.key for some in in_parts(found.entries()) for entry in _on_record(deed.con, some).values()}
    taken, is_demo = _as_import(deed, found, found.count_rows - len(here)), is_demo_office(list_settings(deed.con))
    case_imports.insert_case_import(deed.con, taken)
    numbers = iter(next_numbers(deed.con, deed.today.year, CaseKind.PRECEDENT.value, taken.count_taken))
    count = 0
    for some in in_parts(entry for entry in found.entries() if entry.key not in here):
        made = [replace(_precedent(deed, taken, entry, next(numbers)), is_demo=is_demo) for entry in some]
        precedents.insert_precedents(deed.con, made)
        count += len(made)
        progress("저장", count)
    deed.record("case_import", taken.id, kind=taken.kind.value, name=taken.file_name, count=taken.count_taken)
    return taken.id


def _as_import(deed: Deed, found: Checked, count_taken: int) -> CaseImport:
    return CaseImport(
        id=new_id(),
        kind=found.ledger.kind,
        file_name=found.ledger.name,
        sha256=_sha256_of(found.ledger.file),
        count_rows=found.count_rows,
        count_taken=count_taken,
        imported_by=deed.account.id,
        imported_at=deed.now,
    )


def _sha256_of(file: BinaryIO) -> str:
    file.seek(0)
    sha256 = hashlib.sha256()
    while piece := file.read(_PIECE):
        sha256.update(piece)
    return sha256.hexdigest()


def _precedent(deed: Deed, taken: CaseImport, entry: CaseEntry, number: str) -> Precedent:
    values = entry_values(entry)
    del values["row"], values["key"]
    values |= {
        "kind": taken.kind,
        "received_on": day_or_none(entry.received_on),
        "answered_on": day_or_none(entry.answered_on),
    }
    return Precedent(
        id=new_id(),
        number=number,
        origin=PrecedentOrigin.CASEBOOK,
        source_key=entry.source_key,
        state=PrecedentState.PUBLISHED,
        published_by=deed.account.id,
        published_on=deed.today,
        import_id=taken.id,
        **values,  # type: ignore[arg-type]
    )


@look(Act.SEE_IMPORT)
def _preview(asked: Look, found: Checked) -> ImportPreview:
    count_sound, count_here, changed = 0, 0, []
    for some in in_parts(found.entries()):
        here = _on_record(asked.con, some)
        count_sound, count_here = count_sound + len(some), count_here + len(here)
        changed += [entry for precedent, entry in here.items() if not entry.says_the_same(precedent)]
    return ImportPreview(
        count_rows=found.count_rows,
        count_new=count_sound - count_here,
        count_here=count_here,
        count_other_kind=found.count_other_kind,
        changed=tuple(changed[:SHOWN]),
        count_changed=len(changed),
        count_personal=sum(map(_looks_personal, islice(found.entries(), LOOKED_AT))),
        first=found.first,
        faults=found.faults,
        count_faults=found.count_faults,
    )


def _on_record(con: Connection, some: Sequence[CaseEntry]) -> dict[Precedent, CaseEntry]:
    """Return the precedents on record that entries are of: taken over before, or published here under that number."""
    by_source = {entry.source_key: entry for entry in some}
    by_number = {entry.key: entry for entry in some}
    own = precedents.list_precedents_of(con, PrecedentOrigin.CASEBOOK, list(by_source))
    numbered = precedents.list_numbered(con, list(by_number))
    return {each: by_number[each.number] for each in numbered} | {each: by_source[each.source_key] for each in own}


def _looks_personal(entry: CaseEntry) -> bool:
    texts = {part: str(getattr(entry, part)) for part in PRECEDENT_PARTS}
    return any(span.is_suggested for spans in proposed_in(texts).values() for span in spans)


@look(Act.SEE_IMPORT)
def _must_import(asked: Look) -> None:
    asked.must_see(ANYTHING, "가져오기를")


@dataclass(frozen=True, kw_only=True)
class _Brought:
    draft: Draft
    file: BytesIO
    name: str
    sha256: str
    book: Book


def _brought(desk: Desk, draft_id: str) -> _Brought | None:
    _must_import(desk)
    draft = fetch_own(desk, draft_id, Form.CASE_IMPORT)
    newest = newest_ledger(draft)
    if newest is None:
        return None
    file = BytesIO(fetch_bytes(desk.store.home, newest["sha256"]))
    book = open_book(file, newest["name"])
    return _Brought(draft=draft, file=file, name=newest["name"], sha256=newest["sha256"], book=book)


def _columns_of(draft: Draft, sha256: str) -> dict[str, int | None]:
    sheet = draft.text(sheet_field(sha256))
    typed = {name: draft.text(column_field(name, sha256, sheet)) for name in COLUMN_LABELS}
    return {name: int(text) if text.isdecimal() else None for name, text in typed.items() if text}

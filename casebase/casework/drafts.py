"""Drafts: what a person is typing, kept for them alone, field by field."""

import re
from collections.abc import Sequence
from dataclasses import replace

from casebase.casework.desk import Desk, drafting, reading, retried
from casebase.domain.account import Account
from casebase.domain.draft import Draft, Form, TypedField
from casebase.domain.errors import InvalidEntry, NotFound
from casebase.store import drafts
from casebase.store.connection import Connection
from casebase.store.ids import new_id

LONGEST_VALUE = 250_000
FILE_FIELDS = "file_"  # what stands in these is the house's own word on a file it keeps, never what a browser says
_NAME = re.compile(r"[a-z][a-zA-Z0-9_-]{0,99}")


def begin_draft(desk: Desk, form: Form, subject: str = "") -> str:
    """Begin a draft and return its id. Raises: SignedOut."""

    def write() -> str:
        with drafting(desk) as (con, account):
            draft = Draft(
                id=new_id(),
                account_id=account.id,
                form=form,
                subject=subject,
                started_at=desk.instant,
                saved_at=desk.instant,
            )
            drafts.insert_draft(con, draft)
            return draft.id

    return retried(write)


def keep_fields(desk: Desk, draft_id: str, fields: Sequence[TypedField]) -> dict[str, int]:
    """Keep fields as typed, each only if newer than what is kept; return the sequence kept for each.

    Raises: SignedOut, NotFound if the draft is not this person's, InvalidEntry for a field beyond all measure.
    """

    def write() -> dict[str, int]:
        with drafting(desk) as (con, account):
            lock_own(con, account, draft_id, desk.instant)
            return {field.key: drafts.update_field(con, draft_id, field) for field in kept}

    for field in fields:
        _must_be_measured(field)
    kept = [replace(field, value=_storable(field.value)) for field in fields]
    return retried(write)


def fetch_draft(desk: Desk, draft_id: str) -> Draft:
    """Return one's own draft. Raises: SignedOut, NotFound."""
    with reading(desk) as (con, account):
        return _own(con, account, draft_id)


def fetch_own(desk: Desk, draft_id: str, form: Form) -> Draft:
    """Return one's own draft of a form. Raises: SignedOut, NotFound."""
    draft = fetch_draft(desk, draft_id)
    if draft.form != form:
        raise NotFound("작성하던 초안을")
    return draft


def find_draft_of(desk: Desk, form: Form, subject: str) -> Draft | None:
    """Return one's own newest draft of a form about one thing, if any. Raises: SignedOut."""
    with reading(desk) as (con, account):
        return drafts.find_draft_of(con, account.id, form, subject)


def discard_draft(desk: Desk, draft_id: str) -> None:
    """Throw one's own draft away. Raises: SignedOut, NotFound."""

    def write() -> None:
        with drafting(desk) as (con, account):
            _own(con, account, draft_id)
            drafts.wipe_draft(con, draft_id)

    retried(write)


def lock_own(con: Connection, account: Account, draft_id: str, now: str) -> None:
    """Begin to write into one's own draft. Raises: NotFound, also when it was wiped meanwhile."""
    _own(con, account, draft_id)
    if not drafts.update_saved_at(con, draft_id, now):
        raise NotFound("작성하던 초안을")


def taken_by_act(con: Connection, account: Account, draft_id: str, form: Form, now: str) -> Draft:
    """Return one's own draft of a form, locked for the act that uses it up. Raises: NotFound.

    Of two acts sent at once for one draft, the second waits here and then finds no draft.
    """
    lock_own(con, account, draft_id, now)
    draft = _own(con, account, draft_id)
    if draft.form != form:
        raise NotFound("작성하던 초안을")
    return draft


def _own(con: Connection, account: Account, draft_id: str) -> Draft:
    draft = drafts.find_draft(con, draft_id)
    if draft is None or draft.account_id != account.id:
        raise NotFound("작성하던 초안을")
    return draft


def _must_be_measured(field: TypedField) -> None:
    if not _NAME.fullmatch(field.key) or field.key.startswith(FILE_FIELDS):
        raise InvalidEntry("알 수 없는 항목입니다. 화면을 새로 고치세요.", field.key)
    if len(field.value) > LONGEST_VALUE:
        raise InvalidEntry(f"너무 길어 저장할 수 없습니다({len(field.value):,}자). 나누어 입력하세요.", field.key)


def _storable(text: str) -> str:
    """Return the text without what no store holds: NUL, and half of a pair of UTF-16, typed halfway."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")

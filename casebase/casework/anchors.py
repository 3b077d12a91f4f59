"""Anchors: what the record of acts came to at the end of each day, kept apart from it and given out."""

import json
from datetime import date
from typing import Any

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.access.policy import granted
from casebase.casework.desk import Desk, Look, drafting, look, reading, retried
from casebase.domain.account import Account
from casebase.domain.canonical import canonical_json
from casebase.domain.chain import Anchor
from casebase.domain.errors import FileRefused, InvalidEntry, NotPermitted
from casebase.korean.dates import official_date
from casebase.law.values import value_on
from casebase.store.anchors import insert_anchor, list_anchors
from casebase.store.connection import Connection
from casebase.store.events import newest_of_days
from casebase.store.settings import list_settings

_NO_ANCHOR = "확정값 파일이 아닙니다. ‘anchor --out’으로 만든 파일을 고르세요."


def keep_anchors(desk: Desk) -> tuple[Anchor, ...]:
    """Keep the anchor of every day that is over and has none, and return these anchors.

    A day without events has none: the one before it still holds. What is recorded of a day after its anchor was
    taken stands before the next one. No event tells of an anchor: it would change what the anchor is of.
    Raises: SignedOut, NotPermitted, StorageFull, StorageUnreachable.
    """
    with reading(desk) as (con, account):
        _must_be_allowed(account)
        if not due_anchors(con, desk.today, desk.instant):
            return ()

    def write() -> tuple[Anchor, ...]:
        with drafting(desk) as (con, _):
            due = due_anchors(con, desk.today, desk.instant)
            return tuple(anchor for anchor in due if insert_anchor(con, anchor))

    return retried(write)


def due_anchors(con: Connection, today: date, taken_at: str) -> tuple[Anchor, ...]:
    """Return the anchors of days before today that are still to be kept, in the order of the events."""
    kept = list_anchors(con)
    known = {anchor.day for anchor in kept}
    newest = newest_of_days(con, kept[-1].seq if kept else 0)
    return tuple(
        Anchor(day=day, seq=event.seq, hash=event.hash, taken_at=taken_at)
        for day, event in newest
        if day < today and day not in known
    )


def anchor_of(anchors: list[Anchor], day: date) -> Anchor:
    """Return the anchor of a day. Raises: InvalidEntry."""
    found = next((anchor for anchor in anchors if anchor.day == day), None)
    if found is None:
        raise InvalidEntry(
            f"{official_date(day)}에는 확정값이 없습니다. 그날 남은 기록이 없거나 아직 끝나지 않은 날입니다. "
            "다른 날짜를 고르세요.",
            "day",
        )
    return found


@look(Act.CHECK_LOG)
def anchor_file(asked: Look, day: date | None = None) -> bytes:
    """Return the anchor of a day, by default the newest, as canonical JSON that `read_anchor` reads.

    Raises: InvalidEntry.
    """
    anchors = list_anchors(asked.con)
    if day is None and not anchors:
        raise InvalidEntry("아직 확정한 날이 없습니다. 하루가 끝난 뒤에 다시 하세요.", "day")
    anchor = anchors[-1] if day is None else anchor_of(anchors, day)
    office = str(value_on("office.name", anchor.day, list_settings(asked.con)).value)
    return anchor_json(office, anchor)


def anchor_json(office: str, anchor: Anchor) -> bytes:
    """Return an anchor as it leaves the office: in a file, and in the code on the paper of its day."""
    return canonical_json({"office": office, **_plain(anchor)})


def read_anchor(content: bytes) -> Anchor:
    """Return the anchor that a file or a code on paper holds. Raises: FileRefused."""
    try:
        return anchor_from(json.loads(content))
    except (ValueError, RecursionError) as fault:
        raise FileRefused(_NO_ANCHOR) from fault


def anchor_from(found: Any) -> Anchor:
    """Return the anchor that read JSON says. Raises: FileRefused."""
    try:
        day, seq, hash_, taken_at = date.fromisoformat(found["day"]), found["seq"], found["hash"], found["taken_at"]
    except (ValueError, KeyError, TypeError) as fault:
        raise FileRefused(_NO_ANCHOR) from fault
    if type(seq) is not int or seq < 1 or not isinstance(hash_, str):
        raise FileRefused("확정값 파일의 번호나 값이 잘못되었습니다. 원본 파일을 다시 고르세요.")
    return Anchor(day=day, seq=seq, hash=hash_, taken_at=str(taken_at))


def _plain(anchor: Anchor) -> dict[str, object]:
    return {"day": anchor.day, "seq": anchor.seq, "hash": anchor.hash, "taken_at": anchor.taken_at}


def _must_be_allowed(account: Account) -> None:
    if not granted(account.role, Act.KEEP_ANCHOR):
        raise NotPermitted(ACT_LABELS[Act.KEEP_ANCHOR])

"""The walk along the chain of events: whether it is whole and, where not, the first row that was touched, and how."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import chain

from casebase.domain.event import Event, chained_hash

DISPOSAL = "disposal"  # the kind of subject whose event may empty other events
EMPTIED = "emptied"  # in its detail: {"12": emptied_hash(event 12), ...}
FARTHEST = 500_000  # numbers tried to either side of a fault: a second each
AFTER_A_FAULT = (
    "저장소를 그대로 보존하고, 가장 가까운 백업과 출력해 둔 일일 기록을 대조하세요. 원인을 알기 전에는 업무를 멈추세요."
)


class FaultKind(StrEnum):
    """What was done to a row."""

    DELETED = "deleted"
    ALTERED = "altered"
    REORDERED = "reordered"
    ADDED = "added"
    CUT = "cut"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """Number and hash of the newest event of one day in Korea, kept apart from the events."""

    day: date
    seq: int
    hash: str
    taken_at: str  # UTC, "2026-01-02T03:04:05.678901Z"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a chain besides its rows: its end, its anchors, the numbers of events emptied by a disposal."""

    seq: int
    head: str
    anchors: tuple[Anchor, ...] = ()
    disposed: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The first place at which a chain is not whole: events `seq` to `until`, mostly one.

    `anchored_on` is the day whose anchor tells it, None where the rows themselves do.
    """

    kind: FaultKind
    seq: int
    until: int
    anchored_on: date | None = None

    @property
    def text(self) -> str:
        """What happened, as one Korean sentence."""
        span = f"{self.seq:,}번부터 {self.until:,}번까지"
        is_one, is_whole = self.seq == self.until, self.kind in {FaultKind.DELETED, FaultKind.CUT}
        rows = f"{self.seq:,}번이" if is_one else span if is_whole else f"{span}의 일부가"
        day = self.anchored_on
        source = f"{day.year}. {day.month}. {day.day}. 확정값" if day else "마지막 번호"
        return _SENTENCES[self.kind].format(rows=rows, seq=self.seq, before=self.seq - 1, source=source)


_SENTENCES = {
    FaultKind.DELETED: "기록 {rows} 지워졌습니다.",
    FaultKind.ALTERED: "기록 {seq:,}번의 내용이 바뀌었습니다.",
    FaultKind.REORDERED: "기록 {seq:,}번 자리에 다른 기록이 있습니다. 기록의 순서가 바뀌었습니다.",
    FaultKind.ADDED: "기록 {seq:,}번 자리에 끼워 넣은 기록이 있습니다.",
    FaultKind.CUT: "기록이 {before:,}건만 남아 있습니다. {source}에 따르면 있어야 할 기록 {rows} 없습니다.",
    FaultKind.REWRITTEN: "기록 {rows} 다시 쓰였습니다. {source}과 다릅니다.",
}


def emptied_hash(event: Event) -> str:
    """Return what a disposal's event says of an event it emptied: the hash of the row as it stands since."""
    return _hash_at(event, event.seq, event.previous_hash)


def first_fault(events: Iterable[Event], known: Known) -> Fault | None:
    """Walk events in the order in which they are kept; return the first fault, None when the chain is whole.

    A row that was rewritten together with everything after it is seen by an anchor only, which tells the rows among
    which it is. An emptied event counts as whole if an event of a disposal names it as it stands.
    """
    walk, rest, rewritten = _Walk(known), iter(events), None
    for event in rest:
        if not walk.fits(event):
            return _exact(rewritten, _named(event, rest, walk))
        if rewritten:
            return rewritten
        rewritten = walk.pass_by(event)
    return _exact(rewritten, _end_fault(walk) or walk.unnamed())


def _exact(rewritten: Fault | None, found: Fault | None) -> Fault | None:
    """Return the fault found in the rows themselves, unless an anchor tells one before it."""
    if rewritten is None or (found and found.seq <= rewritten.until):
        return found
    return rewritten


@dataclass
class _Walk:
    """How far a walk has come: the number that should be next, the hash it should follow, the event passed last."""

    known: Known
    seq: int = 1
    previous: str = ""
    last: Event | None = None
    assured: int = 0  # the newest number that an anchor vouches for
    emptied: dict[int, str] = field(default_factory=dict)  # events passed that no disposal has named yet

    def __post_init__(self) -> None:
        self._anchors: dict[int, list[Anchor]] = {}
        for anchor in self.known.anchors:
            self._anchors.setdefault(anchor.seq, []).append(anchor)

    def fits(self, event: Event) -> bool:
        """Say whether an event stands in its place as it was recorded, or as a disposal emptied it."""
        if event.seq != self.seq or event.previous_hash != self.previous:
            return False
        return event.seq in self.known.disposed or self.belongs(event)

    def belongs(self, event: Event) -> bool:
        """Say whether an event was recorded for this place, whatever its number and its link say now."""
        return _hash_at(event, self.seq, self.previous) == event.hash

    def pass_by(self, event: Event) -> Fault | None:
        """Take one event as whole; return what the anchors say against it."""
        if event.seq in self.known.disposed:
            self.emptied[event.seq] = emptied_hash(event)
        elif event.subject_kind == DISPOSAL:
            self._name_emptied(event)
        self.seq, self.previous, self.last = event.seq + 1, event.hash, event
        anchors = self._anchors.get(event.seq, ())
        for anchor in anchors:
            if anchor.hash != event.hash:
                return _fault(FaultKind.REWRITTEN, self.assured + 1, event.seq, anchor.day)
        self.assured = event.seq if anchors else self.assured
        return None

    def _name_emptied(self, event: Event) -> None:
        named = _emptied_by(event)
        self.emptied = {seq: now for seq, now in self.emptied.items() if named.get(str(seq)) != now}

    def unnamed(self) -> Fault | None:
        """Return the first event marked as emptied that no disposal in the chain names as it stands."""
        return _fault(FaultKind.ALTERED, min(self.emptied)) if self.emptied else None


def _emptied_by(event: Event) -> dict[str, object]:
    """Return what the event of a disposal says of those it emptied; one that cannot be read names none."""
    try:
        detail = json.loads(event.detail)
    except (ValueError, RecursionError):
        return {}
    named = detail.get(EMPTIED) if isinstance(detail, dict) else None
    return named if isinstance(named, dict) else {}


def _named(event: Event, rest: Iterator[Event], walk: _Walk) -> Fault:
    """Say what was done where an event does not fit; it reads the rest of the chain."""
    is_emptied = event.seq == walk.seq and event.seq in walk.known.disposed
    if walk.belongs(event) or is_emptied:
        return _fault(FaultKind.ALTERED, walk.seq)  # only its number or its link was touched
    true_seq = _true_seq(event, walk)
    is_here, is_twice = _look_ahead(event, rest, walk)
    if is_here:
        is_moved = true_seq is not None and true_seq > walk.seq and not is_twice
        return _fault(FaultKind.REORDERED if is_moved else FaultKind.ADDED, walk.seq)
    if true_seq is None:
        return _fault(_kind_of_false(event, walk), walk.seq)
    if true_seq > walk.seq:
        return _fault(FaultKind.DELETED, walk.seq, true_seq - 1)
    return _doubted(event, true_seq, walk)


def _kind_of_false(event: Event, walk: _Walk) -> FaultKind:
    """Say what was done where an event that was never recorded stands, and the one that belongs here nowhere."""
    if walk.seq > walk.known.seq:
        return FaultKind.ADDED
    return FaultKind.DELETED if event.seq > walk.seq else FaultKind.ALTERED


def _look_ahead(event: Event, rest: Iterable[Event], walk: _Walk) -> tuple[bool, bool]:
    """Say whether the event that belongs at this place comes later, and whether this one comes again."""
    is_here = is_twice = False
    for later in rest:
        is_here = is_here or walk.belongs(later) or walk.fits(later)
        is_twice = is_twice or later.hash == event.hash
    return is_here, is_twice


def _doubted(event: Event, true_seq: int, walk: _Walk) -> Fault:
    """Say what was done where an event follows another one than the one passed last: that one may be false."""
    last = walk.last
    if last is None or event.hash == last.hash:
        return _fault(FaultKind.ADDED if last else FaultKind.ALTERED, walk.seq)
    if true_seq == walk.seq:
        return _fault(FaultKind.ALTERED, last.seq)
    is_true_last = true_seq == last.seq and event.previous_hash == last.previous_hash
    return _fault(FaultKind.ADDED, last.seq if is_true_last else walk.seq)


def _end_fault(walk: _Walk) -> Fault | None:
    """Compare where the rows end with what is known of the end."""
    known, top = walk.known, walk.seq - 1
    latest = max(known.anchors, key=lambda anchor: anchor.seq, default=None)
    if latest and latest.seq > max(top, known.seq):
        return _fault(FaultKind.CUT, walk.seq, latest.seq, latest.day)
    if top < known.seq:
        return _fault(FaultKind.CUT, walk.seq, known.seq)
    if top > known.seq:
        return _fault(FaultKind.ADDED, known.seq + 1, top)
    return None if walk.previous == known.head else _fault(FaultKind.ALTERED, max(top, 1))


def _true_seq(event: Event, walk: _Walk) -> int | None:
    """Return the number under which an event was hashed, None if it never was as it stands.

    How far the numbers go is said by what may have been touched as well: of them those near the walk are tried.
    """
    known, here = walk.known, walk.seq
    if event.seq in known.disposed:
        return event.seq
    top = max(known.seq, 1, *(anchor.seq for anchor in known.anchors))
    later = range(here, min(top, here + FARTHEST) + 1)
    before = range(here - 1, max(0, here - FARTHEST), -1)
    numbers = chain([event.seq], later, before)
    return next((seq for seq in numbers if _hash_at(event, seq, event.previous_hash) == event.hash), None)


def _hash_at(event: Event, seq: int, previous_hash: str) -> str:
    return chained_hash(
        previous_hash,
        seq,
        event.command_id,
        event.happened_at,
        event.account_id,
        event.act,
        event.subject_kind,
        event.subject_id,
        event.detail,
        event.result,
    )


def _fault(kind: FaultKind, seq: int, until: int | None = None, anchored_on: date | None = None) -> Fault:
    return Fault(kind=kind, seq=seq, until=until or seq, anchored_on=anchored_on)

"""Chains of events made up for tests, and what somebody could do to them who has the database's own tools."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from casebase.domain.chain import Anchor, Fault, FaultKind, Known, emptied_hash, first_fault
from casebase.domain.event import Event, chained_hash

CONTENT = ("command_id", "happened_at", "account_id", "act", "subject_kind", "subject_id", "detail", "result")
TAKEN_AT = "2026-11-23T15:01:00.000000Z"

Rows = list[Event]
Expected = tuple[FaultKind, int, int]  # kind, first and last row


@dataclass(frozen=True)
class Tampering:
    """Rows and what is known of them after somebody was at them, and what a walk has to say."""

    rows: Rows
    known: Known
    expected: Expected


def events(count: int) -> Rows:
    """A whole chain."""
    made: Rows = []
    for seq in range(1, count + 1):
        content = (f"command {seq}", f"instant {seq}", "account", "act", "visit", f"visit {seq}", "{}", "")
        previous = made[-1].hash if made else ""
        made.append(_event(previous, seq, content))
    return made


def known_of(rows: Sequence[Event], anchored: Sequence[int] = (), disposed: Sequence[int] = ()) -> Known:
    """What is known of a whole chain; `anchored` are the numbers that have an anchor, the first on 1 November."""
    return Known(
        seq=len(rows),
        head=rows[-1].hash if rows else "",
        anchors=tuple(an_anchor(rows[seq - 1]) for seq in anchored),
        disposed=frozenset(disposed),
    )


def an_anchor(event: Event) -> Anchor:
    return Anchor(
        day=date(2026, 11, 1) + timedelta(days=event.seq - 1), seq=event.seq, hash=event.hash, taken_at=TAKEN_AT
    )


def rehashed(rows: Sequence[Event], since: int) -> Rows:
    """Number and chain the rows anew from one on, as a forger who knows how would."""
    made = list(rows[: since - 1])
    for seq, row in enumerate(rows[since - 1 :], since):
        content = tuple(getattr(row, name) for name in CONTENT)
        made.append(_event(made[-1].hash if made else "", seq, content))
    return made


def renumbered(rows: Sequence[Event]) -> Rows:
    return [replace(row, seq=seq) for seq, row in enumerate(rows, 1)]


def fault_of(tampering: Tampering) -> Expected | None:
    return told(first_fault(tampering.rows, tampering.known))


def told(fault: Fault | None) -> Expected | None:
    return (fault.kind, fault.seq, fault.until) if fault else None


def _event(previous: str, seq: int, content: tuple[str, ...]) -> Event:
    values = dict(zip(CONTENT, content, strict=True))
    return Event(seq=seq, previous_hash=previous, hash=chained_hash(previous, seq, *content), **values)


# What can be done to a whole chain. Each takes its rows and draws where.

Act = Callable[[st.DrawFn, Rows, Known], Tampering]


def deleted(draw: st.DrawFn, rows: Rows, known: Known) -> Tampering:
    """Take out one row or several, with or without closing the gap in the numbers."""
    first = draw(st.integers(1, len(rows) - 1))
    last = draw(st.integers(first, len(rows) - 1))
    left = rows[: first - 1] + rows[last:]
    return Tampering(draw(either(left, renumbered(left))), known, (FaultKind.DELETED, first, last))


def altered(draw: st.DrawFn, rows: Rows, known: Known) -> Tampering:
    """Change one column of one row, other than its number."""
    seq = draw(st.integers(1, len(rows)))
    column = draw(st.sampled_from([*CONTENT, "previous_hash", "hash"]))
    row = rows[seq - 1]
    text = draw(st.text(max_size=70).filter(lambda text: text != getattr(row, column)))
    left = [*rows[: seq - 1], replace(row, **{column: text}), *rows[seq:]]
    return Tampering(left, known, (FaultKind.ALTERED, seq, seq))


def numbered_otherwise(draw: st.DrawFn, rows: Rows, known: Known) -> Tampering:
    """Change the number of one row where it stands, as in a file."""
    seq = draw(st.integers(1, len(rows)))
    other = draw(st.integers(-5, len(rows) + 5).filter(lambda other: other != seq))
    left = [*rows[: seq - 1], replace(rows[seq - 1], seq=other), *rows[seq:]]
    return Tampering(left, known, (FaultKind.ALTERED, seq, seq))


def swapped(draw: st.DrawFn, rows: Rows, known: Known) -> Tampering:
    """Put two rows in each other's place, with or without each other's number."""
    one, other = sorted(draw(st.lists(st.integers(1, len(rows)), min_size=2, max_size=2, unique=True)))
    left = list(rows)
    left[one - 1], left[other - 1] = left[other - 1], left[one - 1]
    return Tampering(draw(either(left, renumbered(left))), known, (FaultKind.REORDERED, one, one))


def moved(draw: st.DrawFn, rows: Rows, known: Known) -> Tampering:
    """Take one row out and put it back elsewhere, with or without numbering anew."""
    old, new = draw(st.lists(st.integers(1, len(rows)), min_size=2, max_size=2, unique=True))
    left = list(rows)
    left.insert(new - 1, left.pop(old - 1))
    first = min(old, new)
    return Tampering(draw(either(left, renumbered(left))), known, (FaultKind.REORDERED, first, first))


def added(draw: st.DrawFn, rows: Rows, known: Known) -> Tampering:
    """Put in a row that was never recorded: a copy, a false one, or a false one hashed as it should be."""
    seq = draw(st.integers(1, len(rows)))
    of = draw(st.sampled_from(rows))
    previous = rows[seq - 2].hash if seq > 1 else ""
    false = replace(of, command_id="false", detail=draw(st.text(max_size=5)))
    content = tuple(getattr(false, name) for name in CONTENT)
    row = draw(st.sampled_from([of, false, _event(previous, seq, content)]))
    left = [*rows[: seq - 1], row, *rows[seq - 1 :]]
    # A copy of the row that belongs here is the same as a copy after it.
    place = seq + 1 if row == rows[seq - 1] else seq
    return Tampering(draw(either(left, renumbered(left))), known, (FaultKind.ADDED, place, place))


def cut(draw: st.DrawFn, rows: Rows, known: Known) -> Tampering:
    """Drop the end."""
    count = draw(st.integers(0, len(rows) - 1))
    return Tampering(rows[:count], known, (FaultKind.CUT, count + 1, len(rows)))


def hashed_anew(draw: st.DrawFn, rows: Rows, known: Known) -> Tampering:
    """Change one row and give it the hash that goes with it, but not the rows after it."""
    seq = draw(st.integers(1, len(rows)))
    left = [*rows[: seq - 1], replace(rows[seq - 1], detail="false"), *rows[seq:]]
    left[seq - 1] = rehashed(left, seq)[seq - 1]
    return Tampering(left, known, (FaultKind.ALTERED, seq, seq))


TAMPERINGS: tuple[Act, ...] = (deleted, altered, numbered_otherwise, swapped, moved, added, cut, hashed_anew)


def either(one: Rows, other: Rows) -> st.SearchStrategy[Rows]:
    return st.sampled_from([one, other])


@st.composite
def tamperings(draw: st.DrawFn) -> Tampering:
    """A chain with some anchors, somebody having been at it."""
    rows = events(draw(st.integers(2, 12)))
    anchored = draw(st.sets(st.integers(1, len(rows)), max_size=4))
    known = known_of(rows, sorted(anchored))
    return draw(st.sampled_from(TAMPERINGS))(draw, rows, known)


@st.composite
def rewritings(draw: st.DrawFn) -> Tampering:
    """A chain of which one row was changed, put in or taken out and everything after it hashed anew, its end too."""
    rows = events(draw(st.integers(2, 12)))
    seq = draw(st.integers(1, len(rows)))
    anchored = sorted(draw(st.sets(st.integers(1, len(rows)), max_size=3)) | {draw(st.integers(seq, len(rows)))})
    false = replace(rows[seq - 1], detail="false")
    left = rehashed([*rows[: seq - 1], false, *draw(either(rows[seq:], rows[seq - 1 :]))], seq)
    known = replace(known_of(left), anchors=known_of(rows, anchored).anchors)
    seen = next(number for number in anchored if number >= seq)
    vouched = max([number for number in anchored if number < seq], default=0)
    return Tampering(left, known, (FaultKind.REWRITTEN, vouched + 1, seen))


def disposed(rows: Sequence[Event], emptied: Sequence[int]) -> Rows:
    """Empty some events as a disposal does: the last event names them."""
    left = [replace(row, detail="") if row.seq in emptied else row for row in rows[:-1]]
    named = ",".join(f'"{seq}":"{emptied_hash(left[seq - 1])}"' for seq in emptied)
    last = replace(rows[-1], subject_kind="disposal", detail=f'{{"emptied":{{{named}}}}}')
    return rehashed([*left, last], len(rows))

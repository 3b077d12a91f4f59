"""The hash that ties an event to the one before it."""

import inspect

from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.event import chained_hash

PARTS = {
    "previous_hash": "0" * 64,
    "seq": 7,
    "command_id": "command",
    "happened_at": "2026-11-23T01:00:00.000000Z",
    "account_id": "account",
    "act": "finish_visit",
    "subject_kind": "visit",
    "subject_id": "visit-1",
    "detail": "{}",
    "result": "2026-방문-0001",
}


def test_the_same_event_has_the_same_hash() -> None:
    assert chained_hash(**PARTS) == chained_hash(**PARTS)
    assert len(chained_hash(**PARTS)) == 64


def test_every_part_of_an_event_is_in_its_hash() -> None:
    assert set(inspect.signature(chained_hash).parameters) == set(PARTS)

    changed = {chained_hash(**{**PARTS, name: 8 if name == "seq" else f"{part}!"}) for name, part in PARTS.items()}

    assert len(changed | {chained_hash(**PARTS)}) == len(PARTS) + 1


@given(st.text(alphabet="ab", max_size=4), st.text(alphabet="ab", max_size=4))
def test_text_cannot_move_from_one_part_to_the_next_unseen(act: str, kind: str) -> None:
    moved = chained_hash(**{**PARTS, "act": act + kind, "subject_kind": ""})

    assert (chained_hash(**{**PARTS, "act": act, "subject_kind": kind}) == moved) == (kind == "")

"""The walk along the chain: what is whole passes, and what was touched is named by kind and number."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebase.domain.chain import Fault, FaultKind, first_fault
from tests.chains import Tampering, disposed, events, fault_of, known_of, rehashed, rewritings, tamperings, told

TRIES = 1000


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_whole_chain_has_no_fault(count: int) -> None:
    rows = events(count)

    assert first_fault(rows, known_of(rows)) is None
    assert first_fault(rows, known_of(rows, range(1, count + 1))) is None


@settings(max_examples=TRIES)
@given(tamperings())
def test_whatever_is_touched_is_named_with_what_was_done_to_it(tampering: Tampering) -> None:
    assert fault_of(tampering) == tampering.expected


@settings(max_examples=TRIES // 5)
@given(rewritings())
def test_what_was_hashed_anew_to_the_end_is_named_by_the_first_anchor_after_it(rewriting: Tampering) -> None:
    assert fault_of(replace(rewriting, known=replace(rewriting.known, anchors=()))) is None  # the rows alone are whole
    assert fault_of(rewriting) == rewriting.expected


def test_a_tail_cut_together_with_the_known_end_is_told_by_an_anchor() -> None:
    rows = events(7)
    known = known_of(rows[:4])

    assert first_fault(rows[:4], known) is None
    fault = first_fault(rows[:4], replace(known, anchors=known_of(rows, [2, 6]).anchors))
    assert fault == Fault(kind=FaultKind.CUT, seq=5, until=6, anchored_on=date(2026, 11, 6))


def test_rows_after_the_known_end_are_named_as_added() -> None:
    rows = events(5)

    assert told(first_fault(rows, known_of(rows[:3]))) == (FaultKind.ADDED, 4, 5)


def test_a_changed_end_is_told() -> None:
    rows = events(3)

    assert told(first_fault(rows, replace(known_of(rows), head="false"))) == (FaultKind.ALTERED, 3, 3)
    assert told(first_fault([], replace(known_of([]), head="false"))) == (FaultKind.ALTERED, 1, 1)


def test_anchors_from_elsewhere_are_compared_as_well() -> None:
    rows = events(3)
    false = replace(known_of(rows, [2]).anchors[0], hash="false")
    known = known_of(rows, [1, 2, 3])

    fault = first_fault(rows, replace(known, anchors=(*known.anchors, false)))

    assert told(fault) == (FaultKind.REWRITTEN, 2, 2)


# Disposals

EMPTIED = (2, 3)


def test_events_that_a_disposal_emptied_count_as_whole() -> None:
    rows = disposed(events(6), EMPTIED)

    assert first_fault(rows, known_of(rows, [1, 3, 6], EMPTIED)) is None
    assert told(first_fault(rows, known_of(rows))) == (FaultKind.ALTERED, 2, 2)  # not marked as emptied


def test_an_event_marked_as_emptied_that_no_disposal_names_is_altered() -> None:
    rows = [replace(row, detail="") if row.seq == 2 else row for row in events(5)]

    assert told(first_fault(rows, known_of(rows, (), [2]))) == (FaultKind.ALTERED, 2, 2)


@pytest.mark.parametrize("column", ["act", "account_id", "happened_at", "detail", "subject_id", "result"])
def test_an_emptied_event_is_altered_no_more(column: str) -> None:
    rows = disposed(events(6), EMPTIED)
    rows[2] = replace(rows[2], **{column: "false"})

    assert told(first_fault(rows, known_of(rows, [6], EMPTIED))) == (FaultKind.ALTERED, 3, 3)


@pytest.mark.parametrize("column", ["previous_hash", "hash"])
def test_an_emptied_event_keeps_its_links(column: str) -> None:
    rows = disposed(events(6), EMPTIED)
    rows[2] = replace(rows[2], **{column: "false"})

    fault = first_fault(rows, known_of(rows, (), EMPTIED))

    assert fault is not None
    assert fault.seq in {3, 4}


@pytest.mark.parametrize(
    "detail", ["oops", "[]", "7", '{"emptied":[]}', '{"emptied":null}', "[" * 100_000, "9" * 5_000]
)
def test_a_disposal_that_cannot_be_read_names_nothing(detail: str) -> None:
    rows = disposed(events(6), EMPTIED)
    rows = rehashed([*rows[:5], replace(rows[5], detail=detail)], 6)

    assert told(first_fault(rows, known_of(rows, (), EMPTIED))) == (FaultKind.ALTERED, 2, 2)
    whole = rehashed([replace(row, subject_kind="disposal", detail=detail) for row in events(3)], 1)
    assert first_fault(whole, known_of(whole)) is None


def test_a_number_said_to_be_far_away_ends_no_walk() -> None:
    rows = events(3)
    rows[1] = replace(rows[1], detail="false")

    assert told(first_fault(rows, replace(known_of(rows), seq=10**12))) == (FaultKind.ALTERED, 2, 2)


def test_emptied_events_out_of_order_are_named() -> None:
    rows = disposed(events(7), EMPTIED)
    rows[2], rows[3] = rows[3], rows[2]

    assert told(first_fault(rows, known_of(rows, (), EMPTIED))) == (FaultKind.REORDERED, 3, 3)


@settings(max_examples=50)
@given(st.sampled_from(FaultKind), st.integers(1, 5000), st.integers(0, 3))
def test_every_fault_is_told_in_a_sentence_with_its_number(kind: FaultKind, seq: int, more: int) -> None:
    fault = Fault(kind=kind, seq=seq, until=seq + more, anchored_on=date(2026, 11, 2))

    assert f"{seq:,}번" in fault.text
    assert fault.text.endswith("다.")
    assert "{" not in fault.text

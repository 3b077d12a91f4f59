"""Numbers as printed, and the lists every case shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.case import DISCLOSURE_LABELS, FIELDS, CaseKind, Disclosure, numbered


@pytest.mark.parametrize(
    ("year", "word", "serial", "printed"),
    [
        (2026, "면책", 1, "2026-면책-0001"),
        (2026, "방문", 9999, "2026-방문-9999"),
        (2027, "사전", 10000, "2027-사전-10000"),
    ],
)
def test_a_number_is_printed_in_four_digits_or_more(year: int, word: str, serial: int, printed: str) -> None:
    assert numbered(year, word, serial) == printed


@given(st.lists(st.tuples(st.integers(1990, 2100), st.sampled_from(CaseKind), st.integers(1, 99_999)), unique=True))
def test_no_two_are_numbered_alike(given_out: list[tuple[int, CaseKind, int]]) -> None:
    printed = [numbered(year, kind.value, serial) for year, kind, serial in given_out]

    assert len(set(printed)) == len(given_out)


def test_lists_hold_each_thing_once() -> None:
    assert len(set(FIELDS)) == len(FIELDS)
    assert set(DISCLOSURE_LABELS) == set(Disclosure)

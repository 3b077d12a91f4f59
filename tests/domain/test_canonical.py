"""Canonical JSON: one value, one text."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.canonical import canonical_json, digest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Kind(StrEnum):
    """A kind to be written."""

    RULING = "ruling"


@dataclass(frozen=True)
class Part:
    """A part to be written."""

    on: date


@dataclass(frozen=True)
class Whole:
    """A value with parts."""

    kind: Kind
    parts: tuple[Part, ...]
    name: str


@given(JSON)
def test_what_is_written_is_read_back(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(), st.integers(), min_size=2, max_size=6))
def test_the_order_things_were_put_in_does_not_show(value: dict[str, int]) -> None:
    other_way_round = dict(reversed(value.items()))

    assert canonical_json(other_way_round) == canonical_json(value)


def test_values_are_written_plainly_without_spaces_in_utf_8() -> None:
    whole = Whole(Kind.RULING, (Part(date(2026, 11, 23)),), "가람")

    written = canonical_json(whole)

    assert written == '{"kind":"ruling","name":"가람","parts":[{"on":"2026-11-23"}]}'.encode()
    assert canonical_json({"before": whole}) == b'{"before":' + written + b"}"


def test_what_has_no_canonical_form_is_a_bug() -> None:
    with pytest.raises(TypeError, match="no canonical form for set"):
        canonical_json({"them": {1, 2}})


def test_a_digest_is_sha_256_in_hex() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

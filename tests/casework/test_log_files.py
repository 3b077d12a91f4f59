"""The record as a file: it says what the store says, and whatever is done to it is named."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebase.casework.log_files import check_file, export_log
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.chain import FaultKind
from casebase.domain.errors import FileRefused, NotPermitted
from casebase.domain.event import chained_hash
from casebase.store.connection import Store
from tests.anchored import anchored, events_on, operator
from tests.case_builders import a_person
from tests.chains import CONTENT, Expected, told

EVENTS = 6
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture
def exported(sqlite_store: Store, tmp_path: Path) -> Path:
    """An exported record of six events with anchors."""
    events_on(sqlite_store, 3, 3, 2, 1, 0, 0)
    anchored(sqlite_store)
    path = tmp_path / "log.jsonl"
    assert export_log(operator(sqlite_store), path) == EVENTS
    return path


def fault_of(path: Path, lines: list[bytes]) -> Expected | None:
    """Put lines in place of the file's and check them."""
    changed = path.with_suffix(".changed")
    changed.write_bytes(b"".join(line + b"\n" for line in lines))
    return told(check_file(changed).fault)


def test_an_export_is_as_whole_as_the_store_it_came_from(store: Store, tmp_path: Path) -> None:
    events_on(store, 2, 1, 0)
    anchored(store)
    path, heard = tmp_path / "log.jsonl", []

    export_log(operator(store), path, heard.append)
    checked = check_file(path, (), heard.append)

    assert (checked.count_events, checked.count_anchors, checked.fault) == (3, 2, None)
    assert heard == [3, 3]
    assert [each.name for each in tmp_path.glob("*.partial")] == []


def test_a_record_of_nothing_is_whole(store: Store, tmp_path: Path) -> None:
    export_log(operator(store), tmp_path / "log.jsonl")

    assert check_file(tmp_path / "log.jsonl").fault is None


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_flipped_byte_is_named_by_its_row(exported: Path, data: st.DataObject) -> None:
    content = bytearray(exported.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    changed = exported.with_suffix(".changed")
    changed.write_bytes(content)
    row = bytes(exported.read_bytes()[:place]).count(b"\n")

    if row == 0:
        with pytest.raises(FileRefused):
            check_file(changed)
    else:
        assert told(check_file(changed).fault) == (FaultKind.ALTERED, row, row)


@pytest.mark.parametrize("row", range(1, EVENTS + 1))
def test_what_happened_to_a_line_is_named(exported: Path, row: int) -> None:
    lines = exported.read_bytes().splitlines()
    without = lines[:row] + lines[row + 1 :]
    is_last = row == EVENTS

    assert fault_of(exported, without) == (FaultKind.CUT if is_last else FaultKind.DELETED, row, row)
    assert fault_of(exported, [*lines[: row + 1], lines[row], *lines[row + 1 :]]) == (FaultKind.ADDED, row + 1, row + 1)
    assert fault_of(exported, [*lines[:row], b"{}", *lines[row:]]) == (FaultKind.ADDED, row, row)
    if not is_last:
        swapped = [*lines[:row], lines[row + 1], lines[row], *lines[row + 2 :]]
        assert fault_of(exported, swapped) == (FaultKind.REORDERED, row, row)


def put(draw: st.DrawFn, within: Any, value: object) -> object:
    """Put a value in some place of read JSON: in its stead, or in that of one of its parts."""
    places = list(within) if isinstance(within, dict) else list(range(len(within))) if isinstance(within, list) else []
    if not places or draw(st.integers(0, 4)) == 0:
        return value
    place = draw(st.sampled_from(places))
    within[place] = put(draw, within[place], value)
    return within


@st.composite
def falsified(draw: st.DrawFn, content: bytes) -> bytes:
    """An export with values of any kind in any places, by somebody who gives the head and each event its new hash."""
    lines = [json.loads(line) for line in content.splitlines()]
    for _ in range(draw(st.integers(1, 3))):
        row = draw(st.integers(0, len(lines) - 1))
        lines[row] = put(draw, lines[row], draw(ANYTHING))
    if isinstance(lines[0], dict):
        lines[0]["digest"] = digest(as_written({name: lines[0][name] for name in lines[0].keys() - {"digest"}}))
    for line in lines[1:]:
        with contextlib.suppress(TypeError, AttributeError, KeyError, UnicodeError):
            line["hash"] = chained_hash(line["previous_hash"], line["seq"], *(line[name] for name in CONTENT))
    return b"".join(as_written(line) + b"\n" for line in lines)


def as_written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(errors="surrogatepass")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_values_of_any_kind_in_any_place_are_a_fault_or_a_refusal(exported: Path, data: st.DataObject) -> None:
    changed = exported.with_suffix(".changed")
    changed.write_bytes(data.draw(falsified(exported.read_bytes())))

    with contextlib.suppress(FileRefused):
        fault = check_file(changed).fault
        assert fault is None or fault.text.endswith("다.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seq", "6"),
        ("seq", True),
        ("seq", -1),
        ("head", None),
        ("disposed", ["1"]),
        ("disposed", None),
        ("anchors", [1]),
    ],
)
def test_a_head_with_values_of_another_kind_is_refused(exported: Path, name: str, value: object) -> None:
    head, *lines = exported.read_bytes().splitlines()
    changed = json.loads(head) | {name: value}
    del changed["digest"]

    with pytest.raises(FileRefused, match="첫 줄"):
        fault_of(exported, [as_written(changed | {"digest": digest(as_written(changed))}), *lines])


@pytest.mark.parametrize("number", [10**12, "1"])
def test_an_anchor_that_says_a_number_far_away_or_none_ends_no_check(exported: Path, number: object) -> None:
    head, *lines = exported.read_bytes().splitlines()
    changed = json.loads(head)
    del changed["digest"]
    changed["anchors"][0]["seq"] = number
    heads = as_written(changed | {"digest": digest(as_written(changed))})

    if number == "1":
        with pytest.raises(FileRefused, match="첫 줄"):
            fault_of(exported, [heads, *lines])
    else:
        assert fault_of(exported, [heads, lines[0].replace(b"act", b"tca"), *lines[1:]]) == (FaultKind.ALTERED, 1, 1)


@pytest.mark.parametrize("column", [*CONTENT, "previous_hash", "hash"])
def test_an_event_without_a_value_is_altered(exported: Path, column: str) -> None:
    lines = exported.read_bytes().splitlines()
    lines[2] = as_written(json.loads(lines[2]) | {column: None})

    assert fault_of(exported, lines) == (FaultKind.ALTERED, 2, 2)


def test_a_file_that_is_no_export_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    for content in (b"", b"{}", b"[]\n", b"\xff\xfe", b"[" * 100_000):
        path.write_bytes(content)
        with pytest.raises(FileRefused, match="첫 줄"):
            check_file(path)
    with pytest.raises(FileRefused, match="열 수 없습니다"):
        check_file(tmp_path / "none")


def test_who_may_not_check_the_record_gets_no_file(sqlite_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"

    with pytest.raises(NotPermitted):
        export_log(a_person(sqlite_store, Role.AUDITOR).desk, path)
    with pytest.raises(FileRefused, match="쓸 수 없습니다"):
        export_log(operator(sqlite_store), tmp_path / "none" / "log.jsonl")

    assert list(tmp_path.glob("log*")) == []

"""The record as a file: it says what the store says, and whatever is done to it is named."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebase.casework.log_files import check_file, export_log
from casebase.domain.account import Role
from casebase.domain.chain import FaultKind
from casebase.domain.errors import FileRefused, NotPermitted
from casebase.store.connection import Store
from tests.anchored import anchored, events_on, operator
from tests.case_builders import a_person
from tests.chains import Expected, told

EVENTS = 6


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

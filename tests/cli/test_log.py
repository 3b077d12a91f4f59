"""The record from the command line: what is said of it, what the exit code is, and what is given out."""

from pathlib import Path

import pytest

from casebase.casework.log_files import export_log
from casebase.store.connection import Store
from casebase.store.migrate import newest_known
from tests.anchored import YESTERDAY, anchored, events_on, operator
from tests.backed_up import rows_of
from tests.cli.conftest import Run
from tests.issued_papers import an_issued_ruling
from tests.tampered_rows import tamper

PAPER = Path(__file__)  # any file


@pytest.fixture
def store(store: Store) -> Store:
    """The records of the office: six events on three days."""
    events_on(store, 2, 2, 1, 1, 0, 0)
    return store


def test_a_whole_record_is_told_with_what_it_was_compared_with(store: Store, run: Run) -> None:
    anchored(store)

    assert run("check-log") == (0, "기록 6건이 온전합니다(대조한 확정값 2개).\n")


def test_a_touched_record_is_named_and_the_exit_code_says_so(store: Store, run: Run) -> None:
    tamper(store, "delete from events where seq = 3")

    code, said = run("check-log")

    assert code == 1
    assert "기록 3번이 지워졌습니다. 저장소를 그대로 보존하고" in said


def test_the_record_is_looked_at_also_where_a_paper_s_file_is_gone(store: Store, run: Run, tmp_path: Path) -> None:
    an_issued_ruling(store)
    for file in (store.home / "files").glob("*/*"):
        file.unlink()

    assert run("digests", tmp_path / "list.jsonl")[0] == 2, "other commands open a sound office only"
    codes = [
        run(*command)[0]
        for command in (("check-log",), ("anchor",), ("export-log", tmp_path / "log"), ("verify", PAPER))
    ]

    assert codes == [0, 0, 0, 1]


def test_a_check_leaves_an_earlier_programme_s_records_as_they_are(store: Store, run: Run) -> None:
    with store.transaction() as con:
        con.run("delete from migrations where name = ?", [newest_known("sqlite")])
    before = rows_of(store)

    codes = [run(*command) for command in (("check-log",), ("verify", PAPER))]

    assert [code for code, _ in codes] == [2, 2]
    assert all("이전 판의 것입니다" in said for _, said in codes)
    assert rows_of(store) == before


def test_where_there_is_no_office_a_check_makes_none(home: Path, run: Run) -> None:
    code, said = run("check-log")

    assert (code, "확인할 기록이 없습니다" in said) == (2, True)
    assert not home.exists()


def test_an_anchor_kept_elsewhere_tells_what_the_store_no_longer_does(store: Store, run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "anchor.json"
    assert run("anchor", "--day", YESTERDAY, "--out", kept)[0] == 0
    tamper(store, "delete from anchors", "delete from events", "update event_chain set seq = 0, head = ''")

    assert run("check-log") == (0, "기록 0건이 온전합니다(대조한 확정값 0개).\n")
    code, said = run("check-log", "--anchor", kept)

    assert code == 1
    assert "기록이 0건만 남아 있습니다." in said
    assert "1번부터 4번까지 없습니다" in said


@pytest.mark.usefixtures("store")
def test_an_anchor_is_shown_or_written(run: Run, tmp_path: Path) -> None:
    code, shown = run("anchor", "--day", YESTERDAY)

    assert code == 0
    assert f'"day":"{YESTERDAY}"' in shown
    assert run("anchor", "--day", YESTERDAY, "--out", tmp_path / "a.json")[0] == 0
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == shown.strip()
    assert run("anchor", "--day", YESTERDAY, "--out", tmp_path / "none" / "a.json")[0] == 2
    code, said = run("anchor", "--day", "2020-01-01")
    assert (code, "2020. 1. 1.에는 확정값이 없습니다" in said) == (2, True)


@pytest.mark.usefixtures("store")
def test_an_export_is_checked_where_there_is_no_office(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.jsonl"
    code, said = run("export-log", path)
    assert (code, said) == (0, f"기록 6건을 {path}에 내보냈습니다.\n")
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path / "elsewhere"))

    assert run("check-log", path)[0] == 0
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    code, said = run("check-log", path)

    assert (code, "기록 2번이 지워졌습니다." in said) == (1, True)
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_that_cannot_be_checked_is_refused_with_a_sentence(store: Store, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    export_log(operator(store), path)
    path.write_bytes(path.read_bytes()[10:])

    assert run("check-log", path)[0] == 2
    assert run("check-log", tmp_path / "none")[0] == 2
    assert run("export-log", path / "log.jsonl")[0] == 2
    code, said = run("check-log", "--anchor", path)
    assert (code, "확정값 파일이 아닙니다" in said) == (2, True)

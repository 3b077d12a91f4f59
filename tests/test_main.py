"""The operator's command line: what it takes in and gives out, what it says, what its exit code is."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from casebase.__main__ import main
from casebase.casework.office import configuration_from, open_office
from casebase.store.accounts import find_account_by_login, must_change_password
from casebase.store.second_factors import find_secret
from tests.builders import a_business, a_visit, an_account
from tests.ledgers import ROWS, a_csv, a_ledger, kept_in
from tests.second_factors import a_second_factor

Run = Callable[..., int]


class Screen(StringIO):
    """Where somebody reads what is told."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command on an office of the test's own."""
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path / "office"))
    monkeypatch.delenv("CASEBASE_STORE", raising=False)

    def command(*arguments: object) -> int:
        return main([str(argument) for argument in arguments])

    return command


def taken_out(run: Run, path: Path, what: str = "precedents", *more: str) -> list[dict[str, object]]:
    assert run("export", "--what", what, "--format", "json", *more, path) == 0
    found: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_a_dry_run_says_what_an_import_would_do_and_does_nothing(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept_in(tmp_path, "대장.csv", a_csv("cp949"))

    assert run("import", path, "--kind", "pre_consulting", "--dry-run") == 0

    assert "3건 가운데 새로 가져올 것 3건, 이미 있는 것 0건" in capsys.readouterr().out
    assert taken_out(run, tmp_path / "out.json") == []


def test_an_import_takes_a_ledger_and_the_same_again_nothing(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept_in(tmp_path, "대장.xlsx", a_ledger())

    codes = [run("import", path, "--kind", "pre_consulting") for _ in range(2)]

    assert codes == [0, 0]
    out = capsys.readouterr().out
    assert "새 사례 3건을 가져왔습니다" in out
    assert "새 사례 0건을 가져왔습니다" in out
    assert [case["id"] for case in taken_out(run, tmp_path / "out.json")] == [row[0] for row in ROWS]


def test_a_faulty_ledger_changes_nothing_and_its_cells_are_told(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [ROWS[0], (*ROWS[1][:2], "미정", *ROWS[1][3:]), ROWS[0]]
    path = kept_in(tmp_path, "대장.xlsx", a_ledger(*rows))

    codes = [run("import", path, "--kind", "pre_consulting", *more) for more in ((), ("--dry-run",))]

    told = capsys.readouterr().err
    assert codes == [2, 2]
    assert "C3 접수일: ‘미정’" in told
    assert "A4 자료번호: 2행과 4행의 번호 ‘2024-1’이 같습니다" in told
    assert taken_out(run, tmp_path / "out.json") == []


@pytest.mark.parametrize("name", ["없는.xlsx", "macro.xlsm"])
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    if name.startswith("macro"):
        kept_in(tmp_path, name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    assert run("import", tmp_path / name, "--kind", "visit") == 2
    assert "세요." in capsys.readouterr().err


def test_an_export_holds_what_an_account_sees(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("access-table")
    office = open_office(configuration_from({"CASEBASE_HOME": str(tmp_path / "office")}))
    with office.store.transaction() as con:
        visit = a_visit(con, a_business(con), an_account(con, login="kim"))
    office.store.close()

    found = taken_out(run, tmp_path / "seen.json", "visits", "--as", "kim")

    assert [line["번호"] for line in found] == [visit.number]
    path = tmp_path / "unseen.json"
    assert run("export", "--what", "visits", "--format", "json", path) == 2, "the operator sees no visits"
    assert run("export", "--what", "visits", "--format", "json", "--as", "nobody", path) == 2
    assert "계정을 찾을 수 없거나" in capsys.readouterr().err
    assert not path.exists()
    assert list(tmp_path.glob("*.partial")) == []


def test_a_demo_of_so_many_cases_generates_them_for_whom_the_password_lets_in(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("demo", "--cases", "26", "--seed", "3") == 0

    assert "사건 26건을 생성했습니다" in capsys.readouterr().out
    assert run("check-log") == 0
    assert run("demo", "--cases", "26") == 0
    assert "비어 있지 않아" in capsys.readouterr().out


def test_a_refusal_stands_on_a_line_of_its_own_behind_the_progress(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("backup", "--out", tmp_path / "out") == 0
    (archive,) = (tmp_path / "out").glob("*.casebase-backup")
    content = archive.read_bytes()
    archive.write_bytes(content.replace(b"SQLite format 3", b"SQLite format 4"))
    shown = Screen()
    monkeypatch.setattr("sys.stderr", shown)

    assert run("check-backup", archive) == 2

    progress, cleared, refusal = shown.getvalue().rpartition("\r\x1b[K")
    assert "%" in progress
    assert cleared
    assert refusal.endswith("세요.\n")


def test_a_demo_of_too_few_cases_is_refused(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demo", "--cases", "1") == 2

    assert "13 이상" in capsys.readouterr().err


def test_an_account_added_here_changes_its_password_first_and_its_second_factor_is_reset_here(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("correct horse\n"))
    asked = ["add-account", "--login", "admin", "--name", "관리자", "--role", "admin", "--password-stdin"]
    assert run(*asked) == 0
    assert "처음 로그인하면 비밀번호를 바꿉니다" in capsys.readouterr().out
    office = open_office(configuration_from({"CASEBASE_HOME": str(tmp_path / "office")}))
    with office.store.reading() as con:
        found = find_account_by_login(con, "admin")
        assert found is not None
        assert must_change_password(con, found[0].id)
    a_second_factor(office.store, found[0].id)

    codes = [run("reset-second-factor", "--login", login) for login in ("admin", "admin", "nobody")]

    assert codes == [0, 2, 2]
    with office.store.reading() as con:
        assert find_secret(con, found[0].id) is None
        assert con.row("select count(*) from access_log") == (0,), "no list of accounts was shown"
    office.store.close()


@pytest.mark.parametrize("format", ["xlsx", "csv", "parquet", "json"])
def test_an_export_that_cannot_be_written_is_refused_with_a_sentence(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], format: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "full.partial").symlink_to("/dev/full")
    (tmp_path / "folder").mkdir()

    # Of a full disk the writer of workbooks complains once more when its own file is thrown away.
    for place in ("none/out", "file/out", "folder", *(["full"] if format != "xlsx" else [])):
        assert run("export", "--what", "precedents", "--format", format, tmp_path / place) == 2
        told = capsys.readouterr().err
        assert told.startswith(f"{tmp_path / place} 파일을 쓸 수 없습니다(")
        assert len(told.strip().splitlines()) == 1

    left = {path.name for path in tmp_path.iterdir()} - {"full.partial"}
    assert left == {"file", "folder", "office"}

"""What is left of a disposal goes by one command, and the records stay as they are."""

from pathlib import Path

import pytest

from casebase.__main__ import main
from casebase.casework import disposals
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending
from tests.case_builders import record_of
from tests.disposal_stages import a_keeper, an_approver, an_old_visit, propose


def test_records_are_written_anew_and_stay_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path))
    monkeypatch.delenv("CASEBASE_STORE", raising=False)
    store = Store(f"sqlite:///{tmp_path / 'records.db'}", tmp_path)
    apply_pending(store)
    with store.transaction() as con:
        visit = an_old_visit(con)
    waiting = propose(a_keeper(store), visit.number)
    disposals.dispose_records(an_approver(store).desk, waiting.id, waiting.version)
    before = record_of(store)

    assert main(["dispose"]) == 0

    assert "기록 저장소를 새로 썼습니다" in capsys.readouterr().out
    assert record_of(store) == before
    assert "박대표".encode() not in (tmp_path / "records.db").read_bytes()

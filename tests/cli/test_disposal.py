"""What is left of a disposal goes by one command, and the records stay as they are."""

from casebase.casework import disposals
from casebase.store.connection import Store
from tests.case_builders import record_of
from tests.cli.conftest import Run
from tests.disposal_stages import a_keeper, an_approver, an_old_visit, propose


def test_records_are_written_anew_and_stay_the_same(store: Store, run: Run) -> None:
    with store.transaction() as con:
        visit = an_old_visit(con)
    waiting = propose(a_keeper(store), visit.number)
    disposals.dispose_records(an_approver(store).desk, waiting.id, waiting.version)
    before = record_of(store)

    code, told = run("dispose")

    assert code == 0
    assert "기록 저장소를 새로 썼습니다" in told
    assert record_of(store) == before
    assert "박대표".encode() not in (store.home / "records.db").read_bytes()

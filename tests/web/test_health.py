"""Is the store reachable, and its schema the one this program knows?"""

from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from casebase.casework.office import Office, use_office
from casebase.store.connection import Store
from casebase.store.migrate import newest_known


def test_a_store_that_answers_is_well(stranger: TestClient, served: Office) -> None:
    answer = stranger.get("/healthz")

    newest = newest_known(served.store.engine.kind)
    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "store": "reachable", "schema_version": newest, "newest_known": newest}


def test_a_store_that_does_not_answer_is_not(stranger: TestClient, served: Office, tmp_path: Path) -> None:
    use_office(replace(served, store=Store(f"sqlite:///{tmp_path}", tmp_path)))

    answer = stranger.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "store": "unreachable"}
    assert str(tmp_path) not in answer.text


def test_a_schema_of_another_time_is_not_well(stranger: TestClient, served: Office) -> None:
    with served.store.transaction() as con:
        con.run("insert into migrations (name) values ('9999_come_later')")

    answer = stranger.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["schema_version"] == "9999_come_later"

"""How far the record has come, asked by pages that follow what others do."""

import pytest
from starlette.testclient import TestClient

from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.store.events import latest_seq
from tests.builders import an_account, an_event
from tests.web.conftest import sign_in


def test_it_tells_the_number_of_the_newest_event(signed_in: TestClient, served: Office) -> None:
    before = signed_in.get("/api/newest").json()["seq"]

    with served.store.transaction() as con:
        an_event(con, "visit", "some")
    answer = signed_in.get("/api/newest")

    with served.store.reading() as con:
        assert answer.json() == {"seq": latest_seq(con)} == {"seq": before + 1}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("role", Role)
def test_everybody_with_an_account_may_follow(stranger: TestClient, served: Office, role: Role) -> None:
    with served.store.transaction() as con:
        account = an_account(con, role)

    answer = sign_in(stranger, served, account).get("/api/newest")

    assert set(answer.json()) == {"seq"}


def test_a_stranger_is_told_nothing(stranger: TestClient) -> None:
    assert stranger.get("/api/newest").status_code == 401

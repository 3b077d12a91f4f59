"""What nobody may read in a log, however much is logged."""

import logging

import pytest
from starlette.testclient import TestClient

from casebase.casework.second_factor import make_offer, second_factor_page
from casebase.casework.sign_in import session_of_token
from casebase.documents.signer import load_signer
from casebase.domain.account import Role
from casebase.domain.errors import CasebaseError
from casebase.web import newest
from casebase.web.session_cookie import COOKIE
from tests.builders import NOW
from tests.hostile.conftest import Browser
from tests.hostile.test_requests import sign_in
from tests.second_factors import a_code
from tests.signing_keys import a_signer
from tests.world import PASSWORD, World

WRONG, NEW = "not the pass-word 4711", "a quite new pass-phrase 0815"
KEY_PASSWORD = "pkcs12-pass-word-1234"
PERSONAL_NUMBER = "900101-1234568"


@pytest.fixture
def stranger(browser_of: Browser) -> TestClient:
    return browser_of(None)


def test_a_day_s_work_logged_in_full_tells_no_secret(
    stranger: TestClient, world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    person = world.people[Role.ADMIN]
    secrets = [PASSWORD, WRONG, NEW, KEY_PASSWORD, PERSONAL_NUMBER]

    stranger.post("/signin", data={"login": person.account.login, "password": WRONG})
    secrets.append(sign_in(stranger, world, Role.ADMIN))
    offer = make_offer(world.store.home, second_factor_page(person.desk))
    secrets += [offer.secret, offer.sealed, a_code(offer.secret)]
    stranger.post("/second-factor", data={"sealed": offer.sealed, "code": "000000"})
    stranger.post("/second-factor", data={"sealed": offer.sealed, "code": a_code(offer.secret)})
    stranger.post("/password", data={"current": WRONG, "new": NEW, "again": NEW})
    stranger.post("/api/precedents/similar", json={"text": PERSONAL_NUMBER})
    stranger.get("/oidc/callback", params={"code": NEW, "state": WRONG})
    secrets.append(stranger.cookies[COOKIE])
    with pytest.raises(CasebaseError):
        load_signer(b"no key at all", KEY_PASSWORD.encode(), NOW)
    assert a_signer()
    _break(stranger, monkeypatch)

    logged = "\n".join([caplog.text, *(str(record.__dict__) for record in caplog.records)])
    assert "unforeseen error" in logged
    assert [secret for secret in {*secrets, session_of_token(secrets[5])} if secret in logged] == []


def _break(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something fail that nobody foresaw: what is logged then is a traceback."""

    def broken(*_: object) -> object:
        raise RuntimeError("the wall fell down")

    monkeypatch.setattr(newest, "newest_event", broken)
    assert client.get("/api/newest").status_code == 500

"""Every page for every role, through the frame, on the demonstration's records."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from casebase.access.policy import granted
from casebase.casework.demo import fill
from casebase.casework.office import Configuration, Office, open_office, use_office
from casebase.casework.sign_in import close_session, open_session_for, session_of_token
from casebase.domain.account import Role
from casebase.store.accounts import find_account_by_login
from casebase.ui.frame import PAGES

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
UNFORESEEN = "예상하지 못한 오류"
REFUSED = "권한이 없습니다"
NOT_FOUND = "찾을 수 없거나 볼 권한이 없습니다"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("office")
    opened = open_office(Configuration(home=home, store_url=f"sqlite:///{home}/records.db"))
    fill(opened.store, datetime.now(UTC))
    use_office(opened)
    yield opened
    use_office(None)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("name", "act"), [(name, act) for name, _, act, _ in PAGES])
def test_a_page_opens_for_whom_it_is_and_refuses_whom_it_is_not(office, role, name, act):
    shown = _shown(office, role, name)

    assert not shown.exception
    assert UNFORESEEN not in _text(shown)
    if name in {"visits", "exemptions", "businesses", "admin"}:
        assert (REFUSED in _text(shown)) != bool(granted(role, act))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("page", "number"), [("visit", "2026-방문-9999"), ("exemption", "2026-면책-9999")])
def test_a_number_that_does_not_exist_is_answered_like_one_that_is_not_yours(office, role, page, number):
    shown = _shown(office, role, page, number=number)

    assert not shown.exception
    assert NOT_FOUND in _text(shown) or REFUSED in _text(shown)


def test_an_applicant_gets_the_same_answer_for_another_agency_s_review_as_for_none(office):
    year = datetime.now(UTC).year

    others = _shown(office, Role.APPLICANT, "exemption", number=f"{year}-면책-0001")
    missing = _shown(office, Role.APPLICANT, "exemption", number=f"{year}-면책-9999")

    assert [e.value for e in others.error] == [e.value for e in missing.error] != []


def test_a_session_that_has_ended_shows_the_way_back_and_nothing_of_the_page(office):
    session_id = _session(office, Role.AUDITOR)
    close_session(office.store, session_id, datetime.now(UTC))

    shown = _run(session_id, "visits", {})

    assert "로그인 시간이 끝났습니다" in _text(shown)
    assert not shown.title
    assert not shown.button


@pytest.mark.usefixtures("office")
def test_nobody_in_particular_sees_nothing():
    shown = _run("", "today", {})

    assert "로그인 시간이 끝났습니다" in _text(shown)
    assert not shown.title


def _shown(office: Office, role: Role, page: str, **query: str) -> AppTest:
    return _run(_session(office, role), page, query)


def _session(office: Office, role: Role) -> str:
    with office.store.reading() as con:
        found = find_account_by_login(con, role.value)
    assert found is not None
    token = open_session_for(office.store, found[0].id, datetime.now(UTC), idle_minutes=60, hours=1)
    return session_of_token(token)


def _run(session_id: str, page: str, query: dict[str, str]) -> AppTest:
    with patch("casebase.ui.session.session_id", return_value=session_id):
        shown = AppTest.from_file(str(FRAME), default_timeout=30)
        shown.run()
        shown.query_params.update(query)
        return shown.switch_page(f"{page}.py").run() if shown.title else shown


def _text(shown: AppTest) -> str:
    elements = [*shown.error, *shown.info, *shown.warning, *shown.markdown, *shown.caption]
    return "\n".join(str(element.value).replace("\\", "") for element in elements)

"""Every page for every role, through the frame, on the demonstration's records."""

from datetime import UTC, datetime

import pytest

from casebase.access.policy import granted
from casebase.casework.office import Office
from casebase.casework.sign_in import close_session
from casebase.domain.account import Role
from casebase.ui.frame import PAGES
from tests.screens import Screen, desk_of

UNFORESEEN = "예상하지 못한 오류"
REFUSED = "권한이 없습니다"
NOT_FOUND = "찾을 수 없거나 볼 권한이 없습니다"

# Pages that ask for no thing by its number, and so refuse whom they are not for.
REFUSED_BY_ROLE = {"visits", "consultations", "exemptions", "advice", "meetings", "members", "businesses", "admin"}
REFUSED_BY_ROLE |= {"precedents", "reading_lists", "statutes", "board", "insight", "case_import"}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("name", "act"), [(name, act) for name, _, act, _ in PAGES])
def test_a_page_opens_for_whom_it_is_and_refuses_whom_it_is_not(office, role, name, act):
    screen = _opened(office, role, name)

    assert not screen.shown.exception
    assert UNFORESEEN not in screen.text
    if name in REFUSED_BY_ROLE:
        assert (REFUSED in screen.text) != bool(granted(role, act))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("visit", "2026-방문-9999"),
        ("consultation", "2026-사전-9999"),
        ("exemption", "2026-면책-9999"),
        ("advice", "2026-자문-9999"),
        ("meeting", "2026-회의-9999"),
        ("precedent", "2026-사례-9999"),
        ("reading_lists", "2026-목록-9999"),
        ("post", "2026-게시-9999"),
    ],
)
def test_a_number_that_does_not_exist_is_answered_like_one_that_is_not_yours(office, role, page, number):
    screen = _opened(office, role, page, number=number)

    assert not screen.shown.exception
    assert NOT_FOUND in screen.text or REFUSED in screen.text
    assert screen.shown.title


def test_an_applicant_gets_the_same_answer_for_another_agency_s_review_as_for_none(office):
    year = datetime.now(UTC).year

    others = _opened(office, Role.APPLICANT, "exemption", number=f"{year}-면책-0001")
    missing = _opened(office, Role.APPLICANT, "exemption", number=f"{year}-면책-9999")

    assert [e.value for e in others.shown.error] == [e.value for e in missing.shown.error] != []


def test_a_session_that_has_ended_shows_the_way_back_and_nothing_of_the_page(office):
    session_id = desk_of(office, "auditor").session_id
    close_session(office.store, session_id, datetime.now(UTC))

    screen = Screen(session_id, "visits")

    assert "로그인 시간이 끝났습니다" in screen.text
    assert not screen.shown.title
    assert not screen.shown.button


@pytest.mark.usefixtures("office")
def test_nobody_in_particular_sees_nothing():
    screen = Screen("", "today")

    assert "로그인 시간이 끝났습니다" in screen.text
    assert not screen.shown.title


def _opened(office: Office, role: Role, page: str, **query: str) -> Screen:
    return Screen(desk_of(office, role.value).session_id, page, query)

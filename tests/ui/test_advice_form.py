"""The request for advice: begun from the case with its issues, none of them lost unnoticed."""

import pytest

from casebase.domain.advice import AdviceRequest
from casebase.domain.consultation import Consultation
from casebase.domain.document import Attachment
from casebase.domain.draft import Draft, Form
from casebase.store.advice import list_requests_of
from casebase.store.documents import insert_attachment
from casebase.store.drafts import find_draft_of
from casebase.store.files import keep_bytes
from casebase.store.ids import new_id
from tests.advice_stages import ISSUES, a_case_with_issues
from tests.case_builders import Person
from tests.screens import Screen, type_into

ASKED = {"question": "점용허가를 할 수 있는지 묻습니다.", "facts": "진입도로 20미터가 하천 구역을 지난다."}


@pytest.fixture
def case(person: Person) -> Consultation:
    return a_case_with_issues(person)


def begun(person: Person, case: Consultation) -> Screen:
    """The form as the button on the case's page begins it."""
    Screen(person.seat.session_id, "consultation", {"number": case.number}).press("begin_advice")
    return Screen(person.seat.session_id, "advice", {"id": draft_of(person, case).id})


def draft_of(person: Person, case: Consultation) -> Draft:
    with person.store.reading() as con:
        draft = find_draft_of(con, person.id, Form.ADVICE, f"consultation:{case.id}")
    assert draft is not None
    return draft


def requests_on(person: Person, case: Consultation) -> list[AdviceRequest]:
    with person.store.reading() as con:
        return list_requests_of(con, "consultation", case.id)


def write(person: Person, case: Consultation, screen: Screen, **texts: str) -> None:
    type_into(person.desk, Form.ADVICE, f"consultation:{case.id}", **ASKED, **texts)
    screen.load()


def test_a_request_begins_with_every_issue_of_the_case_and_the_office_s_own_day(
    person: Person, case: Consultation
) -> None:
    screen = begun(person, case)

    assert (screen.typed["issue_1"], screen.typed["issue_2"]) == ISSUES
    assert screen.shown.checkbox(key="asks_1").value
    assert screen.shown.checkbox(key="asks_2").value
    assert screen.shown.date_input(key="due_on").value is not None
    assert screen.typed["question"] == screen.typed["facts"] == ""
    assert "묻지 않는 것이 있습니다" not in screen.text


def test_an_issue_left_out_is_warned_of_and_needs_its_reason(person: Person, case: Consultation) -> None:
    screen = begun(person, case)
    write(person, case, screen)
    screen.shown.checkbox(key="asks_2").uncheck()
    screen.run()
    assert "사건의 쟁점 가운데 묻지 않는 것이 있습니다" in screen.text
    assert "issue_2" not in screen.typed

    screen.press("ask_advice")

    assert ISSUES[1] in screen.fault("unasked_reason")
    assert screen.typed["facts"] == ASKED["facts"]
    assert requests_on(person, case) == []
    write(person, case, screen, unasked_reason="하천관리팀이 이미 확인하였다.")
    screen.press("ask_advice")
    assert requests_on(person, case)[0].unasked == (ISSUES[1],)


def test_words_of_an_issue_left_out_come_back_with_its_tick(person: Person, case: Consultation) -> None:
    screen = begun(person, case)
    write(person, case, screen, issue_2="준공 때까지만 점용하게 할 수 있는가")
    screen.shown.checkbox(key="asks_2").uncheck()
    screen.run()

    screen.shown.checkbox(key="asks_2").check()
    screen.run()

    assert screen.typed["issue_2"] == "준공 때까지만 점용하게 할 수 있는가"


def test_a_request_asks_in_its_own_words_and_more_than_the_case_holds(person: Person, case: Consultation) -> None:
    screen = begun(person, case)
    screen.press("add_issue")
    write(person, case, screen, issue_1="도로도 공작물인가", issue_3="변상금을 물려야 하는가")

    screen.press("ask_advice")

    (request,) = requests_on(person, case)
    assert [issue.text for issue in request.issues] == ["도로도 공작물인가", ISSUES[1], "변상금을 물려야 하는가"]
    assert [issue.criterion for issue in request.issues] == ["issue_1", "issue_2", ""]
    assert request.unasked == ()
    assert "이어서 자문위원을 배정하세요" in screen.text
    assert screen.shown.query_params["number"] == request.number


def test_only_the_files_that_were_ticked_are_shown_to_the_panel(person: Person, case: Consultation) -> None:
    shown, kept_back = a_file(person, case, "도면.pdf"), a_file(person, case, "내부검토.pdf")
    screen = begun(person, case)
    write(person, case, screen)
    screen.shown.checkbox(key=f"shown_files_{shown.id}").check()

    screen.press("ask_advice")

    assert requests_on(person, case)[0].file_ids == (shown.id,)
    assert "도면.pdf" in screen.text
    assert "내부검토.pdf" not in screen.text
    assert kept_back.id not in screen.text


def a_file(person: Person, case: Consultation, name: str) -> Attachment:
    file = Attachment(
        id=new_id(),
        subject_kind="consultation",
        subject_id=case.id,
        name=name,
        media_type="application/pdf",
        size=5,
        sha256=keep_bytes(person.store.home, name.encode()),
        role="supplied",
        added_by=person.id,
        added_at=person.desk.instant,
    )
    with person.store.transaction() as con:
        insert_attachment(con, file)
    return file

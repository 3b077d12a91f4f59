"""Messages between office and applicant, and notes that never leave the office."""

import pytest

from casebase.casework import messages
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation, Message
from casebase.domain.draft import Form
from casebase.store.messages import list_messages
from tests.case_builders import Person, a_draft, a_person, attach
from tests.consultation_stages import a_consultation_under_review
from tests.screens import Screen, type_into


@pytest.fixture
def applicant(person: Person) -> Person:
    return a_person(person.store, Role.APPLICANT, name="이주무")


@pytest.fixture
def case(person: Person, applicant: Person) -> Consultation:
    return a_consultation_under_review(person, applicant)


def opened(person: Person, case: Consultation) -> Screen:
    screen = Screen(person.seat.session_id, "consultation", {"number": case.number})
    screen.shown.session_state["part"] = "thread"
    screen.run()
    return screen


def told(person: Person, case: Consultation) -> list[Message]:
    with person.store.reading() as con:
        return list_messages(con, case.id, with_internal=True)


def test_an_applicant_s_message_reaches_the_office_with_its_file(
    person: Person, applicant: Person, case: Consultation
) -> None:
    screen = opened(applicant, case)
    draft = type_into(applicant.desk, Form.CASE_STEP, f"message:{case.id}", message="도면을 보냅니다. <b>확인</b>")
    attach(applicant, draft.id, "도면.pdf", b"%PDF-1.7 plan", "supplied")

    screen.press("send_message")

    (message,) = told(person, case)
    seen = opened(person, case)
    assert "도면을 보냅니다. &lt;b&gt;확인&lt;/b&gt;" in seen.text
    assert f'href="/files/{message.file_ids[0]}"' in seen.text


def test_an_empty_message_is_refused_at_its_field(person: Person, case: Consultation) -> None:
    screen = opened(person, case)

    screen.press("send_message")

    assert "메시지를 입력하세요" in screen.fault("message")
    assert told(person, case) == []


def test_a_note_stands_apart_and_is_never_shown_outside(person: Person, applicant: Person, case: Consultation) -> None:
    screen = opened(person, case)
    type_into(person.desk, Form.CASE_STEP, f"note:{case.id}", note="법무팀과 먼저 상의할 것")

    screen.press("add_note")

    assert '<li class="internal"><mark>내부</mark>' in screen.text
    seen = opened(applicant, case)
    assert "법무팀과" not in seen.text
    assert "내부" not in seen.text
    assert "add_note" not in {str(button.key) for button in seen.shown.button}


def test_a_message_half_typed_is_still_there_after_a_reload(applicant: Person, case: Consultation) -> None:
    opened(applicant, case)
    type_into(applicant.desk, Form.CASE_STEP, f"message:{case.id}", message="아직 쓰는 중")

    screen = opened(applicant, case)

    assert screen.typed["message"] == "아직 쓰는 중"
    assert next(each for each in screen.shown.expander if each.label == "메시지 쓰기").proto.expanded


def test_an_office_s_reader_may_note_and_not_write_to_the_applicant(person: Person, case: Consultation) -> None:
    messages.add_note(person.desk, case.id, a_draft(person, Form.CASE_STEP, {"note": "현장을 볼 것"}))

    screen = opened(a_person(person.store), case)

    keys = {str(button.key) for button in screen.shown.button}
    assert "현장을 볼 것" in screen.text
    assert "add_note" in keys
    assert "send_message" not in keys

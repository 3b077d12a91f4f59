"""The ledger of what was supplied: each thing with its hash, added to until it is final, checked byte for byte."""

from pathlib import Path

import pytest

from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from casebase.domain.document import Attachment
from casebase.domain.draft import Form
from casebase.store.documents import list_attachments_of
from tests.case_builders import Person, a_person, attach
from tests.consultation_stages import a_consultation_under_review, a_proposed_opinion
from tests.screens import Screen, type_into


@pytest.fixture
def applicant(person: Person) -> Person:
    return a_person(person.store, Role.APPLICANT, name="이주무")


@pytest.fixture
def case(person: Person, applicant: Person) -> Consultation:
    return a_consultation_under_review(person, applicant)


def opened(person: Person, case: Consultation) -> Screen:
    screen = Screen(person.seat.session_id, "consultation", {"number": case.number})
    screen.shown.session_state["part"] = "materials"
    screen.run()
    return screen


def ledger(person: Person, case: Consultation) -> list[Attachment]:
    with person.store.reading() as con:
        return list_attachments_of(con, "consultation", case.id)


def path_of(person: Person, file: Attachment) -> Path:
    return person.store.home / "files" / file.sha256[:2] / file.sha256


def test_each_thing_stands_with_who_when_and_its_whole_hash(person: Person, case: Consultation) -> None:
    screen = opened(person, case)

    (filed,) = ledger(person, case)
    for told in (f'href="/files/{filed.id}"', "이주무", f"{filed.size:,} B", f"<code>{filed.sha256}</code>"):
        assert told in screen.text
    assert f"<summary>{filed.sha256[:12]}…</summary>" in screen.text


def test_an_applicant_adds_a_statement_and_a_file(applicant: Person, case: Consultation) -> None:
    screen = opened(applicant, case)
    draft = type_into(applicant.desk, Form.CASE_STEP, f"material:{case.id}", material="증설 계획을 설명합니다.")
    attach(applicant, draft.id, "증설계획서.pdf", b"%PDF-1.7 plan", "supplied")

    screen.press("add_material")

    assert len(ledger(applicant, case)) == 3
    assert "증설계획서.pdf" in screen.text


def test_nothing_typed_and_no_file_is_refused_at_the_field(applicant: Person, case: Consultation) -> None:
    screen = opened(applicant, case)

    screen.press("add_material")

    assert screen.fault("material")
    assert len(ledger(applicant, case)) == 1


def test_from_the_proposal_on_it_is_final(person: Person, applicant: Person) -> None:
    case, _ = a_proposed_opinion(person, applicant)

    screen = opened(person, case)

    assert "의견 결재부터 확정됨" in screen.text
    assert "add_material" not in {str(button.key) for button in screen.shown.button}


def test_a_changed_byte_is_told_to_the_office(person: Person, applicant: Person, case: Consultation) -> None:
    (filed,) = ledger(person, case)
    path = path_of(person, filed)
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)

    assert f"‘{filed.name}’의 내용이 낸 때와 다릅니다" in opened(person, case).text
    assert "다릅니다" not in opened(applicant, case).text


def test_a_reader_of_the_office_is_offered_no_form(person: Person, case: Consultation) -> None:
    screen = opened(a_person(person.store), case)

    assert "add_material" not in {str(button.key) for button in screen.shown.button}

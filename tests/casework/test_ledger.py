"""What an applicant supplied stands beyond doubt: in order, with its hash, and frozen in time."""

from dataclasses import replace

import pytest

from casebase.access.act import Act
from casebase.casework import ledger
from casebase.casework.desk import Look
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.document import Attachment
from casebase.domain.draft import Form
from casebase.domain.errors import InvalidEntry, SeveralInvalid
from casebase.store.connection import Store
from casebase.store.consultations import update_consultation
from tests.case_builders import Person, a_draft, a_person, attach, record_of
from tests.consultation_stages import a_consultation_under_review, an_applied_consultation


@pytest.fixture
def auditor(store: Store) -> Person:
    return a_person(store)


@pytest.fixture
def applicant(store: Store) -> Person:
    return a_person(store, Role.APPLICANT)


def in_ledger(person: Person, case: Consultation) -> tuple[Attachment, ...]:
    with person.store.reading() as con:
        return ledger.supplied(look_of(person, con), case)


def look_of(person: Person, con: object) -> Look:
    desk = person.desk
    return Look(con, person.store, person.account, Act.SEE_CONSULTATION, desk.instant, desk.today, "")  # type: ignore[arg-type]


def material(person: Person, text: str = "", file: bytes = b"") -> str:
    draft_id = a_draft(person, Form.CASE_STEP, {"material": text})
    if file:
        attach(person, draft_id, "추가 도면.pdf", file, "supplied")
    return draft_id


def test_the_application_itself_is_the_first_entry_word_for_word(applicant: Person) -> None:
    case = an_applied_consultation(applicant, view_a="갑설: 허가할 수 있다.")

    first = in_ledger(applicant, case)[0]

    path = applicant.store.home / "files" / first.sha256[:2] / first.sha256
    assert "갑설: 허가할 수 있다." in path.read_text(encoding="utf-8")
    assert first.sha256 == digest(path.read_bytes())


def test_a_statement_and_a_file_are_added_in_order_with_instant_and_hash(auditor: Person, applicant: Person) -> None:
    case = a_consultation_under_review(auditor, applicant)

    ledger.add_material(applicant.desk, case.id, material(applicant, "하천 폭을 다시 쟀다.", b"%PDF-1.7 drawing"))

    _, *added = in_ledger(applicant, case)
    assert {file.name.partition("(")[0] for file in added} == {"추가 도면.pdf", "의견·설명"}
    assert {file.sha256 for file in added} == {digest(b"%PDF-1.7 drawing"), digest("하천 폭을 다시 쟀다.".encode())}
    assert {file.added_at for file in added} == {applicant.desk.instant}


def test_neither_text_nor_file_is_refused_at_the_field(auditor: Person, applicant: Person) -> None:
    case = a_consultation_under_review(auditor, applicant)
    draft_id, before = material(applicant), record_of(applicant.store)

    with pytest.raises(SeveralInvalid) as refused:
        ledger.add_material(applicant.desk, case.id, draft_id)

    assert [fault.field for fault in refused.value.faults] == ["material"]
    assert record_of(applicant.store)["attachments"] == before["attachments"]


def test_nothing_is_added_once_an_opinion_waits_for_approval(auditor: Person, applicant: Person) -> None:
    case = a_consultation_under_review(auditor, applicant)
    with auditor.store.transaction() as con:
        update_consultation(con, replace(case, status=ConsultationStatus.PROPOSED))
    draft_id, before = material(applicant, "바꾼 자료", b"%PDF-1.7 replaced"), in_ledger(applicant, case)

    with pytest.raises(InvalidEntry, match="자료를 더 받지 않습니다"):
        ledger.add_material(applicant.desk, case.id, draft_id)

    assert in_ledger(applicant, case) == before


def test_one_changed_byte_of_what_was_supplied_is_detected(auditor: Person, applicant: Person) -> None:
    case = a_consultation_under_review(auditor, applicant)
    ledger.add_material(applicant.desk, case.id, material(applicant, file=b"%PDF-1.7 drawing"))
    sha256 = digest(b"%PDF-1.7 drawing")
    path = auditor.store.home / "files" / sha256[:2] / sha256
    path.write_bytes(b"%PDF-1.7 drawinh")

    with auditor.store.reading() as con:
        found = ledger.damaged(look_of(auditor, con), case)

    assert found == ("추가 도면.pdf",)


def test_a_file_that_vanished_is_detected_too(auditor: Person, applicant: Person) -> None:
    case = a_consultation_under_review(auditor, applicant)
    sha256 = in_ledger(applicant, case)[0].sha256
    (auditor.store.home / "files" / sha256[:2] / sha256).unlink()

    with auditor.store.reading() as con:
        assert len(ledger.damaged(look_of(auditor, con), case)) == 1

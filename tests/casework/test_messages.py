"""The thread between office and applicant, and the notes within the office."""

import pytest

from casebase.casework import ledger, messages
from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus, Message
from casebase.domain.document import Attachment
from casebase.domain.errors import InvalidEntry, MoveNotPermitted, NotFound, NotPermitted, SeveralInvalid
from casebase.store.connection import Store
from casebase.store.documents import fetch_attachment
from casebase.store.drafts import find_draft
from casebase.store.messages import list_messages
from tests.case_builders import Person, a_person, record_of
from tests.clock_stages import Case, a_case, a_step

FILE = b"%PDF-1.7 plan"


def send(case: Case, person: Person, file: bytes = b"") -> str:
    role = "supplied" if person == case.applicant else "material"
    return messages.send_message(person.desk, case.id, a_step(person, {"message": "도면을 보냅니다."}, file, role))


def note(case: Case, person: Person, file: bytes = b"") -> str:
    return messages.add_note(person.desk, case.id, a_step(person, {"note": "상급기관과 통화함"}, file, "material"))


def thread(case: Case, *, with_internal: bool = False) -> list[Message]:
    with case.store.reading() as con:
        return list_messages(con, case.id, with_internal=with_internal)


def file_of(case: Case, message: Message) -> Attachment:
    with case.store.reading() as con:
        return fetch_attachment(con, message.file_ids[0])


def in_ledger(case: Case) -> list[str]:
    with case.looking() as asked:
        return [file.name for file in ledger.supplied(asked, case.now)]


def test_office_and_applicant_write_to_each_other(store: Store) -> None:
    case = a_case(store)

    assert send(case, case.handler) == case.now.number
    send(case, case.applicant)

    assert [message.account_id for message in thread(case)] == [case.handler.id, case.applicant.id]
    assert [message.text for message in thread(case)] == ["도면을 보냅니다."] * 2


def test_what_the_applicant_sends_along_goes_into_the_ledger_and_the_offices_files_do_not(store: Store) -> None:
    case = a_case(store)

    send(case, case.applicant, FILE)
    send(case, case.handler, FILE)

    assert [file_of(case, message).role for message in thread(case)] == ["supplied", "material"]
    assert in_ledger(case) == ["하천관리계획도.pdf"]


def test_nobody_proposes_on_a_file_they_did_not_see(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    version = case.now.version

    send(case, case.applicant)
    assert case.now.version == version
    send(case, case.applicant, FILE)

    assert case.now.version == version + 1


def test_once_an_opinion_is_proposed_the_applicant_sends_words_only(store: Store) -> None:
    case = a_case(store, ConsultationStatus.PROPOSED)
    draft_id = a_step(case.applicant, {"message": "도면을 보냅니다."}, FILE)
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="파일을 지우고 보내거나 담당자에게 연락"):
        messages.send_message(case.applicant.desk, case.id, draft_id)
    assert record_of(store) == before
    send(case, case.applicant)
    send(case, case.handler, FILE)

    assert len(thread(case)) == 2
    assert in_ledger(case) == []


def test_a_message_has_words_and_uses_its_draft_up(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    empty, draft_id = a_step(case.applicant, {"message": " "}, FILE), a_step(case.applicant, {"message": "보냅니다."})

    with pytest.raises(SeveralInvalid, match="메시지를 입력"):
        messages.send_message(case.applicant.desk, case.id, empty)
    messages.send_message(case.applicant.desk, case.id, draft_id)

    with sqlite_store.reading() as con:
        assert find_draft(con, empty) is not None
        assert find_draft(con, draft_id) is None
    assert [message.text for message in thread(case)] == ["보냅니다."]


def test_a_note_stays_within_the_office(store: Store) -> None:
    case, colleague = a_case(store), a_person(store)

    note(case, colleague, FILE)

    assert thread(case) == []
    (kept,) = thread(case, with_internal=True)
    assert (kept.is_internal, kept.text, kept.account_id) == (True, "상급기관과 통화함", colleague.id)
    assert file_of(case, kept).role == "material"
    with pytest.raises(NotPermitted, match="내부 메모"):
        note(case, case.applicant)


def test_the_thread_is_between_the_applicant_and_who_handles_the_case(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)

    with pytest.raises(NotPermitted, match="메시지 보내기"):
        send(case, a_person(sqlite_store))
    with pytest.raises(NotFound):
        send(case, a_person(sqlite_store, Role.APPLICANT))

    assert thread(case) == []


@pytest.mark.parametrize("status", [ConsultationStatus.DRAFTING, ConsultationStatus.WITHDRAWN])
def test_there_is_no_thread_before_filing_nor_after_withdrawal(sqlite_store: Store, status: ConsultationStatus) -> None:
    case = a_case(sqlite_store, status)

    with pytest.raises(MoveNotPermitted, match="메시지 보내기"):
        send(case, case.handler)
    note(case, case.handler)

    assert [message.is_internal for message in thread(case, with_internal=True)] == [True]

"""The tables of messages and progress notices, on both engines."""

from datetime import date

from casebase.domain.consultation import Consultation, Message, ProgressNotice
from casebase.store.connection import Connection
from casebase.store.ids import new_id
from casebase.store.messages import insert_message, insert_progress_notice, list_messages, list_progress_notices
from tests.builders import an_account, an_agency
from tests.consultation_builders import a_consultation


def a_message(con: Connection, consultation: Consultation, sent_at: str, *, is_internal: bool = False) -> Message:
    """Put a message on record."""
    message = Message(
        id=new_id(),
        consultation_id=consultation.id,
        is_internal=is_internal,
        text="도면을 다시 보내 주세요.",
        account_id=an_account(con).id,
        sent_at=sent_at,
        file_ids=("파일-1", "파일-2"),
    )
    insert_message(con, message)
    return message


def test_a_thread_is_listed_from_its_beginning_and_hides_the_office_s_own_notes(con: Connection) -> None:
    consultation, other = (a_consultation(con, an_agency(con)) for _ in range(2))
    last = a_message(con, consultation, "2026-11-12T01:00:00.000000Z")
    first = a_message(con, consultation, "2026-11-10T01:00:00.000000Z")
    note = a_message(con, consultation, "2026-11-11T01:00:00.000000Z", is_internal=True)
    a_message(con, other, "2026-11-10T01:00:00.000000Z")

    assert list_messages(con, consultation.id, with_internal=False) == [first, last]
    assert list_messages(con, consultation.id, with_internal=True) == [first, note, last]


def test_progress_notices_are_listed_from_the_first(con: Connection) -> None:
    consultation, other = (a_consultation(con, an_agency(con)) for _ in range(2))
    told = [
        ProgressNotice(
            id=new_id(),
            consultation_id=of.id,
            told_on=told_on,
            expected_on=date(2027, 1, 15),
            text="관계기관의 회신을 기다리고 있습니다.",
            told_by=consultation.opened_by,
        )
        for of, told_on in (
            (consultation, date(2026, 12, 30)),
            (consultation, date(2026, 11, 30)),
            (other, date(2026, 11, 30)),
        )
    ]
    for notice in told:
        insert_progress_notice(con, notice)

    assert list_progress_notices(con, consultation.id) == [told[1], told[0]]

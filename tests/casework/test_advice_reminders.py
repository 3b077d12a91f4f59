"""When a member of the panel who has not answered is to be reminded."""

from datetime import date

import pytest

from casebase.access.act import Act
from casebase.casework.advice_reminders import UNANSWERED, is_reminder_due
from casebase.casework.desk import Look, look
from casebase.domain.advice import Assignment, AssignmentStatus
from casebase.store.connection import Store
from casebase.store.settings import insert_setting
from tests.builders import a_setting
from tests.case_builders import a_person, now_on


def an_assignment(status: AssignmentStatus = AssignmentStatus.ACCEPTED, reminded_on: date | None = None) -> Assignment:
    """One due on 30 November, kept in no store."""
    return Assignment(
        id="a",
        request_id="r",
        account_id="m",
        status=status,
        due_on=date(2026, 11, 30),
        offered_by="h",
        offered_at="2026-11-23T01:00:00.000000Z",
        reminded_on=reminded_on,
    )


@look(Act.SEE_TODAY)
def due(asked: Look, assignment: Assignment) -> bool:
    return is_reminder_due(asked, assignment)


@pytest.mark.parametrize(
    ("on", "reminded_on", "expected"),
    [
        ("2026-11-27", None, False),
        ("2026-11-28", None, True),
        ("2026-11-30", None, True),
        ("2026-11-28", date(2026, 11, 25), True),  # one sent early of one's own accord
        ("2026-11-29", date(2026, 11, 28), False),
        ("2026-11-30", date(2026, 11, 28), False),
        ("2026-12-01", date(2026, 11, 28), True),
        ("2026-12-01", date(2026, 11, 30), True),
        ("2026-12-02", date(2026, 12, 1), False),
        ("2026-12-10", None, True),
    ],
)
def test_a_reminder_is_due_two_days_before_and_once_more_when_it_is_late(
    sqlite_store: Store, on: str, reminded_on: date | None, expected: bool
) -> None:
    person = a_person(sqlite_store).at(now_on(on))

    assert due(person.desk, an_assignment(reminded_on=reminded_on)) == expected


@pytest.mark.parametrize("status", sorted(set(AssignmentStatus) - UNANSWERED))
def test_who_owes_no_answer_is_not_reminded(sqlite_store: Store, status: AssignmentStatus) -> None:
    person = a_person(sqlite_store).at(now_on("2026-12-10"))

    assert not due(person.desk, an_assignment(status))


def test_an_office_sets_how_early_it_reminds(sqlite_store: Store) -> None:
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("panel.reminder_days", "0", date(2026, 1, 1)))
    person = a_person(sqlite_store)

    assert not due(person.at(now_on("2026-11-29")).desk, an_assignment())
    assert due(person.at(now_on("2026-11-30")).desk, an_assignment())

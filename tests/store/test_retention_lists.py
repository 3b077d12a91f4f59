"""Which records are past their time and free to go: asked over all at once, page by page, on both engines."""

from datetime import date, timedelta

from casebase.domain.retention import ADVICE, Grade, OwnGrade, Record, RecordKind
from casebase.law.retention import standards_on
from casebase.store.connection import Connection, Store
from casebase.store.retention_lists import count_due, find_record_by_number, list_due, what_holds
from casebase.store.retentions import insert_own_grade
from tests.builders import a_review, a_setting, an_account, an_agency, an_event
from tests.disposal_stages import an_old_visit

TODAY = date(2040, 3, 2)
STANDARDS = standards_on(
    TODAY, [a_setting(f"retention.{kind}", "10년", date(2020, 1, 1)) for kind in (*RecordKind, ADVICE)]
)
ALL = tuple(RecordKind)


def due(con: Connection, limit: int = 100, offset: int = 0) -> list[Record]:
    return list_due(con, STANDARDS, ALL, limit, offset)


def test_the_last_moment_of_the_year_in_korea_is_the_boundary(store: Store) -> None:
    with store.transaction() as con:
        over = an_old_visit(con, date(2029, 12, 31))
        kept = an_old_visit(con, date(2030, 1, 1))

        assert [record.number for record in due(con)] == [over.number]
        found = find_record_by_number(con, STANDARDS, kept.number)

    assert found is not None
    assert found.completed_on == date(2030, 1, 1)


def test_pages_hold_every_record_once_and_the_count_agrees(store: Store) -> None:
    with store.transaction() as con:
        for days in range(7):
            an_old_visit(con, date(2014, 5, 7) + timedelta(days=days))

        pages = [record.id for offset in range(0, 9, 3) for record in due(con, 3, offset)]

        assert len(pages) == len(set(pages)) == count_due(con, STANDARDS, ALL) == 7
        assert count_due(con, STANDARDS, (RecordKind.REVIEW,)) == 0


def test_a_grade_of_its_own_takes_the_place_of_the_standard(store: Store) -> None:
    with store.transaction() as con:
        for_good, visit = an_old_visit(con), an_old_visit(con)
        setter = an_account(con)
        own = {"reason": "다툼", "set_by": setter.id, "set_at": "2026-01-01T00:00:00.000000Z"}
        insert_own_grade(con, OwnGrade(subject_kind="visit", subject_id=for_good.id, grade=Grade.PERMANENT, **own))

        assert [record.number for record in due(con)] == [visit.number]


def test_what_is_not_finished_or_needed_by_another_is_held_back(store: Store) -> None:
    with store.transaction() as con:
        visit = an_old_visit(con)
        review = a_review(con, an_agency(con))
        an_event(con, "review", review.id)
        con.run("update reviews set visit_id = ? where id = ?", [visit.id, review.id])

        assert due(con) == []
        found = find_record_by_number(con, STANDARDS, visit.number)
        assert found is not None
        assert what_holds(con, STANDARDS, found) == ["review"]

        con.run("update reviews set status = 'withdrawn' where id = ?", [review.id])
        assert {record.id for record in due(con)} == {visit.id, review.id}

"""The clock of a consultation: read from the record, recomputed whenever what it rests on changes."""

from datetime import date

from casebase.casework import admin, clock
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import ApplicantKind, ConsultationStatus, ProgressNotice
from casebase.domain.opinion import OpinionKind
from casebase.store.connection import Store
from casebase.store.ids import new_id
from casebase.store.messages import insert_progress_notice
from casebase.store.settings import insert_setting
from tests.builders import a_setting
from tests.case_builders import a_person, now_on
from tests.clock_stages import Case, a_case, begin, supplement
from tests.consultation_builders import an_opinion, an_opinion_paper


def issue(case: Case, kind: OpinionKind = OpinionKind.ANSWER) -> None:
    """Put an opinion on record that was issued on 2026-11-20."""
    with case.store.transaction() as con:
        paper = an_opinion_paper(con, case.now)
        an_opinion(con, case.now, kind, state=ApprovalState.ISSUED, document=paper)


def tell(case: Case, on: date) -> None:
    notice = {"expected_on": date(2026, 12, 2), "text": "검토 중입니다.", "told_by": case.handler.id}
    with case.store.transaction() as con:
        insert_progress_notice(con, ProgressNotice(id=new_id(), consultation_id=case.id, told_on=on, **notice))  # type: ignore[arg-type]


def owed(case: Case) -> tuple[date, ...]:
    with case.looking() as asked:
        return clock.notices_owed(asked, case.now)


def test_nothing_is_due_before_receipt_nor_after_withdrawal(store: Store) -> None:
    filed = a_case(store, ConsultationStatus.APPLIED)
    withdrawn = a_case(store, ConsultationStatus.WITHDRAWN)

    for case in (filed, withdrawn):
        with case.looking() as asked:
            assert clock.deadline_of(asked, case.now) is None
            assert clock.notices_owed(asked, case.now) == ()


def test_an_agency_is_answered_within_thirty_calendar_days(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)

    assert case.deadline.due_on == date(2026, 12, 2)
    assert (case.deadline.used, case.deadline.remaining, case.deadline.is_stopped) == (21, 9, False)


def test_a_business_is_answered_within_thirty_days_of_work(sqlite_store: Store) -> None:
    case = a_case(sqlite_store, applicant_kind=ApplicantKind.BUSINESS)

    assert case.deadline.due_on == date(2026, 12, 11)


def test_a_setting_counts_for_what_is_received_from_its_day_on(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("deadlines.consultation_days", "20", date(2026, 11, 3)))

    assert case.deadline.due_on == date(2026, 12, 2)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("deadlines.consultation_days", "20", date(2026, 11, 2)))
    assert case.deadline.due_on == date(2026, 11, 23)  # the 22nd is a Sunday


def test_a_holiday_added_to_a_running_period_moves_the_day(store: Store) -> None:
    case, keeper = a_case(store), a_person(store, Role.ADMIN)

    admin.change_holiday(keeper.desk, {"holiday_on": "2026-12-02", "holiday_name": "임시공휴일"}, False)

    assert case.deadline.due_on == date(2026, 12, 3)
    assert "임시공휴일" in case.deadline.rows[-1].reason
    admin.remove_holiday(keeper.desk, date(2026, 12, 2))
    assert case.deadline.due_on == date(2026, 12, 2)


def test_an_open_wait_is_taken_out_through_today(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)

    supplement(case, begins_on="2026-11-20")

    assert case.deadline.is_stopped
    assert case.deadline.due_on == date(2026, 12, 7)  # four days out: from the 20th to today; the 6th is a Sunday


def test_the_clock_ends_with_the_day_of_issue(store: Store) -> None:
    case = a_case(store)
    begin(case, begins_on="2026-11-18")

    issue(case.at(ConsultationStatus.NOTIFIED))

    assert case.deadline.used == 16  # of the days through the 18th
    assert case.deadline.due_on == date(2026, 12, 4)  # two days out, the 19th and 20th


def test_a_correction_does_not_start_it_again(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    issue(case.at(ConsultationStatus.NOTIFIED))
    at_issue = case.deadline

    issue(case, OpinionKind.CORRECTION)
    case.at(ConsultationStatus.PROPOSED)

    assert case.deadline == at_issue
    with case.looking() as asked:
        assert not clock.is_running(asked, case.now)


def test_it_runs_on_once_an_opinion_is_withdrawn_and_the_case_reviewed_again(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    issue(case.at(ConsultationStatus.NOTIFIED))
    issue(case, OpinionKind.WITHDRAWAL)

    assert case.deadline.used == 18
    case.at(ConsultationStatus.UNDER_REVIEW)

    assert case.deadline.used == 21


def test_a_proposal_leaves_the_clock_running(sqlite_store: Store) -> None:
    case = a_case(sqlite_store, ConsultationStatus.PROPOSED)

    with case.looking() as asked:
        assert clock.is_running(asked, case.now)
        assert clock.ended_on(asked, case.now) is None


def test_the_applicant_is_told_of_the_progress_every_thirty_days(store: Store) -> None:
    case = a_case(store)

    assert owed(case) == ()
    later = Case(case.handler.at(now_on("2027-01-04")), case.applicant, case.id)
    assert owed(later) == (date(2026, 12, 2), date(2027, 1, 1))
    tell(case, date(2026, 12, 3))
    assert owed(later) == (date(2027, 1, 1),)


def test_no_progress_is_owed_for_the_time_an_opinion_stood(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    told_on = date(2027, 2, 8)  # of the withdrawal
    with case.store.transaction() as con:
        paper = an_opinion_paper(con, case.now)
        an_opinion(con, case.now, state=ApprovalState.ISSUED, document=paper)
        withdrawal = an_opinion_paper(con, case.now, told_on)
        an_opinion(con, case.now, OpinionKind.WITHDRAWAL, state=ApprovalState.ISSUED, document=withdrawal)

    reopened = Case(case.handler.at(now_on("2027-03-05")), case.applicant, case.id)

    assert owed(reopened) == (date(2027, 3, 2),)


def test_nothing_is_owed_once_the_opinion_is_issued(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    issue(case.at(ConsultationStatus.ISSUED))

    assert owed(Case(case.handler.at(now_on("2027-01-04")), case.applicant, case.id)) == ()

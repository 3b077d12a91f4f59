"""The quarterly report from the record: what was decided, corrected and taken back, each in its own quarter."""

from datetime import date

import pytest

from casebase.casework import reports, reviews, rulings
from casebase.casework.report_tables import SECTIONS
from casebase.casework.reports import QuarterlyReport, quarterly_exemptions
from casebase.domain.account import Account, Role
from casebase.domain.errors import InvalidEntry, NotPermitted
from casebase.domain.review import Review
from casebase.insight.figures.catalog import FIGURES
from casebase.store.accounts import list_accounts
from casebase.store.connection import Store
from tests.case_builders import TWO_SUBJECTS, Person, a_person, now_on
from tests.generated_office import a_generated_office
from tests.paper_reading import body_of, squeezed
from tests.review_stages import (
    a_notified_review,
    a_proposed_review,
    an_issued_review,
    approve,
    correction_fields,
    propose,
    review_of,
)


def people_at(store: Store) -> tuple[Person, Person]:
    return a_person(store), a_person(store, Role.CHAIR)


def handlers_of(store: Store) -> list[Account]:
    with store.reading() as con:
        return list_accounts(con, (Role.AUDITOR, Role.HEAD))


def correct(handler: Person, chair: Person, review: Review, **changes: str) -> str:
    current = review_of(handler.store, review.number)
    fields = correction_fields(current, **changes)
    return approve(chair, rulings.propose_correction(handler.desk, review.id, current.version, fields))


def take_back(handler: Person, chair: Person, review: Review) -> str:
    version = review_of(handler.store, review.number).version
    return approve(chair, rulings.propose_withdrawal(handler.desk, review.id, version, "중요한 사실이 빠졌다."))


def fourth_quarter(person: Person) -> QuarterlyReport:
    return quarterly_exemptions(person.desk, 2026, 4)


def test_a_decision_is_told_with_what_it_changed_and_without_a_persons_name(store: Store) -> None:
    handler, chair = people_at(store)
    review = an_issued_review(handler, chair, **TWO_SUBJECTS)

    paper = fourth_quarter(handler).paper

    [line] = paper.decisions
    assert (line.case_number, line.ruling_number) == (review.number, "2026-결정-0001")
    assert line.decided_on == date(2026, 11, 23)
    assert line.observations == ("협의 절차 누락",)
    assert (line.request, line.outcome) == ("신청", "면책 인정")
    assert line.changes == ("주의 → 불문 1건", "기관주의 → 불문 1건")
    assert line.note == ""
    assert [(one.outcome, one.applied, one.total) for one in paper.totals] == [
        ("면책 인정", 1, 1),
        ("일부 인정", 0, 0),
        ("불인정", 0, 0),
        ("각하", 0, 0),
    ]
    assert "이주무" not in body_of(fourth_quarter(handler).pdf)


def test_it_says_until_when_it_is_reported_and_by_which_law(sqlite_store: Store) -> None:
    handler, _ = people_at(sqlite_store)

    paper = quarterly_exemptions(handler.desk, 2026, 3).paper

    assert (paper.first_on, paper.last_on, paper.as_of) == (date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))
    assert paper.due_on == date(2026, 10, 12)
    assert paper.due_basis == "공공감사에 관한 법률 시행령 제13조의4 제5항"
    assert len(paper.proof) == 3


def test_only_what_was_issued_in_the_quarter_is_told(sqlite_store: Store) -> None:
    handler, chair = people_at(sqlite_store)
    a_proposed_review(handler)
    an_issued_review(handler, chair, "not_recognised")

    told, before, after = (
        quarterly_exemptions(handler.at(now_on("2027-02-01")).desk, *span).paper
        for span in ((2026, 4), (2026, 3), (2027, 1))
    )

    assert [line.outcome for line in told.decisions] == ["불인정"]
    assert told.decisions[0].changes == ("주의 → 주의 1건",)
    assert before.decisions == after.decisions == ()


def test_what_the_office_took_up_itself_is_told_apart(sqlite_store: Store) -> None:
    handler, chair = people_at(sqlite_store)
    an_issued_review(handler, chair, origin="ex_officio")

    paper = fourth_quarter(handler).paper

    assert paper.decisions[0].request == "직권"
    assert (paper.totals[0].applied, paper.totals[0].ex_officio) == (0, 1)


def test_a_correction_in_the_same_quarter_is_told_as_corrected(store: Store) -> None:
    handler, chair = people_at(store)
    review = a_notified_review(handler, chair, **TWO_SUBJECTS)
    charges = review.charges
    number = correct(handler, chair, review, **{f"after_{charges[1].id}": "통보"})

    paper = fourth_quarter(handler).paper

    [line] = paper.decisions
    assert line.ruling_number == "2026-결정-0001"
    assert line.changes == ("주의 → 불문 1건", "기관주의 → 통보 1건")
    assert line.note == f"2026. 11. 23. {number} 정정"
    assert paper.changed == ()


def test_a_decision_taken_back_in_its_quarter_is_no_longer_counted_and_said_so(store: Store) -> None:
    handler, chair = people_at(store)
    review = a_notified_review(handler, chair)
    withdrawal = take_back(handler, chair, review)

    paper = fourth_quarter(handler).paper

    assert paper.decisions == ()
    assert sum(one.total for one in paper.totals) == 0
    [changed] = paper.changed
    assert (changed.kind, changed.number, changed.ruling_number) == ("취소", withdrawal, "2026-결정-0001")
    assert (changed.outcome, changed.cause) == ("", "중요한 사실이 빠졌다.")


def test_decided_again_after_that_it_counts_once_by_the_new_decision(sqlite_store: Store) -> None:
    handler, chair = people_at(sqlite_store)
    review = a_notified_review(handler, chair)
    take_back(handler, chair, review)
    reviews.begin_fact_finding(handler.desk, review.id, review_of(sqlite_store, review.number).version)
    again = approve(chair, propose(handler, review))

    paper = fourth_quarter(handler).paper

    assert [line.ruling_number for line in paper.decisions] == [again]
    assert [one.kind for one in paper.changed] == ["취소"]


def test_a_later_quarter_tells_of_its_corrections_and_the_earlier_report_stays_as_it_was(store: Store) -> None:
    handler, chair = people_at(store)
    review = a_notified_review(handler, chair)
    january, office = (person.at(now_on("2027-01-05")) for person in (handler, chair))
    reported = fourth_quarter(january)

    number = correct(january, office, review)
    first = quarterly_exemptions(january.desk, 2027, 1).paper

    assert fourth_quarter(january).pdf == reported.pdf
    assert reported.paper.decisions[0].note == ""
    assert first.decisions == ()
    [changed] = first.changed
    assert (changed.kind, changed.number, changed.ruling_number) == ("정정", number, "2026-결정-0001")
    assert (changed.decided_on, changed.changed_on) == (date(2026, 11, 23), date(2027, 1, 5))
    assert changed.outcome == "면책 인정"


def test_a_quarter_that_lasts_is_told_until_today(sqlite_store: Store) -> None:
    handler, _ = people_at(sqlite_store)

    report = fourth_quarter(handler)

    assert report.paper.as_of == date(2026, 11, 23)
    assert squeezed("분기가 아직 끝나지 않아 2026. 11. 23.까지의 결정만 담았습니다.") in body_of(report.pdf)


def test_the_decisions_come_as_rows_too(sqlite_store: Store) -> None:
    handler, chair = people_at(sqlite_store)
    an_issued_review(handler, chair, title="=1+1")

    headings, row = reports.quarterly_rows(handler.desk, 2026, 4)

    assert len(headings) == len(row) == 11
    assert row[:3] == ("1", "2026-11-23", "2026-결정-0001")
    assert row[-3:] == ("면책 인정", "주의 → 불문 1건", "")


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.PANEL, Role.COMMITTEE, Role.ADMIN])
def test_who_may_not_see_reports_gets_none(sqlite_store: Store, role: Role) -> None:
    person = a_person(sqlite_store, role)

    with pytest.raises(NotPermitted):
        fourth_quarter(person)
    with pytest.raises(NotPermitted):
        reports.quarterly_rows(person.desk, 2026, 4)
    with pytest.raises(NotPermitted):
        reports.activity_report(person.desk, date(2026, 7, 1), date(2026, 9, 30))
    with pytest.raises(NotPermitted):
        reports.public_activity_report(person.desk, date(2026, 7, 1), date(2026, 9, 30))


def test_the_work_of_a_quarter_is_told_in_public_figures(empty_store: Store) -> None:
    a_generated_office(empty_store, 300)
    head = a_person(empty_store, Role.HEAD)

    report = reports.public_activity_report(head.desk, date(2026, 4, 1), date(2026, 9, 30))

    body = body_of(report)
    assert squeezed("업무 보고(2026. 4. 1.~9. 30.)") in body
    assert all(squeezed(FIGURES[name].title) in body for names in SECTIONS.values() for name in names)
    assert report == reports.public_activity_report(head.desk, date(2026, 4, 1), date(2026, 9, 30))
    names = {account.name for account in handlers_of(empty_store)}
    assert not any(name in body for name in names)


def test_part_of_a_quarter_is_told_whole_and_one_that_lasts_not_at_all(empty_store: Store) -> None:
    auditor = a_person(empty_store)

    august = reports.public_activity_report(auditor.desk, date(2026, 8, 1), date(2026, 8, 31))

    assert squeezed("업무 보고(2026. 7. 1.~9. 30.)") in body_of(august)
    assert squeezed("기록이 없거나, 칸마다 5건이 되지 않아 적지 않았다.") in body_of(august)
    with pytest.raises(InvalidEntry, match="끝난 분기가 없어"):
        reports.public_activity_report(auditor.desk, date(2026, 11, 1), date(2026, 11, 30))


def test_the_office_s_own_report_tells_a_month_as_it_is_and_says_so(empty_store: Store) -> None:
    a_generated_office(empty_store, 300)
    head = a_person(empty_store, Role.HEAD)
    since, until = date(2026, 8, 1), date(2026, 8, 31)

    body = body_of(reports.activity_report(head.desk, since, until))

    assert squeezed("업무 보고(2026. 8. 1.~8. 31.)") in body
    assert squeezed("내부용(밖으로 내보내지 않는다)") in body
    assert squeezed("5건이 되지 않아 적지 않았다") not in body

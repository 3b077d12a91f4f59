"""The figure of what became of opinions, counted by hand."""

from datetime import date

from casebase.domain.opinion import FollowUpDeed, FollowUpState, OpinionKind, OpinionOutcome
from casebase.insight.figures.follow_up import FOLLOW_UPS
from casebase.insight.mirror import Mirror
from casebase.store.connection import Connection, Store
from tests.answered_cases import an_answered_case, answer
from tests.asked_figures import behind, brought, count_behind, rows
from tests.builders import an_agency
from tests.consultation_builders import a_follow_up

ISSUED = date(2026, 9, 10)


def test_the_newest_report_counts_once_the_office_accepted_it(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        silent = reports(con)
        reports(con, (FollowUpDeed.NOT_YET, FollowUpState.ACCEPTED), (FollowUpDeed.PARTLY, FollowUpState.ACCEPTED))
        reports(con, (FollowUpDeed.AS_ADVISED, FollowUpState.REPORTED))
        again = reports(con, (FollowUpDeed.AS_ADVISED, FollowUpState.ASKED_AGAIN))
        reports(
            con, (FollowUpDeed.OTHERWISE, FollowUpState.ASKED_AGAIN), (FollowUpDeed.OTHERWISE, FollowUpState.ACCEPTED)
        )
    brought(mirror, sqlite_store)

    found = rows(mirror, FOLLOW_UPS)

    assert found == [("not_reported", 2), ("otherwise", 1), ("partly", 1), ("unchecked", 1)]
    assert [one.id for one in behind(mirror, FOLLOW_UPS, state="not_reported")] == [silent, again]
    assert count_behind(mirror, FOLLOW_UPS) == {row[:1]: row[1] for row in found}
    assert rows(mirror, FOLLOW_UPS, until=date(2026, 9, 9)) == []


def test_only_opinions_that_were_notified_and_stand_are_followed(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        agency = an_agency(con)
        an_answered_case(con, agency, ISSUED, is_notified=False)
        an_answered_case(con, agency, ISSUED, OpinionOutcome.RETURNED)
        gone = an_answered_case(con, agency, ISSUED)
        answer(con, gone, date(2026, 9, 12), OpinionKind.WITHDRAWAL, notified_on=date(2026, 9, 12))
        # A report on the opinion that was withdrawn is none on the one that followed.
        anew = an_answered_case(con, agency, ISSUED)
        report = a_follow_up(con, anew, state=FollowUpState.ACCEPTED)
        con.run("update follow_ups set reported_on = '2026-09-11' where id = ?", [report.id])
        answer(con, anew, date(2026, 9, 12), OpinionKind.WITHDRAWAL, notified_on=date(2026, 9, 12))
        answer(con, anew, date(2026, 9, 20), notified_on=date(2026, 9, 21))
    brought(mirror, sqlite_store)

    assert rows(mirror, FOLLOW_UPS) == [("not_reported", 1)]


def reports(con: Connection, *told: tuple[FollowUpDeed, FollowUpState]) -> str:
    """An opinion with reports on it, the oldest first."""
    case = an_answered_case(con, an_agency(con), ISSUED)
    for deed, state in told:
        a_follow_up(con, case, deed=deed, state=state)
    return case.id

"""The table of follow-ups, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import NotFound
from casebase.domain.opinion import FollowUpDeed, FollowUpState
from casebase.store.connection import Connection
from casebase.store.follow_ups import fetch_follow_up, list_follow_ups, update_follow_up
from tests.builders import an_account, an_agency
from tests.consultation_builders import a_consultation, a_follow_up


@pytest.mark.parametrize(("deed", "done_on"), [(FollowUpDeed.PARTLY, date(2026, 12, 1)), (FollowUpDeed.NOT_YET, None)])
def test_a_report_comes_back_as_it_went_in(con: Connection, deed: FollowUpDeed, done_on: date | None) -> None:
    report = a_follow_up(con, a_consultation(con, an_agency(con)), deed=deed, done_on=done_on, file_ids=("파일-1",))

    assert fetch_follow_up(con, report.id) == report
    with pytest.raises(NotFound, match="이행결과를"):
        fetch_follow_up(con, "none")


def test_reports_are_listed_the_newest_first(con: Connection) -> None:
    consultation = a_consultation(con, an_agency(con))
    first, second = (a_follow_up(con, consultation) for _ in range(2))
    a_follow_up(con, a_consultation(con, an_agency(con)))

    assert list_follow_ups(con, consultation.id) == [second, first]


def test_only_what_the_office_made_of_a_report_changes_and_only_from_the_version_seen(con: Connection) -> None:
    report = a_follow_up(con, a_consultation(con, an_agency(con)))
    judged = replace(
        report,
        state=FollowUpState.ASKED_AGAIN,
        judged_by=an_account(con).id,
        judged_on=date(2026, 12, 3),
        judgement="허가증 사본을 붙여 주세요.",
    )

    assert update_follow_up(con, replace(judged, text="바뀌지 않는 보고", deed=FollowUpDeed.OTHERWISE))
    assert not update_follow_up(con, replace(report, state=FollowUpState.ACCEPTED))

    assert fetch_follow_up(con, report.id) == replace(judged, version=2)

"""The record looked at as a whole: whether it is whole, and the papers of its days."""

from datetime import timedelta

import pytest

from casebase.casework.log import SHOWN_ANCHORS, check_log, daily_record, log_page
from casebase.domain.account import Role
from casebase.domain.chain import FaultKind
from casebase.domain.errors import InvalidEntry
from casebase.store.connection import Store
from tests.anchored import YESTERDAY, anchored, events_on, operator
from tests.builders import TODAY
from tests.case_builders import a_person
from tests.chains import told
from tests.tampered_rows import tamper


def test_the_page_says_how_far_the_record_goes(store: Store) -> None:
    events_on(store, 2, 1, 1, 0)

    before = log_page(operator(store))
    anchored(store)
    after = log_page(operator(store))

    assert (before.count_events, before.count_due, before.anchors) == (4, 2, ())
    assert after.count_due == 0
    assert [anchor.seq for anchor in after.anchors] == [3, 1]  # the newest day first


def test_the_head_may_check_but_not_keep(store: Store) -> None:
    assert not log_page(a_person(store, Role.HEAD).desk).may_keep
    assert log_page(a_person(store, Role.ADMIN).desk).may_keep


def test_a_check_tells_its_progress_and_the_first_fault(store: Store) -> None:
    events_on(store, 2, 1, 0)
    anchored(store)
    heard: list[int] = []

    whole = check_log(operator(store), (), heard.append)
    tamper(store, "delete from events where seq = 2")
    broken = check_log(operator(store))

    assert (whole.count_events, whole.count_anchors, whole.fault) == (3, 2, None)
    assert heard[-1] == 3
    assert told(broken.fault) == (FaultKind.DELETED, 2, 2)


def test_each_event_stands_in_the_paper_of_one_day(store: Store) -> None:
    events_on(store, 3, 3)
    events_on(store, 3, act="issue_ruling")
    events_on(store, 1, 1, act="a forgotten act")
    anchored(store)
    desk = operator(store)

    first, second = (daily_record(desk, TODAY - timedelta(days=count)).paper for count in (3, 1))

    assert [(one.act, one.count, one.first_seq, one.last_seq) for one in first.acts] == [
        ("방문 완료", 2, 1, 2),
        ("결재·발행", 1, 3, 3),
    ]
    assert (first.first_seq, first.last_seq, first.count_events, first.count_people) == (1, 3, 3, 1)
    assert (second.first_seq, second.last_seq) == (4, 5)
    assert [one.act for one in second.acts] == ["a forgotten act"]
    assert [one.seq for one in second.anchors] == [5, 3]
    assert second.hash in second.code


def test_the_paper_shows_the_last_anchors_and_stays_the_same(store: Store) -> None:
    events_on(store, *range(10, 0, -1))
    anchored(store)
    record = daily_record(operator(store), YESTERDAY)
    events_on(store, 0)
    anchored(store, days_from_now=1)

    again = daily_record(operator(store, 1), YESTERDAY)

    assert [one.seq for one in record.paper.anchors] == list(range(10, 10 - SHOWN_ANCHORS, -1))
    assert again == record
    assert again.pdf == record.pdf


def test_there_is_no_paper_of_a_day_that_is_not_over(store: Store) -> None:
    events_on(store, 0)
    anchored(store)

    with pytest.raises(InvalidEntry, match="끝나지 않은"):
        daily_record(operator(store), TODAY)

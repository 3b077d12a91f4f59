"""The tables of agenda items and recusals, on both engines."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from casebase.domain.errors import NotFound
from casebase.domain.meeting import ItemStage, Motion, RecusalKind, RecusalState
from casebase.domain.ruling import DispositionChange, Outcome
from casebase.store.agenda import (
    delete_item,
    fetch_item,
    fetch_recusal,
    items_of_review,
    list_items,
    list_recusals,
    update_item,
    update_recusal,
)
from casebase.store.connection import Connection
from tests.builders import a_review, an_account, an_agency
from tests.panel_builders import INSTANT, a_meeting, a_member, a_recusal, a_ruling, an_item

MOTION = Motion(
    outcome=Outcome.PARTIAL,
    changes=(
        DispositionChange(charge_id="charge-2", after="불문"),
        DispositionChange(charge_id="charge-1", after="‘주의’"),
    ),
    reasons="첫째 줄\n둘째 줄",
    dismissal_ground="",
    reasons_for=(("charge-2|criterion|public_interest", "공익이 뚜렷하다."), ("charge-1|exclusion|bribery", "없다.")),
)


@pytest.mark.parametrize("fetch", [fetch_item, fetch_recusal])
def test_what_there_is_not_is_not_found(con: Connection, fetch: Callable[[Connection, str], object]) -> None:
    with pytest.raises(NotFound):
        fetch(con, "none")


@pytest.mark.parametrize("motion", [MOTION, replace(MOTION, changes=(), reasons_for=(), reasons=""), None])
def test_an_item_comes_back_with_its_motion(con: Connection, motion: Motion | None) -> None:
    item = an_item(con, a_meeting(con), a_review(con, an_agency(con)), motion=motion, hearing="진술함", sent_at=INSTANT)

    assert fetch_item(con, item.id) == item


def test_items_are_listed_in_a_meeting_s_order_and_a_review_s_newest_first(con: Connection) -> None:
    agency, first, second = an_agency(con), a_meeting(con), a_meeting(con)
    review, other = a_review(con, agency), a_review(con, agency)
    last = an_item(con, first, review, position=2)
    before = an_item(con, first, other, position=1)
    again = an_item(con, second, review)

    assert list_items(con, first.id) == [before, last]
    assert items_of_review(con, review.id) == [again, last]
    assert list_items(con, "none") == items_of_review(con, "none") == []


def test_an_item_changes_only_from_the_version_seen_and_stays_in_its_meeting(con: Connection) -> None:
    review = a_review(con, an_agency(con))
    item = an_item(con, a_meeting(con), review)
    changed = replace(
        item,
        position=3,
        ruling_id=a_ruling(con, review).id,
        stage=ItemStage.OUTCOME,
        digest="1" * 64,
        sent_at=INSTANT,
        hearing="진술을 들었다.",
        discussion="위원 사이에 견해가 갈렸다.",
        motion=MOTION,
        result="동수로 부결되었다.",
    )

    assert update_item(con, replace(changed, meeting_id=a_meeting(con).id))
    assert not update_item(con, replace(item, motion=None))

    assert fetch_item(con, item.id) == replace(changed, version=2)


def test_an_item_is_taken_off_only_from_the_version_seen(con: Connection) -> None:
    meeting, agency = a_meeting(con), an_agency(con)
    item, other = (an_item(con, meeting, a_review(con, agency), position=n) for n in (1, 2))

    assert not delete_item(con, replace(item, version=2))
    assert list_items(con, meeting.id) == [item, other]
    assert delete_item(con, item)
    assert not delete_item(con, item)

    assert list_items(con, meeting.id) == [other]


def test_recusals_come_back_in_the_order_they_were_raised(con: Connection) -> None:
    item, member, secretary = (
        an_item(con, a_meeting(con), a_review(con, an_agency(con))),
        a_member(con),
        an_account(con),
    )
    excluded = a_recusal(
        con,
        item,
        member.account_id,
        RecusalKind.EXCLUSION,
        state=RecusalState.UPHELD,
        ground="kin",
        decided_by=member.account_id,
        decided_at=INSTANT,
    )
    challenged = a_recusal(con, item, member.account_id, RecusalKind.CHALLENGE, raised_by=secretary.id)

    assert list_recusals(con, item.id) == [excluded, challenged]
    assert fetch_recusal(con, challenged.id) == challenged


def test_only_how_a_recusal_was_decided_changes_and_only_from_the_version_seen(con: Connection) -> None:
    member = a_member(con)
    recusal = a_recusal(con, an_item(con, a_meeting(con), a_review(con, an_agency(con))), member.account_id)
    decided = replace(recusal, state=RecusalState.REFUSED, decided_by=member.account_id, decided_at=INSTANT)

    assert update_recusal(con, replace(decided, reason="바뀌지 않는 사유", kind=RecusalKind.EXCLUSION))
    assert not update_recusal(con, replace(recusal, state=RecusalState.UPHELD))

    assert fetch_recusal(con, recusal.id) == replace(decided, version=2)

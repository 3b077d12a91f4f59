"""Recusal: by the record, by oneself, at the wish of the person concerned; and what becomes of the votes."""

import pytest

from casebase.casework import agenda, recusals, votes
from casebase.casework.meeting_views import meeting_document, meeting_page
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NoQuorum,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.meeting import ItemStage, RecusalKind, RecusalState
from casebase.domain.member import TieKind
from casebase.store.connection import Store
from tests.case_builders import Person, record_of
from tests.meeting_stages import (
    Sitting,
    a_called_item,
    a_committee,
    a_resolved_item,
    a_voting_item,
    all_vote,
    an_open_item,
    an_outcome_item,
    carry_over,
    close_vote,
    open_vote,
    put_motion,
    seen_by,
    set_office,
    vote,
)
from tests.panel_builders import a_tie

EXCLUDED = {"kind": "exclusion", "ground": "kin", "reason": "대상자의 사촌이다."}
ABSTAINING = {"kind": "abstention", "ground": "unfair", "reason": "같은 모임에서 자주 만난다."}


def recuse(sitting: Sitting, member: Person, fields: dict[str, str] | None = None) -> None:
    recusals.declare_recusal(member.desk, sitting.item_id, sitting.item.version, fields or EXCLUDED)


def challenge(sitting: Sitting, member: Person) -> None:
    fields = {"account_id": member.id, "ground": "unfair", "reason": "대상자와 다툰 적이 있다."}
    recusals.challenge_member(sitting.committee.secretary.desk, sitting.item_id, sitting.item.version, fields)


def decide(sitting: Sitting, presiding: Person, decision: str = "") -> None:
    recusal = sitting.recusals[-1]
    recusals.decide_recusal(presiding.desk, recusal.id, recusal.version, {"decision": decision})


def vote_on_challenge(sitting: Sitting, member: Person, choice: str) -> None:
    name = f"vote_challenge-{sitting.recusals[-1].id}"
    vote(sitting, member, {name: choice})


def test_exclusion_holds_at_once_and_leaves_the_title_alone(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    member = sitting.committee.members[1]

    recuse(sitting, member)

    (recusal,) = sitting.recusals
    assert (recusal.kind, recusal.state) == (RecusalKind.EXCLUSION, RecusalState.UPHELD)
    assert seen_by(sitting, member) is None
    (item,) = meeting_page(member.desk, sitting.meeting.number).items
    assert (item.title, item.permitted) == (sitting.review.title, frozenset())
    with pytest.raises(NotFound):
        meeting_document(member.desk, "2026-안건-0001")
    open_vote(sitting)
    with pytest.raises(InvalidEntry, match="참여할 수 없습니다"):
        vote(sitting, member, {})
    work = seen_by(sitting, sitting.committee.members[2])
    assert work is not None and (work.seats, work.present) == (5, 4)


def test_the_record_excludes_by_itself(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    member = sitting.committee.members[1]
    with sqlite_store.transaction() as con:
        a_tie(con, member.id, TieKind.EMPLOYER, agency_id=sitting.review.agency_id)

    open_vote(sitting)

    assert seen_by(sitting, member) is None
    work = seen_by(sitting, sitting.committee.chair)
    assert work is not None and work.present == 4
    (told,) = work.excluded
    assert told.startswith("박위원 위원: ") and told.endswith("(공직자의 이해충돌 방지법 제2조, 제5조)")
    with pytest.raises(InvalidEntry):
        vote(sitting, member, {})
    with pytest.raises(InvalidEntry, match="이미 이 안건에서 제외"):
        recuse(sitting, member)


def test_abstention_waits_for_who_presides_and_stops_the_vote(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    member = sitting.committee.members[1]
    recuse(sitting, member, ABSTAINING)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="결정하지 않은 기피·회피"):
        open_vote(sitting)
    with pytest.raises(NotPermitted):
        decide(sitting, member, "upheld")
    with pytest.raises(SeveralInvalid):
        decide(sitting, sitting.committee.chair, "perhaps")

    assert record_of(sqlite_store) == before
    decide(sitting, sitting.committee.chair, "refused")
    open_vote(sitting)
    all_vote(sitting)
    assert sitting.recusals[0].state == RecusalState.REFUSED


def test_who_presides_does_not_decide_on_themselves(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    chair, next_one = sitting.committee.members[:2]
    recuse(sitting, chair, ABSTAINING)

    with pytest.raises(NotPermitted):
        decide(sitting, chair, "refused")
    decide(sitting, next_one, "upheld")

    with pytest.raises(NotPermitted):
        open_vote(sitting, chair)
    open_vote(sitting, next_one)
    assert sitting.item.stage == ItemStage.CRITERIA


def test_a_decision_is_made_once(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    recuse(sitting, sitting.committee.members[1], ABSTAINING)
    decide(sitting, sitting.committee.chair, "upheld")
    before = record_of(sqlite_store)

    with pytest.raises(ChangedMeanwhile):
        decide(sitting, sitting.committee.chair, "refused")

    assert record_of(sqlite_store) == before


def test_a_ground_that_only_makes_fairness_doubtful_is_none_of_exclusion(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))

    with pytest.raises(SeveralInvalid) as refusal:
        recuse(sitting, sitting.committee.members[1], EXCLUDED | {"ground": "unfair"})

    assert [fault.field for fault in refusal.value.faults] == ["ground"]
    assert sitting.recusals == []


def test_members_vote_on_a_challenge_without_its_target(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store, 4))
    target, *others = reversed(sitting.committee.members)
    challenge(sitting, target)
    with pytest.raises(InvalidEntry, match="아직 표결하지 않은 위원"):
        decide(sitting, sitting.committee.chair)
    with pytest.raises(InvalidEntry, match="열려 있는 표결이 없습니다"):
        vote_on_challenge(sitting, target, "no")

    for member, choice in zip(others, ("yes", "yes", "no"), strict=True):
        vote_on_challenge(sitting, member, choice)
    before = seen_by(sitting, others[0])
    decide(sitting, sitting.committee.chair)

    assert before is not None and before.recusals[0].vote is not None and before.recusals[0].vote.tally is None
    assert sitting.recusals[0].state == RecusalState.UPHELD
    after = seen_by(sitting, others[0])
    assert after is not None and after.recusals[0].vote is not None
    tally = after.recusals[0].vote.tally
    assert tally is not None and (tally.seats, tally.present, tally.yes, tally.no) == (4, 3, 2, 1)
    assert seen_by(sitting, target) is None


def test_an_equal_vote_refuses_a_challenge(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store, 5))
    target, *others = reversed(sitting.committee.members)
    challenge(sitting, target)

    for member, choice in zip(others, ("yes", "yes", "no", "abstain"), strict=True):
        vote_on_challenge(sitting, member, choice)
    decide(sitting, sitting.committee.chair)

    assert sitting.recusals[0].state == RecusalState.REFUSED
    assert seen_by(sitting, target) is not None


def test_the_last_quorate_member_recusing_stops_the_vote_but_not_the_meeting(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = a_voting_item(committee, present=committee.members[:3])
    all_vote(sitting, committee.members[:3])
    recuse(sitting, committee.members[2])
    before = record_of(sqlite_store)

    with pytest.raises(NoQuorum) as refusal:
        close_vote(sitting)

    assert "재적위원 5명 가운데 2명" in str(refusal.value)
    assert record_of(sqlite_store) == before
    carry_over(sitting)
    assert sitting.item.stage == ItemStage.CARRIED_OVER


def test_the_office_may_take_recused_seats_out(sqlite_store: Store) -> None:
    set_office(sqlite_store, "committee.recused_seats", "재적에서 뺌")
    committee = a_committee(sqlite_store, 5)
    sitting = an_open_item(committee, present=committee.members[:3])

    for member in committee.members[2:]:
        recuse(sitting, member)
    open_vote(sitting)

    work = seen_by(sitting, committee.chair)
    assert work is not None and (work.seats, work.present) == (2, 2)


def test_votes_of_a_member_recused_afterwards_do_not_count_and_are_kept(sqlite_store: Store) -> None:
    sitting = an_outcome_item(a_committee(sqlite_store, 5))
    members = sitting.committee.members
    for member, choice in zip(members, ("yes", "yes", "yes", "no", "no"), strict=True):
        vote(sitting, member, {"vote_outcome": choice})
    ballots_before = record_of(sqlite_store)["ballots"]

    recuse(sitting, members[2])
    close_vote(sitting)

    assert sitting.item.stage == ItemStage.CARRIED_OVER
    assert "찬성 2, 반대 2, 기권 0" in sitting.item.result
    assert record_of(sqlite_store)["ballots"] == ballots_before


def test_answers_that_a_later_recusal_overturns_carry_no_motion(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = a_voting_item(committee)
    for n, member in enumerate(committee.members):
        changes = {"public_interest": "yes" if n < 3 else "no"}
        all_vote(sitting, [member], **changes)
    close_vote(sitting)
    assert sitting.item.stage == ItemStage.DRAFTING
    put_motion(sitting)
    all_vote(sitting)

    recuse(sitting, committee.members[2])
    assert close_vote(sitting) == ""

    assert sitting.item.stage == ItemStage.CARRIED_OVER
    assert "항목별 표결 결과가 의결안과 맞지 않게" in sitting.item.result


def test_a_recusal_comes_too_late_once_the_item_is_done(sqlite_store: Store) -> None:
    sitting = a_resolved_item(a_committee(sqlite_store))
    before = record_of(sqlite_store)

    with pytest.raises(MoveNotPermitted):
        recuse(sitting, sitting.committee.members[1])

    assert record_of(sqlite_store) == before


def test_a_member_declares_before_the_meeting_opens(sqlite_store: Store) -> None:
    sitting = a_called_item(a_committee(sqlite_store))
    member = sitting.committee.members[1]

    recuse(sitting, member, ABSTAINING)
    decide(sitting, sitting.committee.chair, "upheld")

    assert seen_by(sitting, member) is None


def test_a_second_declaration_is_refused(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store))
    recuse(sitting, sitting.committee.members[1], ABSTAINING)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="결정을 기다리는 신청"):
        recuse(sitting, sitting.committee.members[1])

    assert record_of(sqlite_store) == before


def test_whoever_is_recused_by_all_leaves_the_item_to_the_meetings_chair(sqlite_store: Store) -> None:
    sitting = an_open_item(a_committee(sqlite_store, 3))
    for member in sitting.committee.members:
        recuse(sitting, member)

    with pytest.raises(NoQuorum):
        votes.open_vote(sitting.committee.chair.desk, sitting.item_id, sitting.item.version, {})
    agenda.carry_over(
        sitting.committee.chair.desk, sitting.item_id, sitting.item.version, {"result": "모든 위원이 제척되었다."}
    )

    assert sitting.item.stage == ItemStage.CARRIED_OVER

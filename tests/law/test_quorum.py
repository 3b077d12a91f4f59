from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.meeting import Choice
from casebase.domain.member import Body, Member
from casebase.law.quorum import answer, count, has_quorum, majority, presides, seats_of_item, sentence
from casebase.law.values import value_on
from tests.builders import a_setting
from tests.law import second_committee as second
from tests.law.bodies import TODAY, a_member, bodies_enough

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN
COUNTED = value_on("committee.recused_seats", TODAY)
TAKEN_OUT = value_on(
    "committee.recused_seats", TODAY, [a_setting("committee.recused_seats", "재적에서 뺌", date(2026, 1, 1))]
)


def a_seat(account_id: str, begins_on: date, **facts: object) -> Member:
    return a_member(account_id, Body.COMMITTEE, begins_on=begins_on, ends_on=date(2027, 12, 31), **facts)


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (7, 4)])
def test_a_majority_is_more_than_half(members, needed):
    assert majority(members) == needed
    assert has_quorum(members, needed)
    assert not has_quorum(members, needed - 1)


def test_nobody_is_no_quorum():
    assert not has_quorum(0, 0)
    assert not count("outcome", 0, 0, []).carried


def test_an_equal_vote_carries_nothing_and_refuses_nothing():
    tally = count("outcome", 5, 4, [YES, YES, NO, NO])

    assert (tally.seats, tally.present, tally.yes, tally.no, tally.abstained) == (5, 4, 2, 2, 0)
    assert not tally.carried
    assert answer(tally) is None


def test_who_abstains_or_casts_nothing_still_counts_among_the_present():
    assert not count("outcome", 5, 4, [YES, YES, ABSTAIN]).carried
    assert count("outcome", 5, 3, [YES, YES, ABSTAIN]).carried
    assert answer(count("outcome", 5, 4, [NO, NO, ABSTAIN])) is None
    assert answer(count("outcome", 5, 4, [NO, NO, NO])) is False


def test_without_a_quorum_even_all_voices_decide_nothing():
    assert answer(count("outcome", 5, 2, [YES, YES])) is None
    assert answer(count("outcome", 5, 2, [NO, NO])) is None


@pytest.mark.parametrize(("seats", "present", "votes"), [(5, 2, 3), (5, 6, 6)])
def test_more_votes_than_members_is_a_mistake_in_the_program(seats, present, votes):
    with pytest.raises(ValueError, match="votes"):
        count("outcome", seats, present, [YES] * votes)


def test_a_recused_seat_counts_unless_the_office_takes_it_out():
    assert seats_of_item(5, 2, COUNTED) == 5
    assert seats_of_item(5, 2, TAKEN_OUT) == 3


def test_the_last_member_a_quorum_needs_recuses():
    assert has_quorum(seats_of_item(5, 0, COUNTED), 3)
    assert not has_quorum(seats_of_item(5, 1, COUNTED), 2)
    assert not has_quorum(seats_of_item(5, 1, TAKEN_OUT), 2)
    assert has_quorum(seats_of_item(5, 2, TAKEN_OUT), 2)


def test_a_quorum_in_words_names_its_article():
    assert sentence(5, 3) == ("재적위원 5명 가운데 3명 출석(과반수 3명 이상), 공공감사에 관한 법률 시행령 제4조 제3항")


CHAIR = a_seat("chair", date(2026, 1, 1), is_chair=True)
LONGEST = a_seat("longest", date(2022, 1, 1), born_on=date(1980, 1, 1))
ELDER = a_seat("elder", date(2024, 1, 1), born_on=date(1958, 1, 1))
YOUNGER = a_seat("younger", date(2024, 1, 1), born_on=date(1971, 1, 1))


def test_the_chair_presides():
    seats = [LONGEST, CHAIR, ELDER]

    assert presides(seats, seats, TODAY) == (
        "chair",
        "위원장이 주재합니다. (공공감사에 관한 법률 시행령 제4조 제2항)",
    )


def test_without_the_chair_who_has_served_longest_presides():
    seats = [ELDER, LONGEST, YOUNGER]

    assert presides(seats, [CHAIR, *seats], TODAY) == (
        "longest",
        "위원장이 주재할 수 없어 가장 오래 재직한 위원(2022. 1. 1.부터)이 주재합니다. "
        "(공공감사에 관한 법률 시행령 제4조 제2항)",
    )


def test_of_those_who_served_equally_long_the_elder_presides_and_no_birthday_is_told():
    who, why = presides([YOUNGER, ELDER], [YOUNGER, ELDER], TODAY)

    assert who == "elder"
    assert "가장 오래 재직한 위원(2024. 1. 1.부터) 2명 가운데 연장자가 주재합니다." in why
    assert "1958" not in why
    assert presides([a_seat("unknown", date(2024, 1, 1)), YOUNGER], [], TODAY)[0] == "younger"


def test_terms_that_follow_without_a_gap_are_one_time_and_others_are_not():
    again = a_seat("again", date(2026, 1, 1))
    before = a_member("again", Body.COMMITTEE, begins_on=date(2021, 1, 1), ends_on=date(2025, 12, 31))
    with_a_gap = a_member("again", Body.COMMITTEE, begins_on=date(2021, 1, 1), ends_on=date(2025, 12, 30))
    in_the_panel = a_member("again", Body.PANEL, begins_on=date(2021, 1, 1), ends_on=date(2025, 12, 31))

    assert presides([LONGEST, again], [LONGEST, before, again], TODAY)[0] == "again"
    assert presides([LONGEST, again], [LONGEST, with_a_gap, again], TODAY)[0] == "longest"
    assert presides([LONGEST, again], [LONGEST, in_the_panel, again], TODAY)[0] == "longest"


def test_who_no_longer_serves_presides_over_nothing():
    gone = a_member("gone", Body.COMMITTEE, is_chair=True, ends_on=TODAY - timedelta(days=1))

    assert presides([gone, ELDER], [gone, ELDER], TODAY)[0] == "elder"
    with pytest.raises(ValueError, match="nobody is present"):
        presides([gone], [gone], TODAY)


COMMITTEES = st.integers(1, 7).flatmap(
    lambda seats: st.tuples(
        st.just(seats),
        st.lists(st.sampled_from(["recused", "away", *Choice, "silent"]), min_size=seats, max_size=seats),
        st.booleans(),
    )
)


@bodies_enough
@given(COMMITTEES)
def test_quorum_and_majority_after_recusal_agree_with_a_second_count(committee):
    seats, did, takes_out = committee
    recused = did.count("recused")
    choices = [each for each in did if isinstance(each, Choice)]
    present = len(choices) + did.count("silent")

    counted = seats_of_item(seats, recused, TAKEN_OUT if takes_out else COUNTED)
    tally = count("outcome", counted, present, choices)

    on_the_item = seats - recused if takes_out else seats
    said = second.says(on_the_item, present, choices.count(YES), choices.count(NO))
    assert tally.carried == second.carries(on_the_item, present, choices.count(YES))
    assert answer(tally) == {"yes": True, "no": False, "open": None}[said]
    assert tally.yes + tally.no + tally.abstained == len(choices)


def a_drawn_term(who: str, months: int, length: int, is_chair: bool, born: date | None) -> Member:
    begins_on = date(2020 + months // 12, months % 12 + 1, 1)
    return a_member(
        who,
        Body.COMMITTEE,
        begins_on=begins_on,
        ends_on=begins_on + timedelta(days=length),
        is_chair=is_chair,
        born_on=born,
    )


TERMS = st.builds(
    a_drawn_term,
    who=st.sampled_from(["a", "b", "c"]),
    months=st.integers(0, 83),
    length=st.sampled_from([30, 89, 90, 364, 365, 729, 730]),
    is_chair=st.sampled_from([False, False, False, True]),
    born=st.sampled_from([None, date(1960, 1, 1), date(1970, 1, 1)]),
)


@bodies_enough
@given(st.lists(TERMS, min_size=1, max_size=8), st.integers(0, 60))
def test_who_presides_agrees_with_a_second_count_day_by_day(terms, months):
    on = date(2021 + months // 12, months % 12 + 1, 15)
    present = list({term.account_id: term for term in terms if term.is_serving(on)}.values())
    if not present or sum(term.is_chair for term in present) > 1:
        return

    assert presides(present, terms, on)[0] == second.who_presides(present, terms, on)

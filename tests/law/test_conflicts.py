from datetime import date, timedelta
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.errors import NotInForce
from casebase.domain.member import Body, Tie, TieKind
from casebase.law.conflicts import (
    Conflict,
    Involvement,
    InvolvementKind,
    Party,
    PartyKind,
    conflicts,
    excludes_by_itself,
    grounds_on,
)
from casebase.law.values import Basis, printed_source
from tests.law import second_committee as second
from tests.law.bodies import (
    CITY,
    CLERK,
    FACTORY,
    SITUATIONS,
    TODAY,
    UNKNOWN_CLERK,
    Situation,
    a_lawyer,
    a_tie,
    bodies_enough,
    in_a_case,
)

ACT = "공직자의 이해충돌 방지법 제2조, 제5조"
BODIES = pytest.mark.parametrize("body", Body)


def found(
    *ties: Tie,
    parties: tuple[Party, ...] = (CITY, FACTORY, CLERK),
    record: tuple[Involvement, ...] = (),
    body: Body = Body.PANEL,
    on: date = TODAY,
) -> tuple[Conflict, ...]:
    return conflicts(body, a_lawyer(), ties, parties, record, on)


def blocks(*ties: Tie, on: date = TODAY) -> bool:
    return any(conflict.is_blocking for conflict in found(*ties, on=on))


def the_only(told: tuple[Conflict, ...]) -> Conflict:
    assert len(told) == 1
    return told[0]


@BODIES
def test_who_has_no_tie_of_their_own_and_did_nothing_in_the_case_may_take_it(body):
    assert found(body=body) == ()
    assert found(a_tie(agency_id="city", account_id="another"), body=body) == ()


@BODIES
def test_a_lasting_employment_blocks_and_says_by_whom_since_when_and_by_which_article(body):
    tie = a_tie(begins_on=date(2020, 1, 1), agency_id="city")

    conflict = the_only(found(tie, body=body))

    assert conflict.is_blocking
    assert conflict.explanation == f"이 사건의 기관 ‘창원시’와 재직 관계에 있습니다(2020. 1. 1.부터). ({ACT})"


@pytest.mark.parametrize("kind", [TieKind.EMPLOYER, TieKind.ADVISER, TieKind.CLIENT, TieKind.INTEREST])
@pytest.mark.parametrize(
    ("ended_on", "last_day"),
    [
        (date(2024, 11, 23), date(2026, 11, 23)),
        (date(2024, 2, 28), date(2026, 2, 28)),  # begins on 29 February, which 2026 lacks
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2022, 2, 28), date(2024, 2, 29)),  # begins on 1 March
        (date(2023, 12, 31), date(2025, 12, 31)),
    ],
)
def test_a_tie_that_has_ended_blocks_for_two_years_by_the_calendar_and_not_a_day_longer(kind, ended_on, last_day):
    tie = a_tie(kind, begins_on=date(2019, 3, 2), ends_on=ended_on, agency_id="city")

    assert blocks(tie, on=last_day)
    assert not blocks(tie, on=last_day + timedelta(days=1))
    assert the_only(found(tie, on=last_day + timedelta(days=1))).explanation.startswith("이 사건의 기관 ‘창원시’와의")


def test_a_tie_that_ended_long_ago_is_a_doubt_with_its_days():
    tie = a_tie(TieKind.ADVISER, begins_on=date(2019, 3, 2), ends_on=date(2023, 5, 31), agency_id="city")

    conflict = the_only(found(tie))

    assert not conflict.is_blocking
    assert conflict.explanation == (
        "이 사건의 기관 ‘창원시’와의 자문·고문·용역·연구 관계가 끝난 지 2년이 지났습니다(2019. 3. 2.~2023. 5. 31.). "
        f"공정하게 맡을 수 있는지 확인하세요. ({ACT})"
    )


def test_a_tie_that_ends_today_still_lasts_and_one_that_begins_tomorrow_is_a_doubt():
    assert "재직 관계에 있습니다" in the_only(found(a_tie(ends_on=TODAY, agency_id="city"))).explanation
    assert blocks(a_tie(begins_on=TODAY, agency_id="city"))
    assert (
        "앞으로 시작됩니다" in the_only(found(a_tie(begins_on=TODAY + timedelta(days=1), agency_id="city"))).explanation
    )


def test_the_two_years_are_law_from_the_day_the_act_is_in_force_and_the_office_s_own_before():
    tie = a_tie(ends_on=date(2021, 1, 4), agency_id="city")

    before, after = (the_only(found(tie, on=day)) for day in (date(2022, 5, 18), date(2022, 5, 19)))

    assert before.is_blocking and after.is_blocking
    assert (before.ground.basis, after.ground.basis) == (Basis.AGENCY, Basis.STATUTE)
    assert "(기관 기준: " in before.explanation and before.explanation.endswith(")")
    assert after.explanation.endswith(f"({ACT})")


def test_a_client_is_an_opposite_party_to_the_panel_and_a_private_interest_to_the_committee():
    tie = a_tie(TieKind.CLIENT, "한빛정밀", business_id="factory")

    assert (
        the_only(found(tie)).explanation == "이 사건의 업체 ‘한빛정밀’과 사건 수임 관계에 있습니다. (변호사법 제31조)"
    )
    assert the_only(found(tie, body=Body.COMMITTEE)).ground.code == "private_interest"


@pytest.mark.parametrize("name", ["창원시", "창원 시", " 창원시 ", normalize("NFD", "창원시")])
def test_a_body_of_the_same_name_blocks_though_it_is_not_on_record(name):
    assert blocks(a_tie(name=name))


def test_a_company_s_legal_form_is_no_part_of_its_name():
    assert blocks(a_tie(name="주식회사 한빛정밀"))
    assert blocks(a_tie(name="㈜한빛 정밀"))


def test_a_name_that_only_stands_in_another_is_a_doubt():
    conflict = the_only(found(a_tie(name="창원시청", begins_on=date(2020, 1, 1))))

    assert not conflict.is_blocking
    assert conflict.explanation.startswith(
        "신고된 ‘창원시청’과의 재직 관계(2020. 1. 1.부터)가 이 사건의 기관 ‘창원시’와의 관계인지 확인하세요."
    )


def test_the_record_tells_two_bodies_of_one_name_apart():
    assert found(a_tie(name="창원시", agency_id="another")) == ()
    assert found(a_tie(name="창원시", business_id="factory-2")) == ()
    assert found(a_tie(name="다른 이름", agency_id="city"))[0].is_blocking


def test_a_person_of_the_same_name_is_a_doubt_unless_an_interest_was_declared_in_that_name():
    assert not the_only(found(a_tie(TieKind.CLIENT, "이주무"))).is_blocking
    assert the_only(found(a_tie(TieKind.INTEREST, "이주무"))).is_blocking
    assert the_only(found(a_tie(TieKind.CLIENT, "이 씨", other_account_id="clerk"))).is_blocking


@BODIES
def test_a_party_may_not_take_part_and_neither_may_who_belongs_to_an_agency_of_the_case(body):
    myself = Party(kind=PartyKind.PERSON, name="최변호", account_id="lawyer")

    own_case = the_only(conflicts(body, a_lawyer(), (), (myself,), (), TODAY))
    own_agency = the_only(conflicts(body, a_lawyer(agency_id="city"), (), (CITY,), (), TODAY))

    assert own_case.is_blocking and own_case.explanation.startswith(
        "이 사건의 당사자 ‘최변호’ 본인입니다. (기관 기준: "
    )
    assert own_agency.is_blocking and own_agency.explanation == f"이 사건의 기관 ‘창원시’에 소속되어 있습니다. ({ACT})"


def test_a_namesake_among_the_parties_is_a_doubt_until_the_record_tells_them_apart():
    namesake = Party(kind=PartyKind.PERSON, name="최 변호")
    other = Party(kind=PartyKind.PERSON, name="최변호", account_id="another")

    assert not the_only(found(parties=(namesake,))).is_blocking
    assert found(parties=(other,)) == ()


def test_kin_who_is_a_party_blocks_however_long_ago():
    tie = a_tie(TieKind.KIN, "이씨", ends_on=date(1999, 1, 1), other_account_id="clerk")

    conflict = the_only(found(tie))

    assert conflict.is_blocking
    assert conflict.explanation.startswith("신고된 친족 ‘이씨’(1999. 1. 1.까지)가 이 사건의 당사자 ‘이주무’입니다.")


def test_kin_of_a_party_s_name_blocks_where_they_work_at_the_party_s_agency_and_is_a_doubt_elsewhere():
    told = found(a_tie(TieKind.KIN, "이주무", agency_id="city"), parties=(CITY, UNKNOWN_CLERK))
    elsewhere = a_tie(TieKind.KIN, "이주무", agency_id="county")

    assert [conflict.is_blocking for conflict in told] == [True, False]
    assert "이름도 일하는 기관도 같습니다" in told[0].explanation
    assert "‘창원시’에서 일합니다" in told[1].explanation
    assert not the_only(found(elsewhere, parties=(CITY, UNKNOWN_CLERK))).is_blocking
    at_the_county = Party(kind=PartyKind.PERSON, name="이주무", agency_id="county")
    assert the_only(found(elsewhere, parties=(CITY, at_the_county))).is_blocking


def test_kin_with_an_account_of_their_own_is_not_taken_for_a_namesake():
    tie = a_tie(TieKind.KIN, "이주무", other_account_id="another")

    assert found(tie, parties=(CITY, CLERK)) == ()
    assert not the_only(found(tie, parties=(CITY, UNKNOWN_CLERK))).is_blocking


@BODIES
@pytest.mark.parametrize("kind", [InvolvementKind.HANDLED, InvolvementKind.FOUND])
def test_who_handled_or_judged_the_case_is_kept_from_it(body, kind):
    conflict = the_only(found(record=(in_a_case(kind),), body=body))

    assert conflict.is_blocking
    assert conflict.explanation.startswith("이 사건(2026-면책-0001)에서 ")
    assert found(record=(in_a_case(kind, is_same=False),), body=body) == ()


def test_who_advised_on_a_case_may_not_decide_it_but_may_advise_again():
    record = (in_a_case(InvolvementKind.ADVISED),)

    decides, advises = (the_only(found(record=record, body=body)) for body in (Body.COMMITTEE, Body.PANEL))

    assert (decides.is_blocking, decides.ground.code) == (True, "service")
    assert (advises.is_blocking, advises.ground.code) == (False, "unfair")


@BODIES
def test_having_voted_before_or_entered_the_case_is_a_doubt(body):
    told = found(record=(in_a_case(InvolvementKind.VOTED), in_a_case(InvolvementKind.OPENED)), body=body)

    assert [conflict.is_blocking for conflict in told] == [False, False]


def test_other_cases_of_the_same_parties_are_one_doubt_that_names_the_first_of_them():
    numbers = ["2025-면책-0004", "2025-면책-0001", "2025-면책-0002", "2025-면책-0003"]
    record = tuple(in_a_case(InvolvementKind.VOTED, number, is_same=False) for number in numbers)

    assert the_only(found(record=record)).explanation.startswith(
        "당사자가 같은 다른 사건(2025-면책-0001, 2025-면책-0002, 2025-면책-0003 등 4건)에서 표결한 기록이 있습니다."
    )


def test_what_blocks_comes_first_and_nothing_is_said_twice():
    again = Party(kind=PartyKind.AGENCY, name="창원시")

    told = found(a_tie(name="창원시청"), a_tie(agency_id="city"), parties=(CITY, again))

    assert [conflict.is_blocking for conflict in told] == [True, False]


@BODIES
def test_the_grounds_hold_from_their_first_day_and_only_the_last_excludes_nobody_by_itself(body):
    grounds = grounds_on(body, TODAY)

    assert [ground.code for ground in grounds if not excludes_by_itself(ground)] == ["unfair"]
    with pytest.raises(NotInForce):
        grounds_on(body, date(2010, 6, 30))


def test_an_ordinance_of_one_office_is_not_printed_as_law_and_the_attorneys_act_is():
    committee = {ground.code: ground.basis for ground in grounds_on(Body.COMMITTEE, TODAY)}
    panel = {ground.code: ground for ground in grounds_on(Body.PANEL, TODAY)}

    assert {code for code, basis in committee.items() if basis == Basis.STATUTE} == {"private_interest"}
    assert {each.source for each in panel.values() if each.basis == Basis.STATUTE} == {"변호사법 제31조", ACT}


@bodies_enough
@given(SITUATIONS, st.sampled_from(Body))
def test_a_second_reading_of_the_articles_finds_the_same_grounds_and_doubts(situation: Situation, body):
    told = conflicts(body, *situation.facts, TODAY)

    against = second.grounds_against(body, *situation.facts, TODAY)

    assert {(conflict.ground.code, conflict.is_blocking) for conflict in told} == against


@bodies_enough
@given(SITUATIONS, st.sampled_from(Body))
def test_every_exclusion_names_whom_or_which_case_and_ends_with_its_article(situation: Situation, body):
    told = conflicts(body, *situation.facts, TODAY)

    assert len({conflict.explanation for conflict in told}) == len(told)
    named = [f"‘{party.name}’" for party in situation.parties]
    numbered = [f"({one.case_number or '번호 없음'}" for one in situation.involvements]
    for conflict in told:
        assert any(name in conflict.explanation for name in [*named, *numbered])
        assert conflict.ground in grounds_on(body, TODAY)
        assert conflict.explanation.endswith(f"({printed_source(conflict.ground.basis, conflict.ground.source)})")

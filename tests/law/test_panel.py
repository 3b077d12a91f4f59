from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.member import Body
from casebase.law.conflicts import Conflict, conflicts, grounds_on
from casebase.law.panel import Candidate, Proposed, propose
from tests.law import second_committee as second
from tests.law.bodies import CITY, SITUATIONS, TODAY, Situation, a_lawyer, a_member, a_tie, bodies_enough

FIELD = "계약"


def a_candidate(account_id: str = "lawyer", **facts: object) -> Candidate:
    """A member whose speciality the field is, with nothing to do, unless told."""
    told = {"open_now": 0, "this_year": 0, "conflicts": (), "is_away": False, "specialities": (FIELD,), **facts}
    member = {name: told.pop(name) for name in ("specialities", "yearly_limit", "begins_on", "ends_on") if name in told}
    return Candidate(member=a_member(account_id, **member), **told)  # type: ignore[arg-type]


def a_doubt() -> Conflict:
    return Conflict(ground=grounds_on(Body.PANEL, TODAY)[0], is_blocking=False, explanation="이름이 비슷합니다. (출처)")


def order(*candidates: Candidate) -> list[str]:
    return [each.candidate.member.account_id for each in propose(candidates, FIELD, TODAY)]


def the_only(candidate: Candidate) -> Proposed:
    (proposed,) = propose([candidate], FIELD, TODAY)
    return proposed


def test_speciality_comes_before_doubts_before_what_is_open_before_the_year():
    candidates = [
        a_candidate("of another field", specialities=("환경·폐기물",)),
        a_candidate("with a doubt", conflicts=(a_doubt(),)),
        a_candidate("busy now", open_now=1),
        a_candidate("asked often", this_year=3),
        a_candidate("best"),
    ]

    assert order(*candidates) == ["best", "asked often", "busy now", "with a doubt", "of another field"]
    assert order(*reversed(candidates)) == order(*candidates)


def test_who_is_proposed_is_told_with_speciality_load_and_doubts():
    proposed = the_only(a_candidate(open_now=1, this_year=4, conflicts=(a_doubt(),)))

    assert proposed.is_available
    assert proposed.reasons == (
        "전문 분야가 ‘계약’입니다.",
        "회신할 자문 1건, 올해 배정 4건입니다.",
        "확인할 점: 이름이 비슷합니다. (출처)",
    )
    assert the_only(a_candidate(specialities=())).reasons[0] == "전문 분야에 ‘계약’이 없습니다."


def test_a_lawyer_is_never_proposed_for_a_former_employer_s_case():
    former = a_tie(ends_on=date(2026, 6, 30), agency_id="city")
    own = conflicts(Body.PANEL, a_lawyer(), [former], [CITY], [], TODAY)

    proposed = propose([a_candidate(conflicts=own), a_candidate("busy", open_now=9)], FIELD, TODAY)

    assert [each.is_available for each in proposed] == [True, False]
    assert proposed[1].reasons == (own[0].explanation,)


def test_every_hindrance_is_told():
    proposed = the_only(
        a_candidate(begins_on=date(2024, 1, 1), ends_on=date(2026, 11, 22), is_away=True, yearly_limit=10, this_year=10)
    )

    assert not proposed.is_available
    assert proposed.reasons == (
        "임기(2024. 1. 1.~2026. 11. 22.)에 들지 않습니다.",
        "회신할 기간에 부재로 등록되어 있습니다.",
        "올해 배정 한도 10건을 채웠습니다.",
    )


def test_a_limit_is_reached_with_the_last_case_and_not_before():
    assert the_only(a_candidate(yearly_limit=10, this_year=9)).is_available
    assert not the_only(a_candidate(yearly_limit=10, this_year=10)).is_available
    assert not the_only(a_candidate(yearly_limit=0)).is_available
    assert the_only(a_candidate(this_year=99)).is_available


@bodies_enough
@given(st.lists(SITUATIONS, min_size=1, max_size=4))
def test_no_proposal_ever_violates_a_ground(situations: list[Situation]):
    candidates = [
        a_candidate(
            str(n),
            conflicts=conflicts(Body.PANEL, *one.facts, TODAY),
        )
        for n, one in enumerate(situations)
    ]

    proposed = propose(candidates, FIELD, TODAY)

    assert sorted(each.candidate.member.account_id for each in proposed) == [str(n) for n in range(len(situations))]
    for each in proposed:
        one = situations[int(each.candidate.member.account_id)]
        against = second.grounds_against("panel", *one.facts, TODAY)
        assert each.is_available == (not any(is_blocking for _, is_blocking in against))
        assert each.reasons
    availability = [each.is_available for each in proposed]
    assert availability == sorted(availability, reverse=True)

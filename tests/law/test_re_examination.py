from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.approval import ApprovalState
from casebase.domain.errors import NotInForce, RulingDoesNotFollow
from casebase.domain.review import DISPOSITIONS, NO_DISPOSITION
from casebase.domain.ruling import DispositionChange, Outcome, Ruling, RulingKind
from casebase.law.periods import re_examination_period
from casebase.law.re_examination import (
    ALREADY_RE_EXAMINED,
    FirstResult,
    check_not_worse,
    decision_period,
    grounds_on,
    is_late,
    lifted_before,
    result,
)
from casebase.law.rulings import Conclusion, check_changes
from casebase.law.values import Basis, value_on
from tests.builders import a_charge

TODAY = date(2026, 11, 23)
MONTHS = value_on("periods.re_examination_decision_months", TODAY)
LIFTED = FirstResult(label="지적 1", was_recognised=True, disposition_after="통보")
KEPT = FirstResult(label="지적 2", was_recognised=False, disposition_after="주의")
FIRST = {"charge-1": LIFTED, "charge-2": KEPT}
CHARGES = [a_charge("charge-1", disposition="통보"), a_charge("charge-2", disposition="주의")]


def concluded(*recognised: bool | None) -> list[Conclusion]:
    return [
        Conclusion(charge_id=f"charge-{n}", recognised=each, against=()) for n, each in enumerate(recognised, start=1)
    ]


def changed(**after: str) -> list[DispositionChange]:
    return [DispositionChange(charge_id=key.replace("_", "-"), after=new) for key, new in after.items()]


def a_ruling(outcome: Outcome, changes: list[DispositionChange]) -> Ruling:
    return Ruling(
        id="ruling-2",
        review_id="review-2",
        kind=RulingKind.DECISION,
        outcome=outcome,
        changes=tuple(changes),
        reasons="다시 살펴보았다.",
        dismissal_ground="",
        cause="",
        state=ApprovalState.ISSUED,
        digest="",
        proposed_by="account-1",
        proposed_at="2026-11-20T01:00:00.000000Z",
    )


def against(recognised: list[Conclusion], changes: list[DispositionChange]) -> tuple[str, ...]:
    try:
        check_not_worse(FIRST, recognised, changes, CHARGES)
    except RulingDoesNotFollow as refused:
        return refused.against
    return ()


def test_the_five_grounds_for_dismissal_are_the_decree_s():
    grounds = grounds_on(TODAY)

    assert len(grounds) == 5
    assert {ground.basis for ground in grounds} == {Basis.STATUTE}
    assert ALREADY_RE_EXAMINED in {ground.code for ground in grounds}
    with pytest.raises(NotInForce):
        grounds_on(date(2010, 6, 30))


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 10, 12), date(2026, 12, 14)),  # 12 December is a Saturday
        (date(2026, 3, 31), date(2026, 6, 1)),  # April and May as a whole; 31 May is a Sunday
        (date(2026, 12, 30), date(2027, 3, 2)),  # February has no 31st; the 28th is a Sunday, 1 March a holiday
    ],
)
def test_it_is_decided_within_two_months_of_its_receipt(received_on, due_on):
    period = decision_period(received_on, MONTHS)

    assert period.due_on == due_on
    assert period.rows[0].reason == "신청을 접수한 날은 세지 않습니다."
    assert period.rows[1].reason == "다음 날부터 2개월을 달력에 따라 셉니다."
    assert period.rows[1].article == "공공감사에 관한 법률 제25조, 민법 제160조"


def test_an_application_is_late_from_the_day_after_the_last():
    period = re_examination_period(date(2026, 10, 12), value_on("periods.re_examination_months", TODAY))

    assert not is_late(period.due_on, period)
    assert is_late(period.due_on + timedelta(days=1), period)


def test_what_was_recognised_stays_recognised():
    assert against(concluded(False, False), []) == ("지적 1: 처음에 인정된 면책이 인정되지 않음",)
    assert against(concluded(True, False), []) == ()
    assert against(concluded(True, True), changed(charge_2=NO_DISPOSITION)) == ()


def test_no_disposition_becomes_heavier_and_the_sentence_names_both():
    with pytest.raises(RulingDoesNotFollow, match="불리하게 결정할 수 없습니다") as refused:
        check_not_worse(FIRST, concluded(True, True), changed(charge_1="주의", charge_2="경고"), CHARGES)

    assert "기관 기준" in str(refused.value)
    assert refused.value.against == (
        "지적 1: 처분이 ‘통보’에서 ‘주의’로 무거워짐",
        "지적 2: 처분이 ‘주의’에서 ‘경고’로 무거워짐",
    )


def test_a_charge_the_first_ruling_did_not_know_is_passed_over():
    check_not_worse({}, concluded(False, False), changed(charge_1="경고"), CHARGES)


def test_a_charge_recognised_again_may_stay_as_the_first_ruling_left_it():
    conclusions = [("지적 1", concluded(True)[0]), ("지적 2", concluded(True, False)[1])]

    check_changes(Outcome.PARTIAL, CHARGES, conclusions, [], lifted_before(FIRST))

    with pytest.raises(RulingDoesNotFollow):
        check_changes(Outcome.PARTIAL, CHARGES, conclusions, [])
    newly = [("지적 1", concluded(True)[0]), ("지적 2", concluded(True, True)[1])]
    with pytest.raises(RulingDoesNotFollow) as refused:
        check_changes(Outcome.RECOGNISED, CHARGES, newly, [], lifted_before(FIRST))
    assert refused.value.against == ("지적 2: 면책이 인정되었으나 처분이 ‘주의’ 그대로임",)


@pytest.mark.parametrize(
    ("outcome", "changes", "came_of_it"),
    [
        (Outcome.DISMISSED, {}, "각하"),
        (Outcome.PARTIAL, {}, "기각"),
        (Outcome.PARTIAL, {"charge_1": "통보", "charge_2": "주의"}, "기각"),
        (Outcome.RECOGNISED, {"charge_2": NO_DISPOSITION}, "인용"),
        (Outcome.PARTIAL, {"charge_1": NO_DISPOSITION}, "인용"),
    ],
)
def test_what_came_of_it(outcome, changes, came_of_it):
    assert result(FIRST, a_ruling(outcome, changed(**changes))) == came_of_it


ANY_DISPOSITION = st.sampled_from([*DISPOSITIONS, NO_DISPOSITION])


@given(ANY_DISPOSITION, ANY_DISPOSITION)
def test_of_two_dispositions_at_most_one_is_the_heavier_and_none_is_the_lightest(one, other):
    def is_worse(old: str, new: str) -> bool:
        first = {"charge-1": FirstResult(label="지적 1", was_recognised=False, disposition_after=old)}
        try:
            check_not_worse(first, concluded(True), changed(charge_1=new), [a_charge("charge-1", disposition=old)])
        except RulingDoesNotFollow:
            return True
        return False

    assert is_worse(one, other) + is_worse(other, one) == (one != other)
    assert not is_worse(one, NO_DISPOSITION)
    assert not is_worse("처분 미정", other)

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import InvalidEntry
from casebase.domain.suspension import Extension
from casebase.law.extensions import check_extension, grounds_on
from casebase.law.regimes import Regime, regime_on
from casebase.law.values import Basis
from tests.builders import a_setting
from tests.law.histories import an_extension

DUE_ON = date(2026, 7, 1)
DECIDED_ON = date(2026, 6, 30)
AGENCY_RULES = regime_on(False, date(2026, 6, 1))
PETITION_RULES = regime_on(True, date(2026, 6, 1), [a_setting("petitions.consultation_days", "10", date(2020, 1, 1))])
FIRST = an_extension(10, 1, DECIDED_ON)
SECOND = replace(an_extension(10, 2, DECIDED_ON), consented_on=DECIDED_ON)


def refused(extension: Extension, earlier: list[Extension], rules: Regime) -> InvalidEntry:
    with pytest.raises(InvalidEntry) as caught:
        check_extension(extension, earlier, rules, DUE_ON)
    return caught.value


@pytest.mark.parametrize("rules", [AGENCY_RULES, PETITION_RULES], ids=["agency", "petition"])
def test_a_period_may_be_extended_on_its_last_day_and_once_more_with_consent(rules):
    check_extension(replace(FIRST, decided_on=DUE_ON), [], rules, DUE_ON)
    check_extension(SECOND, [FIRST], rules, DUE_ON)


@pytest.mark.parametrize("rules", [AGENCY_RULES, PETITION_RULES], ids=["agency", "petition"])
def test_the_second_needs_the_applicant_s_consent_by_the_day_it_is_decided(rules):
    without = refused(replace(SECOND, consented_on=None), [FIRST], rules)
    late = refused(replace(SECOND, consented_on=DUE_ON), [FIRST], rules)

    assert (without.field, late.field) == ("consented_on", "consented_on")
    assert str(without) == "한 번 더 연장하려면 신청인의 동의가 필요합니다. 동의받은 날을 입력하세요."


def test_there_is_no_third():
    fault = refused(replace(SECOND, position=3), [FIRST, SECOND], PETITION_RULES)

    assert str(fault) == "이미 2번 연장했습니다. 2번까지만 연장할 수 있습니다."
    assert fault.field is None


def test_what_has_run_out_is_not_extended():
    fault = refused(replace(FIRST, decided_on=date(2026, 7, 2)), [], PETITION_RULES)

    assert str(fault) == "처리기한(2026. 7. 1.)이 지나 연장할 수 없습니다. 진행 상황을 신청인에게 알리세요."
    assert fault.field == "decided_on"


def test_an_extension_is_not_decided_before_the_one_before_it():
    fault = refused(replace(SECOND, decided_on=date(2026, 6, 29)), [FIRST], PETITION_RULES)

    assert "앞선 연장을 결정한 날보다 빠릅니다" in str(fault)


def test_a_petition_is_extended_by_its_own_period_at_most_and_an_agency_s_by_what_the_office_set():
    check_extension(replace(FIRST, days=10), [], PETITION_RULES, DUE_ON)
    check_extension(replace(FIRST, days=30), [], AGENCY_RULES, DUE_ON)

    for days, rules in ((11, PETITION_RULES), (31, AGENCY_RULES), (0, PETITION_RULES)):
        assert refused(replace(FIRST, days=days), [], rules).field == "days"


@pytest.mark.parametrize("ground", ["overload", "late_assignment", "absence", ""])
def test_overload_late_assignment_and_absence_are_no_ground(ground):
    fault = refused(replace(FIRST, ground=ground), [], PETITION_RULES)

    assert fault.field == "ground"
    assert "다른 기관의 협조, 사실관계나 현장 확인, 불가항력, 그 밖에 이에 준하는 사유" in str(fault)
    assert "업무가 많거나 배정이 늦었거나 담당자가 없다는 것만으로는" in str(fault)


def test_which_grounds_are_permitted_is_a_matter_of_the_day_of_the_decision():
    before = replace(FIRST, decided_on=date(2026, 5, 5), ground="unavoidable")

    check_extension(before, [], PETITION_RULES, DUE_ON)
    assert refused(replace(before, decided_on=date(2026, 5, 6)), [], PETITION_RULES).field == "ground"
    assert refused(replace(FIRST, decided_on=date(2026, 5, 5)), [], PETITION_RULES).field == "ground"


def test_the_reason_is_written_down_for_the_applicant():
    assert refused(replace(FIRST, reason="  "), [], PETITION_RULES).field == "reason"


def test_an_office_may_do_without_consent_or_without_extensions():
    begin = date(2020, 1, 1)
    freely = regime_on(False, date(2026, 6, 1), [a_setting("deadlines.extension_consent", "받지 않음", begin)])
    never = regime_on(False, date(2026, 6, 1), [a_setting("deadlines.extension_count", "0", begin)])

    check_extension(replace(SECOND, consented_on=None), [FIRST], freely, DUE_ON)
    assert "연장하지 않는 것으로 정해져 있습니다" in str(refused(FIRST, [], never))


def test_only_a_petition_s_newest_grounds_are_shown_as_law():
    newest, earlier = grounds_on(date(2026, 5, 6), True), grounds_on(date(2026, 5, 5), True)
    agency = grounds_on(date(2026, 5, 6), False)

    assert {ground.source for ground in newest} == {"민원 처리에 관한 법률 시행령 제21조 제2항"}
    assert {ground.basis for ground in newest} == {Basis.STATUTE}
    assert [ground.code for ground in newest] == [ground.code for ground in agency]
    assert {ground.basis for ground in (*earlier, *agency)} == {Basis.AGENCY}
    assert [ground.code for ground in earlier] == ["unavoidable"]

from datetime import date

import pytest

from casebase.domain.errors import NotInForce
from casebase.law.eligibility import ScreeningResult, exclusions_on, scope_on, screened
from casebase.law.values import Basis

DAY = date(2026, 11, 23)
IN_SCOPE = {"licensing": True, "interpretation": False, "improvement": False}
NOTHING_AGAINST = {"clear_rule": False, "not_reviewed": False, "already_done": False, "in_dispute": False}
CLEAR = IN_SCOPE | NOTHING_AGAINST


def test_one_kind_of_work_and_no_ground_against_make_a_matter_eligible():
    screening = screened(CLEAR, DAY)

    assert (screening.result, screening.because) == (ScreeningResult.ELIGIBLE, ("인허가 등 규제 업무",))


@pytest.mark.parametrize("code", NOTHING_AGAINST)
def test_one_ground_excludes_whatever_else_is_open(code):
    screening = screened({code: True}, DAY)

    assert screening.result == ScreeningResult.EXCLUDED
    assert screening.because == tuple(ground.label for ground in exclusions_on(DAY) if ground.code == code)
    assert screened(CLEAR | {code: True}, DAY).result == ScreeningResult.EXCLUDED


def test_a_matter_of_none_of_the_kinds_is_excluded():
    screening = screened(dict.fromkeys(IN_SCOPE, False), DAY)

    assert (screening.result, screening.because) == (ScreeningResult.EXCLUDED, ("사전컨설팅 대상 업무가 아님",))


@pytest.mark.parametrize("code", CLEAR)
def test_an_open_question_leaves_it_to_a_person(code):
    left_out = {each: answer for each, answer in CLEAR.items() if each != code}

    for answers in (CLEAR | {code: None}, left_out):
        screening = screened(answers, DAY)
        labels = [ground.label for ground in (*scope_on(DAY), *exclusions_on(DAY)) if ground.code == code]
        assert (screening.result, list(screening.because)) == (ScreeningResult.UNDECIDED, labels)


def test_no_answers_decide_nothing():
    assert screened({}, DAY).result == ScreeningResult.UNDECIDED
    assert len(screened({}, DAY).because) == 7


def test_the_trace_has_a_line_for_every_question_with_what_follows_and_its_source():
    trace = {line.code: line for line in screened(CLEAR | {"in_dispute": True, "improvement": None}, DAY).trace}

    assert list(trace) == list(CLEAR)
    assert (trace["licensing"].answer, trace["licensing"].follows) == (True, "대상에 듭니다.")
    assert trace["interpretation"].follows == "이 유형에는 들지 않습니다."
    assert trace["improvement"].follows == "답해야 합니다."
    assert (trace["in_dispute"].answer, trace["in_dispute"].follows) == (True, "제외 대상입니다.")
    assert trace["licensing"].source == "공공감사에 관한 법률 시행령 제13조의2 제1항"
    assert trace["in_dispute"].source.startswith("기관 기준: ")


def test_only_the_scope_is_law():
    assert {ground.basis for ground in scope_on(DAY)} == {Basis.STATUTE}
    assert {ground.basis for ground in exclusions_on(DAY)} == {Basis.AGENCY}
    assert {ground.basis for ground in scope_on(date(2025, 9, 30))} == {Basis.AGENCY}
    with pytest.raises(NotInForce):
        screened(CLEAR, date(2010, 6, 30))

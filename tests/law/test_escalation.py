from datetime import date

import pytest

from casebase.law.escalation import grounds_on, higher_bodies
from casebase.law.values import Basis, agency_parameters


def test_the_higher_body_is_asked_about_weighty_matters_and_those_of_several_bodies():
    grounds = grounds_on(date(2026, 11, 23))

    assert [ground.code for ground in grounds] == ["serious", "several_bodies", "similar"]
    assert {ground.source for ground in grounds} == {"지방공무원 적극행정 운영규정 제5조 제2항"}
    assert {ground.basis for ground in grounds} == {Basis.STATUTE}


def test_a_wording_that_was_not_read_is_not_shown_as_law():
    assert {ground.basis for ground in grounds_on(date(2025, 12, 29))} == {Basis.AGENCY}


def test_a_city_asks_its_province_and_a_province_the_ministry_or_the_board_of_audit():
    levels = next(each.choices for each in agency_parameters() if each.name == "consultations.office_level")

    assert [higher_bodies(level) for level in levels] == [
        ("시·도 감사기구",),
        ("소관 중앙행정기관 감사기구", "감사원"),
    ]
    with pytest.raises(KeyError):
        higher_bodies("읍·면")

from datetime import date

import pytest

from casebase.law.criteria import criteria_set, criteria_sets_on
from casebase.law.values import Basis, agency_parameters

CODES = ("trio", "national-2019")


def test_the_office_s_own_test_is_shown_as_its_own():
    trio = criteria_set("trio")

    assert [criterion.label for criterion in trio.criteria] == ["공익성", "투명성", "타당성"]
    assert trio.basis == Basis.AGENCY
    assert {criterion.basis for criterion in trio.criteria} == {Basis.AGENCY}


def test_each_criterion_of_the_decree_names_its_item():
    national = criteria_set("national-2019")

    assert national.basis == Basis.STATUTE
    assert [criterion.source.removeprefix(f"{national.source} ") for criterion in national.criteria] == [
        "제1항 제1호",
        "제1항 제2호",
        "제1항 제4호",
    ]


def test_the_presumption_of_no_gross_negligence_is_asked_in_its_two_parts():
    negligence = criteria_set("national-2019").criteria[2]

    assert "제13조의3 제2항" in negligence.definition
    assert any("사적인 이해관계" in question for question in negligence.questions)
    assert any("중대한 절차상의 하자" in question for question in negligence.questions)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2015, 5, 17), []),
        (date(2015, 5, 18), ["trio"]),
        (date(2019, 5, 13), ["trio"]),
        (date(2019, 5, 14), ["trio", "national-2019"]),
    ],
)
def test_a_set_is_offered_from_its_first_day(day, codes):
    assert [each.code for each in criteria_sets_on(day)] == codes


def test_the_default_may_be_set_to_every_set_and_to_nothing_else():
    default = next(each for each in agency_parameters() if each.name == "criteria.default_set")

    assert default.choices == CODES
    assert default.default == "trio"
    assert tuple(each.code for each in criteria_sets_on(date.max)) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_criterion_is_explained_and_no_name_stands_twice(code):
    criteria = criteria_set(code).criteria

    assert criteria
    assert len({each.code for each in criteria}) == len({each.label for each in criteria}) == len(criteria)
    assert all(each.definition and each.questions and each.source for each in criteria)


def test_a_code_that_no_set_has_is_a_mistake_in_the_program():
    with pytest.raises(KeyError):
        criteria_set("quartet")

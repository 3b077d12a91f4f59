"""Who must sign in with a second factor."""

from datetime import date

import pytest

from casebase.domain.account import Role
from casebase.law.second_factor import roles_with_second_factor
from casebase.law.values import agency_parameters
from tests.builders import a_setting

TODAY = date(2026, 11, 23)
NAME = "sign_in.second_factor_roles"


def test_nobody_must_unless_the_office_says_so():
    assert roles_with_second_factor(TODAY) == frozenset()


@pytest.mark.parametrize("choice", next(p.choices for p in agency_parameters() if p.name == NAME))
def test_every_choice_names_roles(choice):
    roles = roles_with_second_factor(TODAY, [a_setting(NAME, choice, TODAY)])

    assert roles <= set(Role)
    assert (Role.ADMIN in roles) == (choice != "없음")
    assert (Role.APPLICANT in roles) == (choice == "모두")


def test_a_choice_holds_from_its_day_on():
    setting = a_setting(NAME, "관리자", date(2026, 11, 24))

    assert not roles_with_second_factor(TODAY, [setting])
    assert roles_with_second_factor(date(2026, 11, 24), [setting]) == {Role.ADMIN}

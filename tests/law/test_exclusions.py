from datetime import date

from casebase.law.exclusions import grounds_on
from casebase.law.values import Basis


def test_no_exclusion_ground_is_shown_as_law():
    grounds = grounds_on(date(2026, 11, 23))

    assert [ground.code for ground in grounds] == ["bribery", "neglect", "essence_of_law", "favour", "equivalent"]
    assert {ground.basis for ground in grounds} == {Basis.AGENCY}

from datetime import date

from casebase.law.dismissal import grounds_on
from casebase.law.values import Basis


def test_grounds_for_dismissal_are_the_office_s_own():
    grounds = grounds_on(date(2026, 11, 23))

    assert "not_entitled" in {ground.code for ground in grounds}
    assert {ground.basis for ground in grounds} == {Basis.AGENCY}


def test_being_late_is_no_ground_for_dismissal():
    assert not any("기한이 지" in ground.label for ground in grounds_on(date(2026, 11, 23)))

from datetime import date

from casebase.law.presumption import conditions_on
from casebase.law.values import Basis


def test_the_presumption_has_four_conditions():
    codes = [condition.code for condition in conditions_on(date(2026, 11, 23))]

    assert codes == ["same_matter", "as_advised", "information_sufficient", "no_private_interest"]


def test_nothing_is_presumed_before_the_regulation_was_in_force():
    assert conditions_on(date(2019, 8, 5)) == ()
    assert len(conditions_on(date(2019, 8, 6))) == 4


def test_only_what_the_regulation_says_is_shown_as_law():
    same_matter, *others = conditions_on(date(2026, 11, 23))

    assert same_matter.basis == Basis.AGENCY
    assert {condition.basis for condition in others} == {Basis.STATUTE}
    assert all("제15조 제4항" in condition.source for condition in others)

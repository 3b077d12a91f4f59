from unicodedata import normalize

import pytest

from casebase.law.names import Likeness, likeness


@pytest.mark.parametrize(
    "other", ["한빛 정밀", "㈜한빛정밀", "(주) 한빛정밀", "한빛정밀 주식회사", normalize("NFD", "한빛정밀")]
)
def test_one_name_however_it_was_typed(other):
    assert likeness("한빛정밀", other) == likeness(other, "한빛정밀") == Likeness.NAME


@pytest.mark.parametrize(
    ("one", "other"), [("창원시", "창원시청"), ("경상남도 창원시", "창원시"), ("이주무", "이주무(기획팀)")]
)
def test_a_name_that_stands_in_another(one, other):
    assert likeness(one, other) == likeness(other, one) == Likeness.PART


@pytest.mark.parametrize(
    ("one", "other"), [("창원시", "진주시"), ("시", "창원시"), ("", "창원시"), ("", ""), ("(주)", "㈜")]
)
def test_names_that_share_nothing_or_too_little(one, other):
    assert likeness(one, other) is None
    assert likeness(other, one) is None

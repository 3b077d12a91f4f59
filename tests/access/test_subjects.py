"""What acts are done to: said of each by its name, once."""

from itertools import chain

import pytest

from casebase.access.act import Act
from casebase.access.subjects import DONE_TO, Subject, subject_of


def test_every_act_is_named_once_and_none_is_left_to_what_stands_around_it() -> None:
    named = list(chain.from_iterable(DONE_TO.values()))

    assert sorted(named) == sorted(Act)
    assert list(DONE_TO) == list(Subject)


def test_an_act_without_a_line_of_its_own_is_done_to_nothing() -> None:
    with pytest.raises(KeyError):
        subject_of("sign_contract")  # type: ignore[arg-type]


def test_a_paper_is_signed_on_a_case_and_kept_records_in_the_office() -> None:
    assert subject_of(Act.SIGN_PAPER) == Subject.CASE
    assert {subject_of(act) for act in (Act.KEEP_ANCHOR, Act.SEE_BACKUPS, Act.DISPOSE_RECORDS)} == {Subject.OFFICE}

"""The table of screening answers, on both engines."""

from dataclasses import replace

import pytest

from casebase.domain.consultation import ScreeningAnswer
from casebase.store.connection import Connection
from casebase.store.ids import new_id
from casebase.store.screenings import keep_answer, list_answers
from tests.builders import an_account, an_agency
from tests.consultation_builders import a_consultation


def an_answer(con: Connection, holds: bool | None = True) -> ScreeningAnswer:
    """Put one answer on record."""
    answer = ScreeningAnswer(
        id=new_id(),
        consultation_id=a_consultation(con, an_agency(con)).id,
        question="in_dispute",
        holds=holds,
        reason="행정심판이 끝났다.",
        account_id=an_account(con).id,
        answered_at="2026-11-20T01:00:00.000000Z",
    )
    keep_answer(con, answer)
    return answer


@pytest.mark.parametrize("holds", [True, False, None])
def test_an_answer_comes_back_as_it_went_in(con: Connection, holds: bool | None) -> None:
    answer = an_answer(con, holds)

    assert list_answers(con, answer.consultation_id) == [answer]


def test_an_answer_takes_the_place_of_the_same_person_s_only(con: Connection) -> None:
    answer, elsewhere = an_answer(con), an_answer(con)
    of_another = replace(answer, id=new_id(), account_id=an_account(con).id)
    to_another = replace(answer, id=new_id(), question="own_review")
    for one in (of_another, to_another):
        keep_answer(con, one)
    changed = replace(answer, holds=None, reason="", answered_at="2026-11-21T01:00:00.000000Z")

    keep_answer(con, replace(changed, id=new_id()))

    assert list_answers(con, answer.consultation_id) == [changed, of_another, to_another]
    assert list_answers(con, elsewhere.consultation_id) == [elsewhere]

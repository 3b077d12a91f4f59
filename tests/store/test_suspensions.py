"""The tables of suspensions and extensions, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import NotFound
from casebase.domain.suspension import SuspensionKind
from casebase.store.connection import Connection
from casebase.store.suspensions import (
    fetch_suspension,
    list_extensions,
    list_extensions_of_many,
    list_open_asked,
    list_suspensions,
    list_suspensions_of_many,
    update_extension,
    update_suspension,
)
from tests.builders import an_account, an_agency
from tests.consultation_builders import a_consultation, a_suspension, an_extension


@pytest.mark.parametrize("kind", SuspensionKind)
def test_a_suspension_comes_back_as_it_went_in(con: Connection, kind: SuspensionKind) -> None:
    agency = an_agency(con)
    told = {"due_on": date(2026, 11, 20), "question": "하천관리계획에 맞습니까?", "ground": "higher_law"}

    suspension = a_suspension(con, a_consultation(con, agency), kind, agency=agency, **told)

    assert fetch_suspension(con, suspension.id) == suspension
    with pytest.raises(NotFound, match="정지 기록을"):
        fetch_suspension(con, "none")


def test_suspensions_are_listed_by_the_day_they_began_cancelled_ones_too(con: Connection) -> None:
    agency = an_agency(con)
    case, other, quiet = (a_consultation(con, agency) for _ in range(3))
    late = a_suspension(con, case, begins_on=date(2026, 11, 12))
    same_day = a_suspension(con, case, begins_on=date(2026, 11, 12))
    entered_last = a_suspension(con, case, begins_on=date(2026, 11, 5), cancelled_on=date(2026, 11, 6))
    of_other = a_suspension(con, other)

    assert list_suspensions(con, case.id) == [entered_last, late, same_day]
    assert list_suspensions(con, quiet.id) == []
    everything = list_suspensions_of_many(con, [case.id, other.id, quiet.id])
    assert everything == {case.id: [entered_last, late, same_day], other.id: [of_other]}


def test_what_an_agency_still_owes_is_listed_by_its_due_day(con: Connection) -> None:
    agency, other = an_agency(con), an_agency(con)
    case = a_consultation(con, agency)
    without_day = a_suspension(con, case, agency=agency)
    later = a_suspension(con, case, agency=agency, due_on=date(2026, 11, 25))
    soon = a_suspension(con, case, agency=agency, due_on=date(2026, 11, 20))
    a_suspension(con, case, agency=agency, due_on=date(2026, 11, 20), ends_on=date(2026, 11, 19))
    a_suspension(con, case, agency=agency, cancelled_on=date(2026, 11, 19))
    a_suspension(con, case, agency=other)

    assert list_open_asked(con, agency.id) == [soon, later, without_day]


def test_only_what_became_of_a_suspension_changes_and_only_from_the_version_seen(con: Connection) -> None:
    suspension = a_suspension(con, a_consultation(con, an_agency(con)))
    ended = replace(
        suspension,
        ends_on=date(2026, 11, 18),
        due_on=date(2026, 11, 17),
        answer="맞습니다.",
        ended_by=an_account(con).id,
        reminded_on=date(2026, 11, 16),
        cancelled_on=date(2026, 11, 19),
        cancel_reason="잘못 입력함",
    )

    assert update_suspension(con, replace(ended, begins_on=date(2026, 1, 1), question="바뀌지 않는 질문"))
    assert not update_suspension(con, replace(suspension, answer="늦은 회신"))

    assert fetch_suspension(con, suspension.id) == replace(ended, version=2)


def test_extensions_are_listed_in_their_order_and_told_of_later(con: Connection) -> None:
    agency = an_agency(con)
    case, other = a_consultation(con, agency), a_consultation(con, agency)
    second = an_extension(con, case, 2, consented_on=date(2026, 11, 15))
    first = an_extension(con, case)
    of_other = an_extension(con, other)
    told = replace(first, notified_on=date(2026, 11, 17))

    update_extension(con, replace(told, days=99))

    assert list_extensions(con, case.id) == [told, second]
    assert list_extensions_of_many(con, [case.id, other.id, "none"]) == {case.id: [told, second], other.id: [of_other]}

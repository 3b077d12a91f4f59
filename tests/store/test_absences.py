"""The table of absences, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import NotFound
from casebase.store.absences import delete_absence, fetch_absence, list_absences
from casebase.store.connection import Connection
from tests.builders import an_account
from tests.panel_builders import an_absence


def test_absences_come_back_as_they_went_in_the_earliest_first(con: Connection) -> None:
    person, other = an_account(con), an_account(con)
    late = an_absence(con, person.id, date(2026, 12, 24), date(2026, 12, 31), reason="휴가")
    early = an_absence(con, person.id, date(2026, 8, 1), date(2026, 8, 1))
    an_absence(con, other.id)

    assert list_absences(con, person.id) == [early, late]
    assert fetch_absence(con, late.id) == late


def test_an_absence_is_taken_back_only_from_the_version_seen(con: Connection) -> None:
    absence, other = (an_absence(con, an_account(con).id) for _ in range(2))

    assert not delete_absence(con, replace(absence, version=2))
    assert delete_absence(con, absence)
    assert not delete_absence(con, absence)

    with pytest.raises(NotFound):
        fetch_absence(con, absence.id)
    assert fetch_absence(con, other.id) == other

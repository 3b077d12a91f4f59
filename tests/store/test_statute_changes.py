"""The table of changes of statutes, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import NotFound
from casebase.store.connection import Connection
from casebase.store.statute_changes import fetch_statute_change, list_statute_changes, update_statute_change
from tests.builders import an_account
from tests.precedent_builders import a_statute_change


def test_changes_are_listed_the_one_in_force_last_first_without_those_cancelled(con: Connection) -> None:
    auditor = an_account(con)
    early = a_statute_change(con, auditor, changed_on=date(2024, 1, 1))
    late = a_statute_change(con, auditor, statute="건축법", article="", changed_on=date(2026, 6, 1))
    wrong = a_statute_change(con, auditor, changed_on=date(2025, 1, 1))
    cancelled = replace(wrong, cancelled_on=date(2026, 11, 23))

    assert update_statute_change(con, cancelled)
    assert not update_statute_change(con, replace(wrong, cancelled_on=None))

    assert list_statute_changes(con) == [late, early]
    assert list_statute_changes(con, with_cancelled=True) == [late, replace(cancelled, version=2), early]
    assert fetch_statute_change(con, early.id) == early
    with pytest.raises(NotFound):
        fetch_statute_change(con, "none")

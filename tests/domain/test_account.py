"""Terms of accounts and sessions, to the day and the instant."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.account import ROLE_LABELS, Account, Role, Session

ACCOUNT = Account(id="a", login="kim", name="김감사", role=Role.AUDITOR, begins_on=date(2026, 3, 1))
SESSION = Session(
    id="s",
    account_id="a",
    started_at="2026-11-23T00:00:00.000000Z",
    idle_until="2026-11-23T08:00:00.000000Z",
    expires_at="2026-11-23T12:00:00.000000Z",
)


@pytest.mark.parametrize(
    ("ends_on", "on", "is_active"),
    [
        (None, date(2026, 2, 28), False),
        (None, date(2026, 3, 1), True),
        (None, date(2099, 1, 1), True),
        (date(2026, 6, 30), date(2026, 6, 30), True),
        (date(2026, 6, 30), date(2026, 7, 1), False),
    ],
)
def test_an_account_is_active_from_its_first_day_through_its_last(
    ends_on: date | None, on: date, is_active: bool
) -> None:
    assert replace(ACCOUNT, ends_on=ends_on).is_active(on) == is_active


@pytest.mark.parametrize(
    ("changes", "at", "is_live"),
    [
        ({}, "2026-11-23T07:59:59.999999Z", True),
        ({}, "2026-11-23T08:00:00.000000Z", False),
        ({"idle_until": "2026-11-24T00:00:00.000000Z"}, "2026-11-23T11:59:59.999999Z", True),
        ({"idle_until": "2026-11-24T00:00:00.000000Z"}, "2026-11-23T12:00:00.000000Z", False),
        ({"ended_at": "2026-11-23T01:00:00.000000Z"}, "2026-11-23T01:00:00.000000Z", False),
    ],
)
def test_a_session_lives_until_it_idles_expires_or_is_ended(changes: dict[str, str], at: str, is_live: bool) -> None:
    assert replace(SESSION, **changes).is_live(at) == is_live  # type: ignore[arg-type]


def test_every_role_has_its_word() -> None:
    assert set(ROLE_LABELS) == set(Role)

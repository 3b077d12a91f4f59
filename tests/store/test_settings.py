"""The tables of settings and of the office's holidays, on both engines."""

from dataclasses import replace
from datetime import date

from casebase.domain.setting import AgencyHoliday
from casebase.store.connection import Connection
from casebase.store.settings import (
    insert_agency_holiday,
    insert_setting,
    list_agency_holidays,
    list_settings,
    update_agency_holiday,
    update_agency_holiday_removed,
    update_setting,
)
from tests.builders import a_setting


def test_settings_are_listed_by_name_and_first_day(con: Connection) -> None:
    late = a_setting("b", "2", date(2026, 12, 1))
    early = a_setting("b", "1", date(2026, 1, 1))
    other = a_setting("a", "가람도 감사위원회", date(2027, 1, 1))
    for setting in (late, early, other):
        insert_setting(con, setting)

    assert list_settings(con) == [other, early, late]


def test_a_value_is_replaced_only_on_the_day_it_began(con: Connection) -> None:
    setting = a_setting("a", "1", date(2026, 1, 1))
    insert_setting(con, setting)
    changed = replace(setting, value="2", basis="개정")

    assert update_setting(con, changed)
    assert not update_setting(con, replace(changed, begins_on=date(2026, 1, 2)))
    assert not update_setting(con, replace(changed, name="b"))

    assert list_settings(con) == [changed]


def test_holidays_are_kept_changed_and_taken_off_by_their_day(con: Connection) -> None:
    last, first = (AgencyHoliday(on=date(2026, 12, day), name=f"{day}일") for day in (31, 1))
    for holiday in (last, first):
        insert_agency_holiday(con, holiday)
    worked = replace(last, name="비상근무", is_working=True)

    assert update_agency_holiday(con, worked)
    assert not update_agency_holiday(con, replace(last, on=date(2026, 12, 2)))
    assert list_agency_holidays(con) == [first, worked]
    assert update_agency_holiday_removed(con, first.on)
    assert not update_agency_holiday_removed(con, first.on)

    assert list_agency_holidays(con) == [worked]

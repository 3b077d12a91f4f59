"""The tables `settings` and `agency_holidays`."""

from datetime import date

from casebase.domain.setting import AgencyHoliday, Setting
from casebase.store.columns import day, marks, values_of
from casebase.store.connection import Connection

COLUMNS = "id, name, value, begins_on, basis"


def list_settings(con: Connection) -> list[Setting]:
    """Return every value of every setting, by name and first day."""
    rows = con.rows(f"select {COLUMNS} from settings order by name, begins_on")
    return [Setting(id=r[0], name=r[1], value=r[2], begins_on=day(r[3]), basis=r[4]) for r in rows]


def insert_setting(con: Connection, setting: Setting) -> None:
    con.run(f"insert into settings ({COLUMNS}) values ({marks(COLUMNS)})", values_of(setting, COLUMNS))


def update_setting(con: Connection, setting: Setting) -> bool:
    """Replace the value that begins on the same day; False when there is none."""
    changed = con.run(
        "update settings set value = ?, basis = ? where name = ? and begins_on = ?",
        values_of(setting, "value, basis, name, begins_on"),
    )
    return changed == 1


def list_agency_holidays(con: Connection) -> list[AgencyHoliday]:
    rows = con.rows("select day, name, is_working from agency_holidays order by day")
    return [AgencyHoliday(on=day(r[0]), name=r[1], is_working=bool(r[2])) for r in rows]


def insert_agency_holiday(con: Connection, holiday: AgencyHoliday) -> None:
    con.run(
        "insert into agency_holidays (day, name, is_working) values (?, ?, ?)",
        values_of(holiday, "on, name, is_working"),
    )


def update_agency_holiday(con: Connection, holiday: AgencyHoliday) -> bool:
    changed = con.run(
        "update agency_holidays set name = ?, is_working = ? where day = ?", values_of(holiday, "name, is_working, on")
    )
    return changed == 1


def update_agency_holiday_removed(con: Connection, on: date) -> bool:
    """Take a day off the table; the event of the act keeps what it was."""
    return con.run("delete from agency_holidays where day = ?", [on.isoformat()]) == 1

"""What a generated office has set for itself: its name, that it is a demonstration, since when a committee decides."""

from datetime import date, datetime, timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated.course import Office
from casebase.casework.demo.generated.seasons import at_minute
from casebase.casework.desk import OPERATOR
from casebase.casework.papers import DEMO_SETTING
from casebase.domain.setting import Setting
from casebase.store.settings import insert_setting

_NAMED_SINCE = date(2010, 7, 1)
_MADE_UP = "시연용으로 지어낸 값"
OFFICE = {
    DEMO_SETTING: "yes",
    "office.name": "시연도 감사위원회",
    "office.sender": "시연도 감사위원회위원장",
    "office.address": "시연도 시연시 시연로 1",
    "office.telephone": "000-000-0000",
}


def settle(office: Office, begins_on: date, committee_from: date) -> None:
    """Put the settings on record, in the days before the office's first case; the committee's from its own day."""
    at = at_minute(begins_on - timedelta(days=1), 0)
    for n, (name, value) in enumerate(OFFICE.items()):
        _set(office, at + timedelta(minutes=n), name, value, _NAMED_SINCE)
    decided_at = at_minute(office.days.from_(committee_from - timedelta(days=20)), 30)
    _set(office, decided_at, "committee.decides", "위원회 의결", committee_from)


def _set(office: Office, at: datetime, name: str, value: str, begins_on: date) -> None:
    setting = Setting(id=office.chances.id_at(at), name=name, value=value, begins_on=begins_on, basis=_MADE_UP)
    insert_setting(office.bulk, setting)
    office.tell(at, OPERATOR.id, Act.CHANGE_SETTING, ("setting", name), name, {"after": setting})

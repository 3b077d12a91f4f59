"""Days on which offices rest: public holidays by the year's table, corrected by the office's own."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from casebase.domain.setting import AgencyHoliday

_WEEKEND = {5: "토요일", 6: "일요일"}


def holidays_between(first: date, last: date, agency: Sequence[AgencyHoliday] = ()) -> dict[date, str]:
    """Return the public holidays from first to last, both included, in order, each with its name.

    Saturdays and Sundays stand there only if they are holidays besides. The office's table adds days, such as
    a holiday declared after this program was made, and takes out those it marks as working.
    """
    days = {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in _public_holidays(year).items()
        if first <= day <= last
    }
    days |= {entry.on: entry.name for entry in agency if first <= entry.on <= last}
    for entry in agency:
        if entry.is_working:
            days.pop(entry.on, None)
    return dict(sorted(days.items()))


def rest_day_name(day: date, agency: Sequence[AgencyHoliday] = ()) -> str | None:
    """Return why a period cannot end on a day: the holiday's name, "토요일" or "일요일"; None for other days."""
    return holidays_between(day, day, agency).get(day) or _WEEKEND.get(day.weekday())


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> Mapping[date, str]:
    # Imported late: the package takes a fifth of a second to load, and most pages count no period.
    import holidays

    table = holidays.country_holidays("KR", years=year, language="ko")
    return MappingProxyType({day: name.replace("; ", "·") for day, name in table.items()})

"""The quarterly report of exemption decisions: which days a quarter holds, and until when it is reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casebase.domain.setting import AgencyHoliday
from casebase.law.periods import Period, period_of_days
from casebase.law.values import value_on

_QUARTERS = (1, 2, 3, 4)
_MONTHS = 3


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year. Raises: ValueError for one that no year has."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in _QUARTERS:
            raise ValueError(f"a year has no quarter {self.number}")

    @property
    def first_day(self) -> date:
        return date(self.year, _MONTHS * (self.number - 1) + 1, 1)

    @property
    def last_day(self) -> date:
        following = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return following.first_day - timedelta(days=1)

    @property
    def printed(self) -> str:
        """As papers write it: "2026년 3분기"."""
        return f"{self.year}년 {self.number}분기"


def quarter_of(day: date) -> Quarter:
    """Return the quarter that a day lies in."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def report_period(quarter: Quarter, agency: Sequence[AgencyHoliday] = ()) -> Period:
    """Return until when the exemption decisions of a quarter are reported to the Board of Audit, with the proof.

    공공감사에 관한 법률 시행령 제13조의4 제5항; 민법 제157조, 제161조. Raises: NotInForce for a quarter before
    there was such a duty.
    """
    days = value_on("reports.exemption_report_days", quarter.last_day)
    return period_of_days(quarter.last_day, "분기가 끝난 날", days, agency)

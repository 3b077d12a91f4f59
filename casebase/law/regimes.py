"""By which rules the clock of a consultation runs: an agency's by the office's own, a petition's (민원) by statute.

A petition's period of five days or less runs in hours of work from the time of receipt (민원 처리에 관한 법률 제19조
제1항), a longer one in days of work with the day of receipt (제2항). An agency's period is counted as 민법 counts,
unless the office decides otherwise; what it decides for itself says so wherever it is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from casebase.domain.setting import Setting
from casebase.domain.suspension import SuspensionKind
from casebase.law.values import LegalValue, value_on

_MINUTES_AN_HOUR = 60


class Clock(StrEnum):
    """What a period is counted in."""

    CALENDAR = "calendar"
    WORKING = "working"
    HOURS = "hours"


CLOCK_LABELS = {Clock.CALENDAR: "달력일", Clock.WORKING: "근무일", Clock.HOURS: "근무시간"}


@dataclass(frozen=True, kw_only=True)
class StopRule:
    """Whether a kind of wait stops the clock, and whether the day it begins is taken out as well."""

    stops: bool
    takes_first_day: bool
    article: str


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """A day of work as minutes from midnight, before and after lunch, and how many minutes make a day of a period."""

    stretches: tuple[tuple[int, int], ...]
    minutes_a_day: int

    @property
    def open_minutes(self) -> int:
        return sum(closes - opens for opens, closes in self.stretches)

    def worked_by(self, at: time) -> int:
        """Return how many minutes of work have passed by a time of day; its seconds are dropped."""
        minute = at.hour * _MINUTES_AN_HOUR + at.minute
        return sum(min(max(minute - opens, 0), closes - opens) for opens, closes in self.stretches)

    def time_after(self, minutes: int) -> time:
        """Return the first time of day by which so many minutes of work, from 1 to open_minutes, have passed."""
        for opens, closes in self.stretches:
            if minutes <= closes - opens:
                return time(*divmod(opens + minutes, _MINUTES_AN_HOUR))
            minutes -= closes - opens
        raise ValueError("the day is over by then")


@dataclass(frozen=True, kw_only=True)
class Regime:
    """The rules for one consultation, as they stood on the day of its receipt.

    `first_day_article` says why the day of receipt counts or not, `clock_article` what the rest is counted in.
    `office_hours` is None unless the clock runs in hours. An extension is at most `longest_extension_days`,
    counted like the period; from the one numbered `consent_from` on the applicant must agree (None: never).
    """

    is_petition: bool
    clock: Clock
    clock_article: str
    office_hours: OfficeHours | None
    period: LegalValue
    counts_first_day: bool
    first_day_article: str
    stops: Mapping[SuspensionKind, StopRule]
    extension_count: LegalValue
    longest_extension_days: int
    consent_from: int | None
    extension_article: str
    progress_notice: LegalValue


def regime_on(is_petition: bool, on: date, settings: Sequence[Setting] = ()) -> Regime:
    """Return the rules for an application received on a day from a business or resident (`is_petition`) or an agency.

    Takes a few dozen look-ups: who counts many cases keeps one regime for each day. Raises: NotInForce for a
    petition before 2016-02-12 and for any application before 2010-07-01.
    """
    rules = "petitions" if is_petition else "deadlines"

    def rule(name: str) -> LegalValue:
        return value_on(f"{rules}.{name}", on, settings)

    period, basis, first_day = rule("consultation_days"), rule("consultation_basis"), rule("first_day")
    count = rule("extension_count")
    longest = period if is_petition else rule("extension_days")
    regime = Regime(
        is_petition=is_petition,
        clock=Clock.CALENDAR if basis.value == "달력일" else Clock.WORKING,
        clock_article=basis.printed_source,
        office_hours=None,
        period=period,
        counts_first_day=first_day.value == "산입함",
        first_day_article=first_day.printed_source,
        stops=MappingProxyType({kind: _stop_rule(kind, rule(f"stop_{kind}")) for kind in SuspensionKind}),
        extension_count=count,
        longest_extension_days=longest.number,
        consent_from=2 if rule("extension_consent").value == "두 번째부터" else None,
        extension_article=(count if is_petition else longest).printed_source,
        progress_notice=rule("progress_notice_days"),
    )
    return _by_hours(regime, on, settings) if is_petition else regime


def _by_hours(regime: Regime, on: date, settings: Sequence[Setting]) -> Regime:
    """A petition's short period runs in hours; a longer one is left as it is."""
    longest = value_on("petitions.hours_up_to_days", on)
    if regime.period.number > longest.number:
        return regime
    stretches = str(value_on("petitions.office_hours", on, settings).value).split(", ")
    return replace(
        regime,
        clock=Clock.HOURS,
        clock_article=longest.printed_source,
        first_day_article=longest.printed_source,
        office_hours=OfficeHours(
            stretches=tuple(_stretch(each) for each in stretches),
            minutes_a_day=value_on("petitions.hours_a_day", on).number * _MINUTES_AN_HOUR,
        ),
    )


def _stretch(text: str) -> tuple[int, int]:
    """Return the minutes of "09:00~12:00"."""
    opens, closes = (time.fromisoformat(end) for end in text.split("~"))
    return opens.hour * _MINUTES_AN_HOUR + opens.minute, closes.hour * _MINUTES_AN_HOUR + closes.minute


def _stop_rule(kind: SuspensionKind, rule: LegalValue) -> StopRule:
    """행정절차법 시행령 제11조 takes out the day a supplement is asked for; of the rest it is silent: 민법 제157조."""
    stops, takes_first_day = rule.value == "멈춤", kind == SuspensionKind.SUPPLEMENT
    article = f"{rule.printed_source}, 민법 제157조" if stops and not takes_first_day else rule.printed_source
    return StopRule(stops=stops, takes_first_day=takes_first_day, article=article)

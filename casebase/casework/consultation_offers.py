"""What the forms of a consultation offer to who handles it: bodies to ask, grounds, days by the office's settings."""

from dataclasses import dataclass
from datetime import date, timedelta

from casebase.access.act import Act
from casebase.access.relations import to_consultation
from casebase.casework.clock import regime_of
from casebase.casework.consultation_changes import WHAT
from casebase.casework.desk import Look, look
from casebase.casework.inquiries import bodies_to_ask
from casebase.domain.agency import Agency
from casebase.law import escalation, extensions
from casebase.law.grounds import Ground
from casebase.law.holidays import rest_day_name
from casebase.law.values import value_on
from casebase.store import consultations, suspensions
from casebase.store.settings import list_agency_holidays, list_settings


@dataclass(frozen=True, kw_only=True)
class Offers:
    """`supplement_due_on` and `query_due_on` are what the office's settings give from today on.

    `longest_extension_days` holds for one extension; `needs_consent`: the next one needs the applicant's.
    """

    bodies: tuple[Agency, ...]
    higher_bodies: tuple[str, ...]
    escalation_grounds: tuple[Ground, ...]
    extension_grounds: tuple[Ground, ...]
    longest_extension_days: int
    needs_consent: bool
    supplement_due_on: date
    query_due_on: date


@look(Act.SEE_CONSULTATION_WORK)
def offers(asked: Look, consultation_id: str) -> Offers:
    """Return what the forms of one consultation offer today. Raises: NotFound, NotInForce."""
    found = consultations.fetch_consultation(asked.con, consultation_id)
    asked.must_see(to_consultation(asked.account, found), WHAT)
    settings, today = list_settings(asked.con), asked.today
    regime = regime_of(asked, found)
    number_of_next = len(suspensions.list_extensions(asked.con, found.id)) + 1
    level = str(value_on("consultations.office_level", today, settings).value)
    return Offers(
        bodies=tuple(bodies_to_ask(asked, found)),
        higher_bodies=escalation.higher_bodies(level),
        escalation_grounds=escalation.grounds_on(today),
        extension_grounds=extensions.grounds_on(today, found.is_petition),
        longest_extension_days=regime.longest_extension_days,
        needs_consent=regime.consent_from is not None and number_of_next >= regime.consent_from,
        supplement_due_on=today + timedelta(value_on("consultations.supplement_days", today, settings).number),
        query_due_on=today + timedelta(value_on("consultations.query_days", today, settings).number),
    )


@look(Act.SEE_CONSULTATION_WORK)
def rest_day(asked: Look, day: date) -> str | None:
    """Return why the office rests on a day, such as "토요일"; None on a day of work."""
    return rest_day_name(day, list_agency_holidays(asked.con))

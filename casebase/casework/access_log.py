"""The access log: looking at who read what, and forgetting what an office no longer keeps.

What is kept of a look is said in the look itself, by `Look.note`; all that can be kept is in `Thing`.
"""

from datetime import date, datetime

from casebase.access.act import Act
from casebase.casework.desk import Look, look, retried
from casebase.domain.access_log import AccessFilter, AccessLine, Shown, Thing
from casebase.korean.dates import day_in_korea
from casebase.law.values import value_on
from casebase.store import access_log
from casebase.store.connection import Store
from casebase.store.settings import list_settings


@look(Act.SEE_ACCESS_LOG)
def access_list(asked: Look, wanted: AccessFilter, limit: int, offset: int) -> list[AccessLine]:
    """Return one page of what was read, the newest first."""
    asked.note(Shown.PERSONAL, Thing.ACCESS_LOG)
    return access_log.list_access(asked.con, wanted, limit, offset)


@look(Act.SEE_ACCESS_LOG)
def count_access(asked: Look, wanted: AccessFilter) -> int:
    """Return how many lines all pages of `access_list` have together."""
    return access_log.count_access(asked.con, wanted)


@look(Act.SEE_ACCESS_LOG)
def kept_since(asked: Look) -> date:
    """Return the first day of which the office still keeps what was read, by its own setting."""
    return _kept_since(asked.today, value_on("access_log.keep_years", asked.today, list_settings(asked.con)).number)


def forget_old_reads(store: Store, now: datetime) -> int:
    """Take away what was read before the office's own period, and return how many lines that were.

    For the server's daily work: it needs nobody's desk and leaves no event.
    """
    today = day_in_korea(now)

    def write() -> int:
        with store.transaction() as con:
            years = value_on("access_log.keep_years", today, list_settings(con)).number
            return access_log.delete_access_before(con, _kept_since(today, years))

    return retried(write)


def _kept_since(today: date, years: int) -> date:
    """Return the same day some years ago; of 29 February where there is none, the day before."""
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return date(today.year - years, today.month, day)

"""What the server does by itself once a day is over in Korea: it keeps the day's anchor, forgets
old readings, and removes what a disposal left of its files."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from casebase.casework.access_log import forget_old_reads
from casebase.casework.anchors import keep_anchors
from casebase.casework.desk import operator_desk
from casebase.casework.disposed_files import drop_disposed_files
from casebase.casework.office import Office

LOG = logging.getLogger("casebase")

LOOKS_EVERY = 60  # seconds
STOPS_WITHIN = 5


def follow_days(office: Office) -> Callable[[], None]:
    """End each day soon after midnight, until what is returned is called."""
    stopping = threading.Event()
    following = threading.Thread(target=_follow, args=(office, stopping), name="days", daemon=True)
    following.start()

    def stop() -> None:
        stopping.set()
        following.join(STOPS_WITHIN)

    return stop


def end_day(office: Office, now: datetime) -> None:
    """Do what is due at a moment; doing it twice, or in two processes, does no more than once.

    Raises: CasebaseError where the store cannot be written; nothing is then half done.
    """
    keep_anchors(operator_desk(office.store, now))
    forget_old_reads(office.store, now)
    drop_disposed_files(office.store)


def _follow(office: Office, stopping: threading.Event) -> None:
    ended = None
    while not stopping.is_set():
        now = datetime.now(UTC)
        today = operator_desk(office.store, now).today
        if today != ended:
            try:
                end_day(office, now)
                ended = today
            except Exception:
                LOG.exception("the day could not be ended; it is tried again")
        stopping.wait(LOOKS_EVERY)

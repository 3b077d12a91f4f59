"""One thread a mirror that reads what the index still misses, slowly, so that pages keep their pace."""

import atexit
import logging
import threading
from dataclasses import dataclass

from casebase.insight.mirror import Mirror, refresh
from casebase.insight.search.index import bring_index
from casebase.store.connection import Store

LOG = logging.getLogger("casebase")

_TURN_SECONDS = 20.0  # then the mirror is brought to the newest event before it goes on
_BETWEEN_SECONDS = 0.1
_STOP_SECONDS = 10.0  # a passage and a refresh take less, a mirror that is made anew may not

_lock = threading.Lock()


@dataclass(frozen=True)
class _Follower:
    """A thread, and what tells it to stop."""

    thread: threading.Thread
    stopping: threading.Event


_following: dict[Mirror, _Follower] = {}


class _StoppedError(Exception):
    """Nobody needs the index any more."""


def keep_following(mirror: Mirror, store: Store) -> None:
    """See that a thread fills the index until nothing is missing. Called again, it does nothing while one does."""
    with _lock:
        follower = _following.get(mirror)
        if follower is None or not follower.thread.is_alive():
            stopping = threading.Event()
            thread = threading.Thread(target=_follow, args=(mirror, store, stopping), name="search index", daemon=True)
            _following[mirror] = _Follower(thread, stopping)
            thread.start()


def stop_following(mirror: Mirror) -> None:
    """Let a mirror's thread end, if there is one, and wait for it: before the mirror or the store is closed.

    A thread that does not end in ten seconds is left to the end of the process.
    """
    with _lock:
        follower = _following.get(mirror)
    if follower is not None:
        follower.stopping.set()
        follower.thread.join(_STOP_SECONDS)


@atexit.register
def _stop_every() -> None:
    """A thread inside DuckDB or the analyser when the process ends would abort it."""
    with _lock:
        mirrors = list(_following)
    for mirror in mirrors:
        stop_following(mirror)


def _follow(mirror: Mirror, store: Store, stopping: threading.Event) -> None:
    """A failure ends the thread and is logged, unless all is coming to its end; the next search begins another."""

    def rest(seconds: float) -> None:
        if stopping.wait(seconds):
            raise _StoppedError

    try:
        # As long a rest as the work took: half of one processor at the most.
        while not bring_index(mirror, store, refresh(mirror, store), _TURN_SECONDS, rest).is_complete:
            rest(_BETWEEN_SECONDS)
    except _StoppedError:
        pass
    except Exception as failure:
        if not stopping.is_set():
            LOG.warning("the search's index stopped", exc_info=failure)
    finally:
        with _lock:
            _following.pop(mirror, None)

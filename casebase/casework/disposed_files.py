"""The bytes of what was disposed of: they go once nothing names them, and never while they are being named anew."""

import logging

from casebase.casework.desk import retried
from casebase.store.connection import Store
from casebase.store.file_locks import files_going
from casebase.store.files import drop_bytes, kept_path, lock_bytes
from casebase.store.named_files import gone_for_good, named_still

LOG = logging.getLogger("casebase")


def drop_disposed_files(store: Store, *, waits: bool = True) -> int:
    """Remove the bytes of files that were disposed of and that nothing names; return how many there still were.

    While a backup is being taken none goes: it waits for the end of that, or with `waits` False leaves them all.
    """
    with files_going(store.home, waits=waits) as may_go:
        count = _drop_files(store) if may_go else 0
    store.let_go()
    return count


def _drop_files(store: Store) -> int:
    with store.reading() as con:
        gone = gone_for_good(con)
    there = [sha256 for sha256 in sorted(gone) if kept_path(store.home, sha256).exists()]
    return sum(_is_dropped(store, sha256) for sha256 in there)


def _is_dropped(store: Store, sha256: str) -> bool:
    """Remove some bytes unless something has named them meanwhile; say whether they went."""

    def drop() -> bool:
        with store.transaction() as con:
            lock_bytes(con, sha256)
            # One picture, taken once they are locked: an act may move their name from a draft to a case just now.
            with store.reading() as seen:
                is_named = bool(named_still(seen, [sha256]))
            return not is_named and drop_bytes(store.home, sha256)

    try:
        return retried(drop)
    except OSError:  # the disposal stands, and one file that cannot go keeps no other back: it is tried again each day
        LOG.exception("the bytes %s of a disposal could not be removed", sha256)
        return False

"""What was disposed of: who comes for it is told so, by which number, and nothing more is recorded of it."""

from casebase.domain.errors import DisposedOf
from casebase.korean.dates import local_day, official_date
from casebase.store.connection import Connection
from casebase.store.disposals import find_done


def must_be_kept(con: Connection, subject_kind: str, subject_id: str) -> None:
    """Raises: DisposedOf for a thing that was disposed of, also as part of another."""
    done = find_done(con, subject_kind, subject_id)
    if done is not None:
        raise DisposedOf(done.number, official_date(local_day(done.decided_at or done.proposed_at)))

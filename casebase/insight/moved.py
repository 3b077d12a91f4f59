"""What was counted into the mirror before, and which cases must be counted anew since."""

from datetime import date

from casebase.insight.counts import sql
from casebase.insight.mirror import Mirror


def last_counted(mirror: Mirror, table: str) -> tuple[int, date] | None:
    """Return the event and the day that something was last counted for; `table` keeps both. None: never."""
    rows = mirror.ask(f"select seq, today from {table}").rows
    return (rows[0][0], rows[0][1]) if rows else None


def moved_since(mirror: Mirror, question: str, counted: tuple[int, date] | None, today: date) -> list[str] | None:
    """Return the ids of the cases that may have moved since something was counted; None: every one.

    `question`, of queries/, names what events and a new day touched. A setting or a holiday moves every case.
    """
    if counted is None:
        return None
    seq, day = counted
    touched = mirror.ask(sql(question), {"seq": seq, "is_new_day": day != today}).rows
    is_every = any(kind == "setting" for kind, _ in touched)
    return None if is_every else sorted({subject_id for _, subject_id in touched})

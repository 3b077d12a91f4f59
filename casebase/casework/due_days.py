"""Which running consultations are due first, and which are late: asked of the mirror, which counts their days."""

from collections.abc import Sequence
from datetime import date

from casebase.access.act import Act
from casebase.access.policy import reach
from casebase.casework.desk import Desk, Look, look
from casebase.domain.account import Account
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.errors import InvalidEntry
from casebase.domain.listing import ConsultationLine, Lateness
from casebase.insight.deadlines import DueCase, bring_deadlines, due_days_of, ids_by_lateness, most_urgent
from casebase.insight.mirror import Mirror

MOST = 30

# Whose act it is to bring a running case on, by where it stands.
_STEPS = {
    Act.SCREEN_CONSULTATION: frozenset({ConsultationStatus.RECEIVED, ConsultationStatus.UNDER_REVIEW}),
    Act.ISSUE_OPINION: frozenset({ConsultationStatus.PROPOSED}),
}


def waiting_cases(desk: Desk, mirror: Mirror) -> tuple[DueCase, ...]:
    """Return the running cases that wait for this person, the first due first, MOST for each step of the way.

    Raises: SignedOut, StorageUnreachable.
    """
    account, today = _viewer(desk)
    bring_deadlines(mirror, desk.store, today)
    return tuple(
        case for act, statuses in _STEPS.items() for case in most_urgent(mirror, reach(account, act), statuses, MOST)
    )


def due_days(desk: Desk, mirror: Mirror, lines: Sequence[ConsultationLine]) -> dict[str, DueCase]:
    """Return when the running ones of a list's cases are due, by id. Raises: SignedOut, NotPermitted."""
    _, today = _list_viewer(desk)
    bring_deadlines(mirror, desk.store, today)
    return due_days_of(mirror, [line.id for line in lines])


def ids_of(desk: Desk, mirror: Mirror, lateness: str) -> tuple[str, ...] | None:
    """Return the ids of the running cases this person sees that stand so to their due day; None where none is asked.

    `lateness` is a Lateness. Raises: SignedOut, NotPermitted, InvalidEntry for what is none, StorageUnreachable.
    """
    if not lateness:
        return None
    if lateness not in set(Lateness):
        raise InvalidEntry("‘처리기한’ 조건을 읽을 수 없습니다. 목록에서 처리기한을 다시 고르세요.", "lateness")
    account, today = _list_viewer(desk)
    bring_deadlines(mirror, desk.store, today)
    return tuple(ids_by_lateness(mirror, reach(account, Act.SEE_CONSULTATION), Lateness(lateness), today))


@look(Act.SEE_TODAY)
def _viewer(asked: Look) -> tuple[Account, date]:
    return asked.account, asked.today


@look(Act.SEE_CONSULTATION)
def _list_viewer(asked: Look) -> tuple[Account, date]:
    return asked.account, asked.today

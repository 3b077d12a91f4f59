"""How far a person sees into a review: what the office holds among itself is not for everybody in it."""

from casebase.access.act import Act
from casebase.access.relations import to_review
from casebase.casework.conflicts import blocked_reviews, conflicts_of
from casebase.casework.desk import Look
from casebase.domain.account import Role
from casebase.domain.meeting import RecusalState
from casebase.domain.member import Body
from casebase.domain.review import Review
from casebase.store import agenda
from casebase.store.brought import list_recused_from

_VOTING = frozenset({Role.CHAIR, Role.COMMITTEE})


def sees_deliberation(asked: Look, review: Review) -> bool:
    """Say whether a person sees what was found and proposed: who is barred from deciding on it does not."""
    return asked.may(Act.SEE_DELIBERATION, to_review(asked.account, review)) and not _is_barred(asked, review.id)


def barred_reviews(asked: Look) -> tuple[str, ...]:
    """Return the ids of the reviews whose deliberation a member does not see, barred from deciding on them."""
    if asked.account.role not in _VOTING:
        return ()
    recused = list_recused_from(asked.con, asked.account.id)
    return tuple(sorted({*recused, *blocked_reviews(asked, asked.account.id)}))


def _is_barred(asked: Look, review_id: str) -> bool:
    """Say whether a member may take no part in a review before the committee: recused, or excluded by the record."""
    items = agenda.items_of_review(asked.con, review_id) if asked.account.role in _VOTING else []
    recusals = [recusal for item in items for recusal in agenda.list_recusals(asked.con, item.id)]
    if any(r.account_id == asked.account.id and r.state == RecusalState.UPHELD for r in recusals):
        return True
    grounds = conflicts_of(asked, Body.COMMITTEE, asked.account.id, "review", review_id) if items else ()
    return any(ground.is_blocking for ground in grounds)

"""How far a person sees into a review: what the office holds among itself is not for everybody in it."""

from casebase.access.act import Act
from casebase.access.relations import to_review
from casebase.casework.conflicts import conflicts_of
from casebase.casework.desk import Look
from casebase.domain.account import Role
from casebase.domain.meeting import RecusalState
from casebase.domain.member import Body
from casebase.domain.review import Review
from casebase.store import agenda

_VOTING = frozenset({Role.CHAIR, Role.COMMITTEE})


def sees_deliberation(asked: Look, review: Review) -> bool:
    """Say whether a person sees what was found and proposed: who is barred from deciding on it does not."""
    return asked.may(Act.SEE_DELIBERATION, to_review(asked.account, review)) and not _is_barred(asked, review)


def _is_barred(asked: Look, review: Review) -> bool:
    """Say whether a member may take no part in a review before the committee: recused, or excluded by the record."""
    items = agenda.items_of_review(asked.con, review.id) if asked.account.role in _VOTING else []
    recusals = [recusal for item in items for recusal in agenda.list_recusals(asked.con, item.id)]
    if any(r.account_id == asked.account.id and r.state == RecusalState.UPHELD for r in recusals):
        return True
    grounds = conflicts_of(asked, Body.COMMITTEE, asked.account.id, "review", review.id) if items else ()
    return any(ground.is_blocking for ground in grounds)

"""How a review stands to re-examination: which ruling it looks at again, or by which its own is looked at."""

from dataclasses import dataclass

from casebase.access.act import Act
from casebase.access.relations import to_review
from casebase.casework.desk import Look
from casebase.casework.first_rulings import RUNNING, first_of, running_re_examination, told_ruling
from casebase.casework.judgments import first_results
from casebase.casework.review_times import deciding_again
from casebase.casework.ruling_rules import only_dismissal
from casebase.domain.review import Review
from casebase.domain.ruling import RulingKind
from casebase.law.periods import Period
from casebase.law.re_examination import FirstResult
from casebase.store import reviews


@dataclass(frozen=True, kw_only=True)
class ReExaminationView:
    """Of a re-examination: the first ruling, and until when it is decided. Of any review: who looks at it again.

    `first_number` is empty for another review, and where the first is not this person's to see. `first_results` and
    `only_dismissal` (why it can only be dismissed) are the office's own. `again` are the numbers of re-examinations
    of its ruling, `is_running` says whether one is under way. `may_apply` says whether this person may ask for one
    now; late, it is filed and dismissed.
    """

    first_number: str
    first_paper: str
    first_results: tuple[FirstResult, ...]
    only_dismissal: str
    decision: Period | None
    is_decision_late: bool
    again: tuple[str, ...]
    is_running: bool
    may_apply: bool
    is_period_over: bool


def re_examination_view(asked: Look, review: Review, applying: Period | None, *, is_inside: bool) -> ReExaminationView:
    """Return how a review stands to re-examination, as far as a person may know.

    `applying` is the period for asking for one, None before it began.
    """
    first, decision = first_of(asked, review), deciding_again(asked, review)
    told = told_ruling(asked, first.id) if first else None
    return ReExaminationView(
        first_number=first.number if first and _may_see(asked, first) else "",
        first_paper=told[0].number if told else "",
        first_results=tuple(first_results(asked, review).values()) if is_inside else (),
        only_dismissal=only_dismissal(asked, review) if is_inside else "",
        decision=decision,
        is_decision_late=_is_late(asked, review, decision),
        again=tuple(r.number for r in reviews.list_re_examinations(asked.con, review.id) if _may_see(asked, r)),
        is_running=running_re_examination(asked, review.id) is not None,
        may_apply=_may_apply(asked, review),
        is_period_over=applying is not None and asked.today > applying.due_on,
    )


def _is_late(asked: Look, review: Review, decision: Period | None) -> bool:
    return decision is not None and review.status in RUNNING and asked.today > decision.due_on


def _may_apply(asked: Look, review: Review) -> bool:
    told = None if review.is_re_examination else told_ruling(asked, review.id)
    if told is None or told[1].kind == RulingKind.WITHDRAWAL or running_re_examination(asked, review.id):
        return False
    relations = to_review(asked.account, review)
    return any(asked.may(act, relations) for act in (Act.APPLY_FOR_RE_EXAMINATION, Act.REGISTER_RE_EXAMINATION))


def _may_see(asked: Look, review: Review) -> bool:
    return asked.may(Act.SEE_REVIEW, to_review(asked.account, review))

"""What the secretary's motion may say: the outcomes that the committee's own answers leave."""

from collections.abc import Sequence
from dataclasses import dataclass

from casebase.casework.desk import Look
from casebase.casework.meeting_sight import Floor
from casebase.casework.question_views import QuestionView
from casebase.casework.resolutions import answers, criteria_counts, differing, judged_by_committee
from casebase.casework.ruling_papers import CONCLUSIONS
from casebase.casework.ruling_rules import only_dismissal
from casebase.domain.meeting import ItemStage
from casebase.domain.review import Charge, Review
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.law.rulings import follows


@dataclass(frozen=True, kw_only=True)
class ChargeInMotion:
    """A charge as the motion disposes of it: what follows for it, and which field ("after_<id>") takes the new one."""

    charge: Charge
    label: str
    conclusion: str  # "면책 인정", "면책 불인정", "판단 전"


@dataclass(frozen=True, kw_only=True)
class MotionForm:
    """What the secretary's motion may say. `outcomes` are those offered, the one that follows first.

    `own_reasons` are the questions where the committee differs from the proposer: each needs "reason_<key>".
    """

    outcomes: tuple[Outcome, ...]
    charges: tuple[ChargeInMotion, ...]
    own_reasons: tuple[QuestionView, ...]


def motion_form(
    asked: Look, floor: Floor, review: Review, proposal: Ruling, questions: Sequence[QuestionView]
) -> MotionForm | None:
    """Return what a motion may say while it is drafted, None at any other stage."""
    if floor.item.stage != ItemStage.DRAFTING:
        return None
    if proposal.kind == RulingKind.WITHDRAWAL:
        return MotionForm(outcomes=(proposal.outcome,), charges=(), own_reasons=())
    counts = criteria_counts(asked, floor, review)
    found = judged_by_committee(asked, floor, review, counts)
    following = follows([one.conclusion for one in found])
    is_judged = following is not None and not only_dismissal(asked, review)
    own = differing(asked, review, answers(asked, floor, review, counts))
    return MotionForm(
        outcomes=(*([following] if following and is_judged else []), Outcome.DISMISSED),
        charges=tuple(
            ChargeInMotion(charge=one.charge, label=one.label, conclusion=CONCLUSIONS[one.conclusion.recognised])
            for one in found
        ),
        own_reasons=tuple(question for question in questions if question.question in own),
    )

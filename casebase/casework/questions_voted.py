"""What the committee votes on: each question of a review about each charge, the motion, and challenges."""

from collections.abc import Sequence
from dataclasses import dataclass

from casebase.casework.desk import Look
from casebase.casework.findings import Question, questions_of, steps_of
from casebase.casework.judgments import charge_label
from casebase.casework.meeting_sight import Floor
from casebase.domain.meeting import ItemStage, RecusalKind
from casebase.domain.review import Charge, Review
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.store.ballots import has_cast

OUTCOME = "outcome"
CHALLENGE = "challenge:"


@dataclass(frozen=True, kw_only=True)
class QuestionVoted:
    """One question about one charge. `key` is what its ballots are kept under, "charge|step|code"."""

    key: str
    charge: Charge
    charge_label: str
    asked: Question

    @property
    def label(self) -> str:
        """The question with its charge, as papers name it."""
        return f"{self.charge_label}: {self.asked.label}"


def questions_voted(review: Review) -> tuple[QuestionVoted, ...]:
    """Return the questions that are voted on about each charge, in the order of the review."""
    return tuple(
        QuestionVoted(
            key=f"{charge.id}|{step.value}|{question.code}",
            charge=charge,
            charge_label=charge_label(review, charge),
            asked=question,
        )
        for charge in review.charges
        for step in steps_of(review)
        for question in questions_of(review, step)
    )


def first_stage(proposal: Ruling) -> ItemStage:
    """Return what the committee does first: a dismissal and a withdrawal judge nothing anew."""
    judges = proposal.outcome != Outcome.DISMISSED and proposal.kind != RulingKind.WITHDRAWAL
    return ItemStage.CRITERIA if judges else ItemStage.DRAFTING


def keys_at(stage: ItemStage, review: Review) -> Sequence[str]:
    """Return the questions that are voted on at a stage; none while no vote is open."""
    if stage == ItemStage.CRITERIA:
        return [question.key for question in questions_voted(review)]
    return [OUTCOME] if stage == ItemStage.OUTCOME else []


def to_cast(asked: Look, floor: Floor, review: Review) -> tuple[str, ...]:
    """Return the questions that are put to the asker now and not voted on by them yet: challenges first."""
    own = asked.account.id
    if own not in floor.eligible:
        return ()
    challenges = [
        challenge_key(recusal.id)
        for recusal in floor.pending
        if recusal.kind == RecusalKind.CHALLENGE and recusal.account_id != own
    ]
    for keys in (challenges, keys_at(floor.item.stage, review)):
        left = tuple(key for key in keys if not has_cast(asked.con, floor.item.id, own, [key]))
        if left:
            return left
    return ()


def challenge_key(recusal_id: str) -> str:
    return f"{CHALLENGE}{recusal_id}"


def field_name(question: str) -> str:
    """Return a question as fields of a form are called by it: without the marks that no field's name holds."""
    return question.replace("|", "-").replace(":", "-")

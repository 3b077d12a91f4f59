"""A question that is voted on, as a person may see it: their own vote, and the count once the vote is closed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casebase.casework.desk import Look
from casebase.casework.meeting_sight import Floor
from casebase.casework.questions_voted import (
    OUTCOME,
    QuestionVoted,
    challenge_key,
    field_name,
    first_stage,
    questions_voted,
)
from casebase.casework.resolutions import proposed_findings
from casebase.casework.ruling_papers import WORDS
from casebase.casework.tallies import challenge_closing, challenge_tally, choices_of, tallies, voters_at
from casebase.domain.finding import Finding, Step
from casebase.domain.meeting import RECUSAL_LABELS, Choice, ItemStage, Recusal, Tally
from casebase.domain.review import Review
from casebase.domain.ruling import OUTCOME_LABELS, Ruling
from casebase.law.committee import are_ballots_open
from casebase.law.quorum import answer
from casebase.store.settings import list_settings

UNDECIDED = "과반수 없음"
CARRIED = {True: "가결", False: "부결"}


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """One question that is voted on, kept under `question`. `key` names its fields: "vote_<key>", "reason_<key>".

    `proposed` is the proposer's answer as a word ("충족"), with its reason. `own` is the viewer's vote. `tally` is None
    until the vote is closed; `answer` is then what it gave as a word ("충족", "과반수 없음", "가결"). `how` names each
    vote where the office's ballots are open.
    """

    question: str
    key: str
    heading: str  # the charge, or what else is voted on
    step: Step | None  # None for the motion and for a challenge
    label: str
    definition: str
    source: str
    proposed: str
    proposed_reason: str
    own: Choice | None
    tally: Tally | None
    answer: str
    how: tuple[tuple[str, Choice], ...]


def criteria_views(
    asked: Look, floor: Floor, review: Review, proposal: Ruling, names: Mapping[str, str]
) -> tuple[QuestionView, ...]:
    """Return the questions on each charge; none where the proposal has nothing judged anew."""
    if first_stage(proposal) != ItemStage.CRITERIA:
        return ()
    questions = questions_voted(review)
    counts = tallies(asked, floor, ItemStage.CRITERIA, [question.key for question in questions])
    found, voters = proposed_findings(asked, review), voters_at(asked, floor, ItemStage.CRITERIA)
    return tuple(
        _criterion(
            asked, floor, one, found.get(one.key), counts.get(one.key), _how(asked, floor, one.key, voters, names)
        )
        for one in questions
    )


def motion_view(asked: Look, floor: Floor, names: Mapping[str, str]) -> QuestionView | None:
    """Return the vote on the motion, None before there is one."""
    if floor.item.motion is None:
        return None
    tally = tallies(asked, floor, ItemStage.OUTCOME, [OUTCOME]).get(OUTCOME)
    voters = voters_at(asked, floor, ItemStage.OUTCOME)
    return _plain(
        asked,
        floor,
        OUTCOME,
        ("의결안", OUTCOME_LABELS[floor.item.motion.outcome]),
        tally,
        _how(asked, floor, OUTCOME, voters, names),
    )


def challenge_view(asked: Look, floor: Floor, recusal: Recusal, names: Mapping[str, str]) -> QuestionView:
    """Return the vote on a challenge (기피)."""
    key, closing = challenge_key(recusal.id), challenge_closing(asked, floor, recusal)
    voters = closing.voters if closing else ()
    told = (RECUSAL_LABELS[recusal.kind], f"{names[recusal.account_id]} 위원을 이 안건에서 제외한다.")
    tally = challenge_tally(asked, floor, recusal)
    return _plain(asked, floor, key, told, tally, _how(asked, floor, key, voters, names))


def verdict(tally: Tally | None, step: Step | None = None) -> str:
    """Return what a count gave, as a word; empty while there is none."""
    if tally is None:
        return ""
    if step is None:
        return CARRIED[tally.carried]
    given = answer(tally)
    return UNDECIDED if given is None else WORDS[step][given]


def _criterion(
    asked: Look,
    floor: Floor,
    one: QuestionVoted,
    finding: Finding | None,
    tally: Tally | None,
    how: tuple[tuple[str, Choice], ...],
) -> QuestionView:
    return QuestionView(
        question=one.key,
        key=field_name(one.key),
        heading=one.charge_label,
        step=one.asked.step,
        label=one.asked.label,
        definition=one.asked.definition,
        source=one.asked.source,
        proposed=WORDS[one.asked.step][finding.holds if finding else None],
        proposed_reason=finding.reason if finding else "",
        own=_own(asked, floor, one.key),
        tally=tally,
        answer=verdict(tally, one.asked.step),
        how=how,
    )


def _plain(
    asked: Look,
    floor: Floor,
    key: str,
    told: tuple[str, str],
    tally: Tally | None,
    how: tuple[tuple[str, Choice], ...],
) -> QuestionView:
    """Return a question that nobody proposed an answer to; `told` is its heading and its label."""
    heading, label = told
    return QuestionView(
        question=key,
        key=field_name(key),
        heading=heading,
        step=None,
        label=label,
        definition="",
        source="",
        proposed="",
        proposed_reason="",
        own=_own(asked, floor, key),
        tally=tally,
        answer=verdict(tally),
        how=how,
    )


def _own(asked: Look, floor: Floor, key: str) -> Choice | None:
    return dict(choices_of(asked, floor, key, {asked.account.id})).get(asked.account.id)


def _how(
    asked: Look, floor: Floor, key: str, voters: Collection[str], names: Mapping[str, str]
) -> tuple[tuple[str, Choice], ...]:
    """Return who voted how, where the office's ballots are open; `voters` is empty until the vote is closed."""
    if not are_ballots_open(floor.bench.meeting.held_on, list_settings(asked.con)):
        return ()
    return tuple((names[account_id], choice) for account_id, choice in choices_of(asked, floor, key, voters))

"""The committee's resolution on an item: its own answers, what follows from them, and the ruling it issues."""

from collections.abc import Mapping
from dataclasses import replace

from casebase.casework.desk import Deed, Look
from casebase.casework.issuing import issue_resolved
from casebase.casework.judgments import Judged, judged
from casebase.casework.meeting_sight import Floor
from casebase.casework.questions_voted import OUTCOME, questions_voted
from casebase.casework.ruling_papers import WORDS
from casebase.casework.tallies import Closing, tallies, tally_of
from casebase.domain.document import Document
from casebase.domain.finding import Finding
from casebase.domain.meeting import (
    RECUSAL_LABELS,
    ItemStage,
    Motion,
    RecusalKind,
    RecusalState,
    Resolution,
    ResolvedFinding,
    Tally,
)
from casebase.domain.member import Body
from casebase.domain.papers import ResolutionOnPaper
from casebase.domain.review import Review
from casebase.domain.ruling import Outcome, Ruling
from casebase.korean.dates import official_date
from casebase.law.conflicts import grounds_on
from casebase.law.quorum import answer, sentence
from casebase.store import accounts
from casebase.store.ids import new_id
from casebase.store.resolutions import insert_resolution


def proposed_findings(asked: Look, review: Review) -> dict[str, Finding]:
    """Return what the proposer found, by the question it answers, "charge|step|code"."""
    found = (finding for one in judged(asked, review) for finding in one.findings)
    return {f"{finding.charge_id}|{finding.step.value}|{finding.question}": finding for finding in found}


def criteria_counts(asked: Look, floor: Floor, review: Review) -> dict[str, Tally]:
    """Return the counts of the questions once that vote is closed; nothing before, or where nothing is judged."""
    return tallies(asked, floor, ItemStage.CRITERIA, [question.key for question in questions_voted(review)])


def answers(asked: Look, floor: Floor, review: Review, counts: Mapping[str, Tally]) -> dict[str, ResolvedFinding]:
    """Return the committee's answers by question, as these counts give them.

    Each has the reason that the motion gives it, or the proposer's, and the proposer's evidence.
    """
    proposed = proposed_findings(asked, review)
    own = dict(floor.item.motion.reasons_for) if floor.item.motion else {}
    found = {}
    for question in questions_voted(review) if counts else ():
        tally, finding = counts[question.key], proposed.get(question.key)
        found[question.key] = ResolvedFinding(
            charge_id=question.charge.id,
            step=question.asked.step,
            question=question.asked.code,
            holds=answer(tally),
            reason=own.get(question.key) or (finding.reason if finding else ""),
            evidence=finding.evidence if finding else (),
            yes=tally.yes,
            no=tally.no,
            abstained=tally.abstained,
        )
    return found


def differing(asked: Look, review: Review, given: Mapping[str, ResolvedFinding]) -> tuple[str, ...]:
    """Return the questions that the committee answered as the proposer did not: each needs a reason of its own."""
    holds = {key: finding.holds for key, finding in proposed_findings(asked, review).items()}
    return tuple(key for key, one in given.items() if one.holds is not None and one.holds != holds.get(key))


def judged_by_committee(asked: Look, floor: Floor, review: Review, counts: Mapping[str, Tally]) -> tuple[Judged, ...]:
    """Return each charge with the committee's answers, as these counts give them, and what follows from them."""
    return judged(asked, review, _resolution(asked, floor, review, counts))


def resolve(deed: Deed, floor: Floor, review: Review, proposal: Ruling, motion: Motion, closing: Closing) -> Document:
    """Keep the resolution that carried a motion and issue its ruling. Raises: as `issue_resolved`."""
    tally = tally_of(deed, floor, OUTCOME, closing)
    resolution = replace(
        _resolution(deed, floor, review, criteria_counts(deed, floor, review)),
        outcome=motion.outcome,
        seats=tally.seats,
        present=tally.present,
        yes=tally.yes,
        no=tally.no,
        abstained=tally.abstained,
        voters=closing.voters,
    )
    insert_resolution(deed.con, resolution)
    on_paper = resolution_on_paper(floor, review, resolution)
    _, document = issue_resolved(deed, review, proposal, motion, resolution, on_paper)
    return document


def _resolution(asked: Look, floor: Floor, review: Review, counts: Mapping[str, Tally]) -> Resolution:
    """Return the resolution as far as the answers go, its outcome not voted on yet."""
    return Resolution(
        id=new_id(),
        item_id=floor.item.id,
        meeting_id=floor.item.meeting_id,
        review_id=review.id,
        outcome=Outcome.DISMISSED,
        findings=tuple(answers(asked, floor, review, counts).values()),
        seats=floor.seats,
        present=0,
        yes=0,
        no=0,
        abstained=0,
        voters=(),
        recused=recused(asked, floor),
        resolved_by=asked.account.id,
        resolved_at=asked.now,
        ruling_id=new_id(),
    )


def resolution_on_paper(floor: Floor, review: Review, resolution: Resolution) -> ResolutionOnPaper:
    """Return a resolution as the ruling prints it: numbers, and who took no part."""
    meeting = floor.bench.meeting
    names = {question.key: question.label for question in questions_voted(review)}
    findings = [
        (names[f"{one.charge_id}|{one.step.value}|{one.question}"], f"{told(one)}: {WORDS[one.step][one.holds]}")
        for one in resolution.findings
    ]
    return ResolutionOnPaper(
        meeting=f"{meeting.number}({official_date(meeting.held_on)})",
        seats=resolution.seats,
        present=resolution.present,
        yes=resolution.yes,
        no=resolution.no,
        abstained=resolution.abstained,
        quorum=sentence(resolution.seats, resolution.present),
        recused=resolution.recused,
        tallies=tuple(findings),
    )


def told(counted: Tally | ResolvedFinding) -> str:
    """Return a count as papers print it."""
    return f"찬성 {counted.yes}, 반대 {counted.no}, 기권 {counted.abstained}"


def recused(asked: Look, floor: Floor) -> tuple[str, ...]:
    """Return who takes no part in an item: each with kind and ground, whoever declared it or the record shows it."""
    labels = {ground.code: ground.label for ground in grounds_on(Body.COMMITTEE, floor.bench.meeting.held_on)}
    upheld = {one.account_id: one for one in floor.recusals if one.state == RecusalState.UPHELD}
    lines = [
        (account_id, RECUSAL_LABELS[one.kind], labels.get(one.ground, one.ground)) for account_id, one in upheld.items()
    ]
    lines += [
        (one.account_id, RECUSAL_LABELS[RecusalKind.EXCLUSION], one.conflict.ground.label)
        for one in floor.exclusions
        if one.account_id not in upheld
    ]
    return tuple(
        f"{accounts.fetch_account(asked.con, account_id).name} 위원 {kind}({ground})"
        for account_id, kind, ground in dict.fromkeys(lines)
    )

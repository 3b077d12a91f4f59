"""One item of the agenda as a person may see it: its title alone, or all that it is decided by."""

from collections.abc import Mapping
from dataclasses import dataclass

from casebase.access.act import Act
from casebase.casework.agenda import staleness
from casebase.casework.desk import Look
from casebase.casework.meeting_sight import Bench, Floor, floor_of, presiding_without, relations
from casebase.casework.motion_views import MotionForm, motion_form
from casebase.casework.question_views import (
    QuestionView,
    challenge_view,
    criteria_views,
    motion_view,
)
from casebase.casework.questions_voted import challenge_key, keys_at, to_cast
from casebase.casework.readiness import waiting_for
from casebase.casework.tallies import cast_by
from casebase.domain.document import Document
from casebase.domain.meeting import (
    DONE,
    ITEM_STAGE_LABELS,
    VOTING,
    AgendaItem,
    ItemStage,
    MeetingStatus,
    Recusal,
    RecusalKind,
    RecusalState,
    Resolution,
)
from casebase.domain.member import Body
from casebase.domain.review import Review
from casebase.domain.ruling import Ruling
from casebase.law.conflicts import grounds_on
from casebase.law.quorum import has_quorum, sentence
from casebase.store import documents, resolutions, reviews, rulings

# What moves an item on from where it stands.
_NEXT_ACT = {
    ItemStage.WAITING: Act.OPEN_VOTE,
    ItemStage.CRITERIA: Act.CLOSE_VOTE,
    ItemStage.DRAFTING: Act.PUT_MOTION,
    ItemStage.OUTCOME: Act.CLOSE_VOTE,
}


@dataclass(frozen=True, kw_only=True)
class RecusalView:
    """A recusal from the item. `vote` is the question on a challenge (기피); None for the other kinds.

    `waiting` names who is still to vote on it; `may_decide` says whether this person decides it now.
    """

    recusal: Recusal
    name: str
    ground: str
    vote: QuestionView | None
    waiting: tuple[str, ...]
    may_decide: bool


@dataclass(frozen=True, kw_only=True)
class ItemWork:
    """What an item is decided by, for whom it is.

    `is_stale` says in a sentence why the papers must be sent again; empty while they are current. `to_cast` is what
    this person may vote on now. `waiting` names who is still to vote, `voted` who has, while a vote is open.
    """

    item: AgendaItem
    review: Review
    proposal: Ruling
    papers: Document | None
    is_stale: str
    seats: int
    present: int
    quorum: str
    has_quorum: bool
    presiding_id: str | None
    presiding_rule: str
    excluded: tuple[str, ...]  # members whom the record excludes, a sentence each
    recusals: tuple[RecusalView, ...]
    questions: tuple[QuestionView, ...]
    motion_vote: QuestionView | None
    to_cast: tuple[QuestionView, ...]
    voted: tuple[str, ...]
    waiting: tuple[str, ...]
    motion_form: MotionForm | None
    resolution: Resolution | None
    ruling_number: str  # of the paper that the resolution issued


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """One item. `work` is None for a member who is recused or excluded: they see its title alone.

    `version` is what acts on the item are given; `permitted` what this person may do on it as it stands.
    """

    id: str
    version: int
    position: int
    title: str
    stage: str  # its label
    work: ItemWork | None
    permitted: frozenset[Act]


def item_view(asked: Look, bench: Bench, item: AgendaItem, names: Mapping[str, str]) -> ItemView:
    """Return an item as far as the asker may see it; `names` are those of all accounts."""
    floor, review = floor_of(asked, bench, item), reviews.fetch_review(asked.con, item.review_id)
    is_hidden = asked.account.id in floor.barred
    work = None if is_hidden else item_work(asked, floor, review, names)
    return ItemView(
        id=item.id,
        version=item.version,
        position=item.position,
        title=review.title,
        stage=ITEM_STAGE_LABELS[item.stage],
        work=work,
        permitted=_permitted(asked, floor, work),
    )


def item_work(asked: Look, floor: Floor, review: Review, names: Mapping[str, str]) -> ItemWork:
    """Return all that an item is decided by, for somebody who may see it."""
    item = floor.item
    proposal = rulings.fetch_ruling(asked.con, item.ruling_id)
    resolution = resolutions.find_resolution_of_item(asked.con, item.id)
    seats, present = floor.seats, len(floor.eligible)
    if resolution is not None:
        seats, present = resolution.seats, resolution.present
    keys = keys_at(item.stage, review)
    cast, waiting = cast_by(asked, floor, keys), waiting_for(asked, floor, keys) if keys else ()
    questions = criteria_views(asked, floor, review, proposal, names)
    challenges = _recusals(asked, floor, names)
    motion_vote = motion_view(asked, floor, names)
    put = set(to_cast(asked, floor, review))
    every = [*(one.vote for one in challenges if one.vote), *questions, *([motion_vote] if motion_vote else [])]
    return ItemWork(
        item=item,
        review=review,
        proposal=proposal,
        papers=documents.fetch_document(asked.con, item.document_id) if item.document_id else None,
        is_stale="" if item.stage in DONE else staleness(asked, item, review),
        seats=seats,
        present=present,
        quorum=sentence(seats, present),
        has_quorum=has_quorum(seats, present),
        presiding_id=floor.presiding_id,
        presiding_rule=floor.presiding_rule,
        excluded=tuple(f"{names[one.account_id]} 위원: {one.conflict.explanation}" for one in floor.exclusions),
        recusals=challenges,
        questions=questions,
        motion_vote=motion_vote,
        to_cast=tuple(question for question in every if question.question in put),
        voted=tuple(names[account_id] for account_id in sorted(cast, key=lambda a: names[a])),
        waiting=tuple(names[account_id] for account_id in waiting),
        motion_form=motion_form(asked, floor, review, proposal, questions),
        resolution=resolution,
        ruling_number=_ruling_number(asked, resolution),
    )


def _recusals(asked: Look, floor: Floor, names: Mapping[str, str]) -> tuple[RecusalView, ...]:
    return tuple(_recusal(asked, floor, recusal, names) for recusal in floor.recusals)


def _recusal(asked: Look, floor: Floor, recusal: Recusal, names: Mapping[str, str]) -> RecusalView:
    grounds = {ground.code: ground.label for ground in grounds_on(Body.COMMITTEE, floor.bench.meeting.held_on)}
    is_vote = recusal.kind == RecusalKind.CHALLENGE
    is_raised = recusal.state == RecusalState.RAISED
    waiting = waiting_for(asked, floor, [challenge_key(recusal.id)], but_not=recusal.account_id)
    return RecusalView(
        recusal=recusal,
        name=names[recusal.account_id],
        ground=grounds.get(recusal.ground, recusal.ground),
        vote=challenge_view(asked, floor, recusal, names) if is_vote else None,
        waiting=tuple(names[account_id] for account_id in waiting) if is_vote and is_raised else (),
        may_decide=is_raised and _may_decide(asked, floor, recusal),
    )


def _may_decide(asked: Look, floor: Floor, recusal: Recusal) -> bool:
    """Who presides over the item without the recusal's target decides; on a challenge only in the open meeting."""
    presiding_id, _ = presiding_without(asked, floor.bench, floor.barred | {recusal.account_id})
    statuses = {MeetingStatus.OPEN} | ({MeetingStatus.CALLED} if recusal.kind != RecusalKind.CHALLENGE else set())
    is_time = floor.bench.meeting.status in statuses and floor.item.stage not in DONE
    return is_time and asked.may(Act.DECIDE_RECUSAL, relations(asked, floor.bench, presiding_id))


def _permitted(asked: Look, floor: Floor, work: ItemWork | None) -> frozenset[Act]:
    """Return what the asker may do on an item as it stands: by who they are, and by its stage."""
    tied = relations(asked, floor.bench, floor.presiding_id)
    acts = {act for act in _offered(floor) if asked.may(act, tied)}
    if asked.account.id in floor.barred | {recusal.account_id for recusal in floor.pending}:
        acts.discard(Act.DECLARE_RECUSAL)
    if work is not None and work.to_cast:
        acts.add(Act.CAST_BALLOT)
    if work is not None and any(recusal.may_decide for recusal in work.recusals):
        acts.add(Act.DECIDE_RECUSAL)
    return frozenset(acts)


def _offered(floor: Floor) -> frozenset[Act]:
    status, stage = floor.bench.meeting.status, floor.item.stage
    if stage in DONE or status in {MeetingStatus.CLOSED, MeetingStatus.CANCELLED}:
        return frozenset()
    acts = {Act.DECLARE_RECUSAL, Act.CHALLENGE_MEMBER}
    if stage == ItemStage.WAITING:
        acts.add(Act.SEND_PAPERS)
    if status != MeetingStatus.OPEN:
        return frozenset(acts if floor.recusals else acts | {Act.TAKE_OFF_AGENDA})
    if stage not in VOTING:
        acts.add(Act.HEAR_PERSON)
    return frozenset(acts | {Act.CARRY_OVER, _NEXT_ACT[stage]})


def _ruling_number(asked: Look, resolution: Resolution | None) -> str:
    ruling = rulings.fetch_ruling(asked.con, resolution.ruling_id) if resolution else None
    if ruling is None or ruling.document_id is None:
        return ""
    return documents.fetch_document(asked.con, ruling.document_id).number

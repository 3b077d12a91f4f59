"""Meetings of the committee (감사위원회 회의): agenda, attendance, recusals, ballots, resolutions."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from casebase.domain.errors import MoveNotPermitted
from casebase.domain.finding import Step
from casebase.domain.ruling import DispositionChange, Outcome


class MeetingForm(StrEnum):
    """How the committee decides: sitting together, or in writing where the office's setting allows it."""

    SITTING = "sitting"
    WRITTEN = "written"


MEETING_FORM_LABELS = {MeetingForm.SITTING: "대면 회의", MeetingForm.WRITTEN: "서면 의결"}


class MeetingStatus(StrEnum):
    """Where a meeting stands."""

    PREPARING = "preparing"
    CALLED = "called"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


MEETING_STATUS_LABELS = {
    MeetingStatus.PREPARING: "준비",
    MeetingStatus.CALLED: "소집",
    MeetingStatus.OPEN: "개회",
    MeetingStatus.CLOSED: "폐회",
    MeetingStatus.CANCELLED: "취소",
}

NEXT = {
    MeetingStatus.PREPARING: {MeetingStatus.CALLED, MeetingStatus.CANCELLED},
    MeetingStatus.CALLED: {MeetingStatus.OPEN, MeetingStatus.CANCELLED},
    MeetingStatus.OPEN: {MeetingStatus.CLOSED},
    MeetingStatus.CLOSED: set(),
    MeetingStatus.CANCELLED: set(),
}


class ItemStage(StrEnum):
    """Where an item of the agenda stands.

    The criteria are voted on first; then the secretary drafts the motion that follows from them (DRAFTING), and the
    motion is voted on. A dismissal (각하) judges nothing: its motion is drafted at once. CARRIED_OVER goes to a later
    meeting: no quorum, a tie, no majority, or so decided.
    """

    WAITING = "waiting"
    CRITERIA = "criteria"
    DRAFTING = "drafting"
    OUTCOME = "outcome"
    RESOLVED = "resolved"
    CARRIED_OVER = "carried_over"


ITEM_STAGE_LABELS = {
    ItemStage.WAITING: "심의 전",
    ItemStage.CRITERIA: "항목별 표결 중",
    ItemStage.DRAFTING: "의결안 작성",
    ItemStage.OUTCOME: "의결안 표결 중",
    ItemStage.RESOLVED: "의결",
    ItemStage.CARRIED_OVER: "다음 회의로 넘김",
}
VOTING = frozenset({ItemStage.CRITERIA, ItemStage.OUTCOME})
DONE = frozenset({ItemStage.RESOLVED, ItemStage.CARRIED_OVER})


class Choice(StrEnum):
    """What a member votes on one question."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


CHOICE_LABELS = {Choice.YES: "찬성", Choice.NO: "반대", Choice.ABSTAIN: "기권"}


class RecusalKind(StrEnum):
    """제척 holds by itself once its ground does; 기피 the committee decides; 회피 who presides permits."""

    EXCLUSION = "exclusion"
    CHALLENGE = "challenge"
    ABSTENTION = "abstention"


RECUSAL_LABELS = {RecusalKind.EXCLUSION: "제척", RecusalKind.CHALLENGE: "기피", RecusalKind.ABSTENTION: "회피"}


class RecusalState(StrEnum):
    """Whether a recusal waits for its decision, holds, or was refused."""

    RAISED = "raised"
    UPHELD = "upheld"
    REFUSED = "refused"


RECUSAL_STATE_LABELS = {
    RecusalState.RAISED: "결정 전",
    RecusalState.UPHELD: "받아들임",
    RecusalState.REFUSED: "받아들이지 않음",
}


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting. `short_notice_reason` is why it was called later than the notice days allow; empty when it was not.

    `presiding_id` is who opened it, by `presiding_rule` (a sentence with its article).
    """

    id: str
    number: str  # "2026-회의-0001"
    form: MeetingForm
    held_on: date
    held_at: time
    place: str
    status: MeetingStatus
    planned_by: str
    called_on: date | None = None
    short_notice_reason: str = ""
    presiding_id: str | None = None
    presiding_rule: str = ""
    opened_at: str | None = None
    closed_at: str | None = None
    proceedings: str = ""  # 회의 경과, as the secretary wrote it
    end_reason: str = ""
    document_id: str | None = None  # the minutes
    is_demo: bool = False
    version: int = 1

    def must_move_to(self, status: MeetingStatus) -> None:
        """Raises: MoveNotPermitted if the present status does not lead there."""
        if status not in NEXT[self.status]:
            raise MoveNotPermitted(
                f"회의 {self.number}은", MEETING_STATUS_LABELS[self.status], MEETING_STATUS_LABELS[status]
            )


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Whether one seat of the committee is taken at a meeting, as the secretary marked it."""

    meeting_id: str
    account_id: str
    is_present: bool
    marked_at: str
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Motion:
    """의결안: what the outcome vote is on. `reasons_for` gives, by "charge|step|question", the committee's own reason

    wherever its answer is not the one proposed.
    """

    outcome: Outcome
    changes: tuple[DispositionChange, ...]
    reasons: str
    dismissal_ground: str
    reasons_for: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """안건: one proposed ruling before one meeting.

    `digest` is that of the proposal as it stood when the papers went out; `document_id` is the papers. `hearing` is
    what the person concerned said before the committee, `discussion` what the members said (발언 요지).
    """

    id: str
    meeting_id: str
    position: int
    review_id: str
    ruling_id: str  # the proposal
    stage: ItemStage
    digest: str = ""
    document_id: str | None = None
    sent_at: str | None = None
    hearing: str = ""
    discussion: str = ""
    motion: Motion | None = None
    result: str = ""  # why it was carried over, as a sentence
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Recusal:
    """One member's recusal from one item. `ground` is a code of law/questions/recusal.toml."""

    id: str
    item_id: str
    account_id: str
    kind: RecusalKind
    ground: str
    reason: str
    state: RecusalState
    raised_by: str
    raised_at: str
    decided_by: str | None = None
    decided_at: str | None = None
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """One vote of one member. `question` is "charge|step|code", "outcome", or "challenge:<recusal id>"."""

    id: str
    item_id: str
    question: str
    account_id: str
    choice: Choice
    cast_at: str


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The count of one question. `seats` is 재적, `present` who is present and may vote on the item."""

    question: str
    seats: int
    present: int
    yes: int
    no: int
    abstained: int
    carried: bool


@dataclass(frozen=True, kw_only=True)
class ResolvedFinding:
    """The committee's answer to one question about one charge. `holds` None: no majority either way."""

    charge_id: str
    step: Step
    question: str
    holds: bool | None
    reason: str
    evidence: tuple[str, ...]
    yes: int
    no: int
    abstained: int


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """의결: what the committee decided on one item, by numbers. It issues the ruling `ruling_id`.

    `voters` are the accounts that voted on the outcome; how each did is kept in the ballots alone. `recused` names
    each recused member with kind and ground, as sentences.
    """

    id: str
    item_id: str
    meeting_id: str
    review_id: str
    outcome: Outcome
    findings: tuple[ResolvedFinding, ...]
    seats: int
    present: int
    yes: int
    no: int
    abstained: int
    voters: tuple[str, ...]
    recused: tuple[str, ...]
    resolved_by: str  # who presided
    resolved_at: str
    ruling_id: str

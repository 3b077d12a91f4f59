"""Looking at meetings: the list, one meeting with its agenda as far as a person may see it, its papers."""

from dataclasses import dataclass, replace

from casebase.access.act import Act
from casebase.casework.agenda import on_live_agenda, standing_proposal
from casebase.casework.desk import Look, look
from casebase.casework.item_papers import item_of
from casebase.casework.item_views import ItemView, item_view
from casebase.casework.kept import must_be_kept
from casebase.casework.meeting_sight import Bench, bench_of, find_meeting, floor_of, relations
from casebase.casework.minutes import POSTS
from casebase.casework.notice import is_short, notice_days
from casebase.casework.papers import bytes_of
from casebase.casework.ruling_rules import decider_of
from casebase.casework.timeline import Moment, timeline
from casebase.domain.access_log import Shown, Thing
from casebase.domain.document import Document, DocumentKind
from casebase.domain.errors import NotFound
from casebase.domain.listing import MeetingLine, ReviewFilter, ReviewLine
from casebase.domain.meeting import ItemStage, Meeting, MeetingForm, MeetingStatus
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import Ruling
from casebase.law.committee import Decider
from casebase.law.quorum import has_quorum, sentence
from casebase.store import accounts, agenda, documents, meetings, review_lists, reviews

DECIDER_LABELS = {
    Decider.HEAD: "감사관이나 위원장이 결재합니다",
    Decider.CHAIR: "위원장이 결재합니다",
    Decider.COMMITTEE: "위원회가 의결합니다",
}
_MOST_READY = 200
# What may be done on a meeting, by where it stands.
_OFFERED = {
    MeetingStatus.PREPARING: {Act.CHANGE_MEETING, Act.PUT_ON_AGENDA, Act.CALL_MEETING, Act.CANCEL_MEETING},
    MeetingStatus.CALLED: {Act.PUT_ON_AGENDA, Act.CANCEL_MEETING, Act.MARK_ATTENDANCE, Act.OPEN_MEETING},
    MeetingStatus.OPEN: {Act.MARK_ATTENDANCE, Act.KEEP_PROCEEDINGS, Act.CLOSE_MEETING},
    MeetingStatus.CLOSED: set(),
    MeetingStatus.CANCELLED: set(),
}


@dataclass(frozen=True, kw_only=True)
class SeatView:
    """One seat of the committee. `is_present` is None where attendance is not marked, as in the written form."""

    account_id: str
    name: str
    post: str  # "위원장", "위원"
    is_present: bool | None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Whether the notice days are kept if the meeting is called, or papers sent, today. `basis` says what they are."""

    is_short: bool  # then a reason is asked for, as `short_notice_reason`
    basis: str


@dataclass(frozen=True, kw_only=True)
class MeetingView:
    """All that the page of one meeting shows. `permitted` is what this person may do on the meeting as it stands.

    `presiding_id` is who presides, or would if it opened now, by `presiding_rule`; None while there is no member.
    `quorum` is the count of seats and of who is there, in a sentence. `minutes` are None, and the
    meeting's `proceedings` empty, for a member who took no part in one of the items: they tell of all.
    """

    meeting: Meeting
    seats: tuple[SeatView, ...]
    presiding_id: str | None
    presiding_rule: str
    quorum: str
    has_quorum: bool
    notice: Notice
    items: tuple[ItemView, ...]
    minutes: Document | None
    names: dict[str, str]
    timeline: tuple[Moment, ...]
    permitted: frozenset[Act]


@dataclass(frozen=True, kw_only=True)
class ReadyProposal:
    """A proposed ruling that stands on no agenda yet. `decider` says who decides on it, with the rule's source.

    `carried_over` is why an earlier meeting passed it on; empty where none did.
    """

    ruling: Ruling
    review_number: str
    title: str
    agency: str
    decider: str
    carried_over: str


@look(Act.SEE_MEETING)
def meeting_page(asked: Look, number: str) -> MeetingView:
    """Return one meeting as far as it is this person's to see. Raises: DisposedOf, NotFound, also when it is not."""
    bench = find_meeting(asked, number)
    meeting = bench.meeting
    must_be_kept(asked.con, "meeting", meeting.id)
    asked.note(Shown.PERSONAL, Thing.MEETING, meeting.id, meeting.number)
    names = {account.id: account.name for account in accounts.list_accounts(asked.con)}
    items = tuple(item_view(asked, bench, item, names) for item in agenda.list_items(asked.con, meeting.id))
    sees_all = all(item.work is not None for item in items)
    days = notice_days(asked, meeting)
    return MeetingView(
        meeting=meeting if sees_all else replace(meeting, proceedings=""),
        seats=_seats(bench, names),
        presiding_id=bench.presiding_id,
        presiding_rule=bench.presiding_rule,
        quorum=sentence(len(bench.seats), len(bench.there)),
        has_quorum=has_quorum(len(bench.seats), len(bench.there)),
        notice=Notice(
            is_short=is_short(asked, meeting), basis=f"회의 {days.printed} 전까지 알립니다({days.printed_source})."
        ),
        items=items,
        minutes=documents.fetch_document(asked.con, meeting.document_id) if meeting.document_id and sees_all else None,
        names=names,
        timeline=timeline(asked, "meeting", meeting.id),
        permitted=_permitted(asked, bench),
    )


@look(Act.SEE_MEETING)
def meeting_list(asked: Look, status: str, limit: int, offset: int) -> list[MeetingLine]:
    """Return one page of the meetings a person may see, the last held first; an empty status does not filter."""
    return meetings.list_meetings(asked.con, asked.reach, status, limit, offset)


@look(Act.SEE_MEETING)
def count_meetings(asked: Look, status: str) -> int:
    """Return how many meetings a person may see."""
    return meetings.count_meetings(asked.con, asked.reach, status)


@look(Act.PUT_ON_AGENDA)
def ready_proposals(asked: Look) -> list[ReadyProposal]:
    """Return the proposed rulings that stand on no agenda, the first filed first: what the next meeting may take up."""
    wanted = ReviewFilter(status=ReviewStatus.PROPOSED)
    lines = review_lists.list_reviews(asked.con, asked.reach, wanted, _MOST_READY, 0)
    found = (_ready(asked, line) for line in reversed(lines) if not on_live_agenda(asked, line.id))
    return [proposal for proposal in found if proposal is not None]


@look(Act.SEE_MEETING)
def meeting_document(asked: Look, number: str, revision: int = 0) -> tuple[Document, bytes]:
    """Return minutes, or papers of an item, byte for byte; never to a member who takes no part in what they tell.

    Raises: NotFound, DisposedOf.
    """
    document = documents.find_document_by_number(asked.con, number)
    if document is None or document.subject_kind != "meeting":
        raise NotFound("문서를")
    bench = bench_of(asked, meetings.fetch_meeting(asked.con, document.subject_id))
    asked.must_see(relations(asked, bench), "문서를")
    must_be_kept(asked.con, "meeting", bench.meeting.id)
    _must_take_part(asked, bench, document)
    asked.note(Shown.RULING, Thing.DOCUMENT, document.id, document.number)
    return document, bytes_of(asked, document, revision)


def _seats(bench: Bench, names: dict[str, str]) -> tuple[SeatView, ...]:
    marked = {one.account_id: one.is_present for one in bench.attendances}
    is_written = bench.meeting.form == MeetingForm.WRITTEN
    return tuple(
        SeatView(
            account_id=seat.account_id,
            name=names[seat.account_id],
            post=POSTS[seat.is_chair],
            is_present=None if is_written else marked.get(seat.account_id),
        )
        for seat in bench.seats
    )


def _permitted(asked: Look, bench: Bench) -> frozenset[Act]:
    tied = relations(asked, bench)
    return frozenset(act for act in _OFFERED[bench.meeting.status] if asked.may(act, tied)) - (
        {Act.MARK_ATTENDANCE} if bench.meeting.form == MeetingForm.WRITTEN else set()
    )


def _ready(asked: Look, line: ReviewLine) -> ReadyProposal | None:
    proposal = standing_proposal(asked, line.id)
    if proposal is None:
        return None
    decider, rule = decider_of(asked, reviews.fetch_review(asked.con, line.id), proposal)
    earlier = agenda.items_of_review(asked.con, line.id)
    carried_over = earlier[0].result if earlier and earlier[0].stage == ItemStage.CARRIED_OVER else ""
    return ReadyProposal(
        ruling=proposal,
        review_number=line.number,
        title=line.title,
        agency=line.agency,
        decider=f"{DECIDER_LABELS[decider]}({rule.printed_source}).",
        carried_over=carried_over,
    )


def _must_take_part(asked: Look, bench: Bench, document: Document) -> None:
    """Let a member read papers only of items they take part in; the minutes tell of all. Raises: NotFound.

    Papers of an item that was taken off the agenda are the office's alone.
    """
    items = agenda.list_items(asked.con, bench.meeting.id)
    if document.kind == DocumentKind.ITEM_PAPERS:
        item_id = item_of(asked, document, {item.document_id: item.id for item in items if item.document_id})
        items = [item for item in items if item.id == item_id]
        if not items and asked.account.id in bench.members:
            raise NotFound("문서를")
    if any(asked.account.id in floor_of(asked, bench, item).barred for item in items):
        raise NotFound("문서를")

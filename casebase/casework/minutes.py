"""The minutes of a meeting (회의록): who was there and what was decided, by numbers, as the record tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casebase.casework.approvals import approval_box
from casebase.casework.desk import Deed, Look
from casebase.casework.item_views import ItemWork, item_work
from casebase.casework.meeting_sight import Bench, floor_of
from casebase.casework.notice import called
from casebase.casework.papers import keep_paper, letterhead, numbered
from casebase.casework.question_views import QuestionView
from casebase.casework.resolutions import recused
from casebase.casework.tallies import voters_at
from casebase.documents.minutes import minutes_pdf
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.committee_papers import ItemOnMinutes, MinutesPaper, SeatOnPaper, TallyOnPaper
from casebase.domain.document import Document, DocumentKind
from casebase.domain.meeting import CHOICE_LABELS, MEETING_FORM_LABELS, AgendaItem, ItemStage, MeetingForm, Tally
from casebase.korean.dates import clock_time, local_time, official_date
from casebase.law.committee import are_ballots_open
from casebase.law.quorum import sentence
from casebase.store import accounts, agenda, ballots, reviews
from casebase.store.settings import list_settings

POSTS = {True: "위원장", False: "위원"}


def keep_minutes(deed: Deed, bench: Bench) -> Document:
    """Issue the minutes of a meeting that is being closed."""
    paper = minutes_paper(deed, bench)
    approvals = approval_box(deed, bench.meeting.planned_by, deed.now)
    head = numbered(deed, paper.head, DocumentKind.MINUTES, approvals)
    paper = replace(paper, head=head)
    return keep_paper(
        deed,
        head,
        DocumentKind.MINUTES,
        ("meeting", bench.meeting.id),
        minutes_pdf(paper),
        digest(canonical_json(paper)),
    )


def minutes_paper(asked: Look, bench: Bench) -> MinutesPaper:
    """Return what stands on the minutes, the letterhead still without a number."""
    meeting = bench.meeting
    names = {account.id: account.name for account in accounts.list_accounts(asked.con)}
    items = agenda.list_items(asked.con, meeting.id)
    took_part = _took_part(asked, bench, items)
    return MinutesPaper(
        head=letterhead(asked, "내부결재", clauses=("5",)),
        meeting_number=meeting.number,
        form=MEETING_FORM_LABELS[meeting.form],
        held_on=meeting.held_on,
        held_at=f"{official_date(meeting.held_on)} {clock_time(meeting.held_at)}",
        place=meeting.place or "서면",
        opened_at=local_time(meeting.opened_at or ""),
        closed_at=local_time(meeting.closed_at or ""),
        called=called(asked, meeting),
        presiding=names.get(meeting.presiding_id or "", ""),
        presiding_rule=meeting.presiding_rule,
        seats=tuple(
            SeatOnPaper(
                name=names[seat.account_id],
                post=POSTS[seat.is_chair],
                attendance=_attendance(meeting.form, seat.account_id in took_part),
            )
            for seat in bench.seats
        ),
        quorum=sentence(len(bench.seats), len(took_part)),
        items=tuple(_item(asked, bench, item, names) for item in items),
        proceedings=meeting.proceedings,
        drafted_by=names[meeting.planned_by],
        notice=_notice(asked, bench),
    )


def _item(asked: Look, bench: Bench, item: AgendaItem, names: Mapping[str, str]) -> ItemOnMinutes:
    floor, review = floor_of(asked, bench, item), reviews.fetch_review(asked.con, item.review_id)
    work = item_work(asked, floor, review, names)
    voters = voters_at(asked, floor, ItemStage.OUTCOME) or voters_at(asked, floor, ItemStage.CRITERIA)
    return ItemOnMinutes(
        position=item.position,
        case_number=review.number,
        title=review.title,
        seats=work.seats,
        present=work.present,
        quorum=work.quorum,
        recused=work.resolution.recused if work.resolution else recused(asked, floor),
        hearing=item.hearing,
        discussion=item.discussion,
        tallies=tuple(_tallies(work)),
        result=item.result,
        voters=tuple(names[account_id] for account_id in voters),
        ruling_number=work.ruling_number,
    )


def _tallies(work: ItemWork) -> list[TallyOnPaper]:
    """Return each vote that was counted, in the order they were held."""
    challenges = [recusal.vote for recusal in work.recusals if recusal.vote]
    every = [*challenges, *work.questions, *([work.motion_vote] if work.motion_vote else [])]
    return [_tally(question, question.tally) for question in every if question.tally is not None]


def _tally(question: QuestionView, tally: Tally) -> TallyOnPaper:
    return TallyOnPaper(
        question=f"{question.heading}: {question.label}",
        result=question.answer,
        yes=tally.yes,
        no=tally.no,
        abstained=tally.abstained,
        how=", ".join(f"{name} {CHOICE_LABELS[choice]}" for name, choice in question.how),
    )


def _took_part(asked: Look, bench: Bench, items: Sequence[AgendaItem]) -> frozenset[str]:
    """Return who voted on anything; of a sitting also who is there at its end: somebody may have left, or come late."""
    cast = {ballot.account_id for item in items for ballot in ballots.list_ballots(asked.con, item.id)}
    there = {seat.account_id for seat in bench.there} if bench.meeting.form == MeetingForm.SITTING else set()
    return frozenset((cast | there) & bench.members)


def _attendance(form: MeetingForm, took_part: bool) -> str:
    if not took_part:
        return "불출석"
    return "출석" if form == MeetingForm.SITTING else "서면 제출"


def _notice(asked: Look, bench: Bench) -> tuple[str, ...]:
    is_open = are_ballots_open(bench.meeting.held_on, list_settings(asked.con))
    how = "표결은 기명으로 하여 위원별 찬반을 적었다." if is_open else "표결은 비밀로 하여 위원별 찬반은 적지 않았다."
    return (how, "표결 수는 표결을 마친 때 출석하여 표결할 수 있던 위원을 기준으로 세었다.")

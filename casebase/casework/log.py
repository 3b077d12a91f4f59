"""The record of acts looked at as a whole: how far it goes, whether it is whole, and the paper of a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.casework.anchors import anchor_json, anchor_of, due_anchors
from casebase.casework.desk import Look, look
from casebase.casework.papers import is_demo_office
from casebase.documents.daily_record import daily_record_pdf
from casebase.domain.chain import Anchor, Fault, first_fault
from casebase.domain.report_papers import ActOnRecord, AnchorOnRecord, DailyRecordPaper
from casebase.korean.dates import local_time
from casebase.law.values import value_on
from casebase.store.anchors import list_anchors
from casebase.store.events import count_by_act, count_people, each_event, known_of
from casebase.store.settings import list_settings

SHOWN_ANCHORS = 7
_LABELS = {act.value: label for act, label in ACT_LABELS.items()}

Progress = Callable[[int], None]  # hears how many events were walked so far


def unheard(_: int) -> None:
    """Nobody waits for the progress."""


@dataclass(frozen=True, kw_only=True)
class LogView:
    """How far the record goes. `anchors` are the newest first; `count_due` days are over and have none yet."""

    count_events: int
    anchors: tuple[Anchor, ...]
    count_due: int
    may_keep: bool


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a walk along the record found: no fault, or the first."""

    count_events: int
    count_anchors: int
    fault: Fault | None


@dataclass(frozen=True, kw_only=True)
class DailyRecord:
    """일일 기록 of one day."""

    paper: DailyRecordPaper

    @property
    def pdf(self) -> bytes:
        """The paper as PDF; the same record gives the same bytes. Raises: CharacterNotPrintable."""
        return daily_record_pdf(self.paper)


@look(Act.CHECK_LOG)
def log_page(asked: Look) -> LogView:
    """Return how far the record goes and is anchored."""
    known = known_of(asked.con)
    return LogView(
        count_events=known.seq,
        anchors=tuple(sorted(known.anchors, key=lambda anchor: anchor.day, reverse=True)),
        count_due=len(due_anchors(asked.con, asked.today, asked.now)),
        may_keep=asked.may(Act.KEEP_ANCHOR, asked.reach.relations),
    )


@look(Act.CHECK_LOG)
def check_log(asked: Look, also: Sequence[Anchor] = (), told: Progress = unheard) -> Checked:
    """Walk the whole record as it is now, while others go on writing; `also` are anchors kept elsewhere."""
    known = known_of(asked.con, also)
    fault = first_fault(each_event(asked.con, told), known)
    return Checked(count_events=known.seq, count_anchors=len(known.anchors), fault=fault)


@look(Act.CHECK_LOG)
def daily_record(asked: Look, day: date) -> DailyRecord:
    """Return the paper of a day: what was recorded since the anchor before, and what the record came to.

    Each event stands in the paper of one day, so papers without a gap are a record without one.
    Raises: InvalidEntry for a day without an anchor.
    """
    anchors = list_anchors(asked.con)
    anchor = anchor_of(anchors, day)
    place = anchors.index(anchor)
    after = anchors[place - 1].seq if place else 0
    settings = list_settings(asked.con)
    office = str(value_on("office.name", day, settings).value)
    paper = DailyRecordPaper(
        office=office,
        day=day,
        first_seq=after + 1,
        last_seq=anchor.seq,
        hash=anchor.hash,
        taken_at=local_time(anchor.taken_at),
        count_people=count_people(asked.con, after, anchor.seq),
        acts=tuple(
            ActOnRecord(act=_LABELS.get(act, act), count=count, first_seq=first, last_seq=last)
            for act, count, first, last in count_by_act(asked.con, after, anchor.seq)
        ),
        anchors=tuple(
            AnchorOnRecord(day=one.day, seq=one.seq, hash=one.hash)
            for one in reversed(anchors[max(place + 1 - SHOWN_ANCHORS, 0) : place + 1])
        ),
        code=anchor_json(office, anchor).decode(),
        is_demo=is_demo_office(settings),
    )
    return DailyRecord(paper=paper)

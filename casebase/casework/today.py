"""The first screen: what a person must do, drafts to finish, what changed since they last looked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casebase.access.act import ACT_LABELS, Act
from casebase.access.policy import granted, reach
from casebase.access.relations import to_consultation, to_review, to_visit
from casebase.casework.desk import Desk, Look, drafting, look, retried
from casebase.casework.reviews import OPEN_TO_HEARING
from casebase.casework.timeline import DELIBERATION
from casebase.casework.today_consultations import CaseDraft, case_drafts, consultation_todos
from casebase.domain.account import Role
from casebase.domain.draft import Draft
from casebase.domain.event import Event
from casebase.domain.listing import ReviewFilter, ReviewLine
from casebase.domain.reach import Relation
from casebase.domain.review import ReviewStatus
from casebase.domain.todo import Todo
from casebase.insight.deadlines import DueCase
from casebase.korean.dates import local_time
from casebase.korean.text import particle
from casebase.store import accounts, consultations, drafts, events, marks, review_lists, reviews, visits

MOST_REVIEWS = 50
MOST_CHANGES = 30

# Where the things are shown that events tell of.
_PAGES = {"visit": "visit", "consultation": "consultation", "review": "exemption"}

# Who is told of a thing's steps, and who of what the office does among itself.
_SEEING = {
    "visit": (Act.SEE_VISIT, Act.SEE_VISIT),
    "consultation": (Act.SEE_CONSULTATION, Act.SEE_CONSULTATION_WORK),
    "review": (Act.SEE_REVIEW, Act.SEE_DELIBERATION),
}

# What waits in each state: the act, and the short phrase for it.
_STEPS = {
    ReviewStatus.APPLIED: (Act.RECEIVE_REVIEW, "신청서를 확인하고 접수하세요"),
    ReviewStatus.RECEIVED: (Act.BEGIN_FACT_FINDING, "사실확인을 시작하세요"),
    ReviewStatus.FACT_FINDING: (Act.PROPOSE_RULING, "판단을 기록하고 결정안을 상신하세요"),
    ReviewStatus.PROPOSED: (Act.ISSUE_RULING, "결정안을 검토하고 결재하세요"),
    ReviewStatus.ISSUED: (Act.NOTIFY_RULING, "결정서를 통지하고 기록하세요"),
    ReviewStatus.NOTIFIED: (Act.RECORD_ARRIVAL, "도달한 날을 기록하고 종결하세요"),
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something somebody else did to a thing this person may see."""

    at: str
    who: str
    what: str
    subject_id: str
    page: str
    query: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class TodayView:
    """`todos` the most urgent first; `newest` is the event the view reaches up to."""

    todos: tuple[Todo, ...]
    drafts: tuple[Draft, ...]
    case_drafts: tuple[CaseDraft, ...]
    changes: tuple[Change, ...]
    newest: int


@look(Act.SEE_TODAY)
def today_page(asked: Look, waiting: Sequence[DueCase]) -> TodayView:
    """Return what waits for this person, and what changed since their mark.

    `waiting` are the running consultations that wait for them, as `due_days.waiting_cases` tells.
    """
    todos = [*_promises(asked), *consultation_todos(asked, waiting), *_reviews(asked), *_hearings(asked)]
    todos.sort(key=lambda todo: todo.due_on or date.max)
    unfinished = drafts.list_drafts(asked.con, asked.account.id)
    return TodayView(
        todos=tuple(todos),
        drafts=tuple(unfinished),
        case_drafts=case_drafts(asked, unfinished),
        changes=_changes(asked),
        newest=events.latest_seq(asked.con),
    )


def mark_seen(desk: Desk, seq: int) -> None:
    """Remember that a person has looked up to an event. Raises: SignedOut."""

    def write() -> None:
        with drafting(desk) as (con, account):
            con.lock(f"mark {account.id}")
            if seq > marks.find_mark(con, account.id):
                marks.update_mark(con, account.id, seq)

    retried(write)


def _promises(asked: Look) -> list[Todo]:
    if asked.account.role not in {Role.AUDITOR, Role.HEAD}:
        return []
    owner = asked.account.id if asked.account.role == Role.AUDITOR else ""
    return [
        Todo(
            title=f"{business} 애로사항 {matter.position}번",
            what="약속한 회신을 하세요",
            page="visit",
            query={"number": number},
            due_on=matter.promised_on,
            due_basis="방문 때 약속한 날",
        )
        for matter, number, business in visits.list_open_promises(asked.con, owner)
    ]


def _reviews(asked: Look) -> list[Todo]:
    waiting = []
    sight = reach(asked.account, Act.SEE_REVIEW)
    for status, (act, what) in _STEPS.items():
        relations = granted(asked.account.role, act)
        if not relations:
            continue
        handler_id = "" if Relation.ANY in relations else asked.account.id
        wanted = ReviewFilter(status=status.value, handler_id=handler_id)
        lines = review_lists.list_reviews(asked.con, sight, wanted, MOST_REVIEWS, 0)
        waiting += [_todo(line, what) for line in lines if not _is_own_proposal(asked, line)]
    return waiting


def _hearings(asked: Look) -> list[Todo]:
    """An applicant who was given the chance to be heard, and was not heard yet."""
    if not granted(asked.account.role, Act.ADD_STATEMENT):
        return []
    sight = reach(asked.account, Act.ADD_STATEMENT)
    filters = [ReviewFilter(status=status.value) for status in OPEN_TO_HEARING]
    lines = [line for f in filters for line in review_lists.list_reviews(asked.con, sight, f, MOST_REVIEWS, 0)]
    found = [(line, reviews.fetch_review(asked.con, line.id)) for line in lines]
    return [
        _todo(line, f"{review.hearing_way}{particle(review.hearing_way, '으로/로')} 의견을 진술하세요")
        for line, review in found
        if review.hearing_offered_on is not None and not review.hearing_note
    ]


def _is_own_proposal(asked: Look, line: ReviewLine) -> bool:
    """Who proposed a ruling cannot approve it, so it does not wait for them."""
    return line.status == ReviewStatus.PROPOSED and line.handler_id == asked.account.id


def _todo(line: ReviewLine, what: str) -> Todo:
    return Todo(title=f"{line.number} {line.title}", what=what, page="exemption", query={"number": line.number})


def _changes(asked: Look) -> tuple[Change, ...]:
    newest = events.latest_seq(asked.con)
    after = max(marks.find_mark(asked.con, asked.account.id), newest - 500)
    names: dict[str, str] = {}
    found: list[Change] = []
    for event in reversed(events.list_events_between(asked.con, after, newest)):
        if event.account_id != asked.account.id and _is_theirs(asked, event):
            found.append(_change(asked, event, names))
        if len(found) == MOST_CHANGES:
            break
    return tuple(found)


def _change(asked: Look, event: Event, names: dict[str, str]) -> Change:
    if event.account_id not in names:
        account = accounts.find_account(asked.con, event.account_id)
        names[event.account_id] = account.name if account else "운영자"
    detail = json.loads(event.detail)
    number = str(detail["number"])
    name = number or f"‘{detail['title']}’"  # an application has no number before it is received
    return Change(
        at=local_time(event.happened_at),
        who=names[event.account_id],
        what=f"{name} {ACT_LABELS[Act(event.act)]}",
        subject_id=event.subject_id,
        page=_PAGES[event.subject_kind],
        query={"number": number} if number else {"case": event.subject_id},
    )


def _is_theirs(asked: Look, event: Event) -> bool:
    """Say whether an event is this person's to know. Who may see every thing needs no look at this one.

    A body that was asked for its view is told nothing of what else happens.
    """
    if event.subject_kind not in _PAGES:
        return False
    steps, deliberation = _SEEING[event.subject_kind]
    relations = granted(asked.account.role, deliberation if Act(event.act) in DELIBERATION else steps)
    if not relations or Relation.ANY in relations:
        return bool(relations)
    return bool(_ties(asked, event) & (relations - {Relation.ASKED}))


def _ties(asked: Look, event: Event) -> frozenset[Relation]:
    """Return what ties this person to the thing that an event tells of."""
    if event.subject_kind == "visit":
        return to_visit(asked.account, visits.fetch_visit(asked.con, event.subject_id))
    if event.subject_kind == "consultation":
        return to_consultation(asked.account, consultations.fetch_consultation(asked.con, event.subject_id))
    return to_review(asked.account, reviews.fetch_review(asked.con, event.subject_id))

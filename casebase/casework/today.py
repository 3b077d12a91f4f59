"""The first screen: what a person must do, drafts to finish, what changed since they last looked."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.access.policy import granted
from casebase.access.relations import to_consultation, to_meeting, to_person, to_review, to_visit
from casebase.casework.advice_sight import case_of, own_of, ties_to_request
from casebase.casework.backups import backup_todos
from casebase.casework.desk import Desk, Look, drafting, look, retried
from casebase.casework.disposals import disposal_todos
from casebase.casework.review_sight import sees_deliberation
from casebase.casework.timeline import DELIBERATION
from casebase.casework.today_committee import agenda_todos, asking_todos, meeting_todos, panel_todos
from casebase.casework.today_consultations import CaseDraft, case_drafts, consultation_todos
from casebase.casework.today_records import record_todos
from casebase.casework.today_reviews import review_todos
from casebase.domain.account import Role
from casebase.domain.draft import Draft
from casebase.domain.event import Event
from casebase.domain.member import Body
from casebase.domain.reach import Relation
from casebase.domain.retention import EMPTIED_DETAIL
from casebase.domain.todo import Todo
from casebase.insight.deadlines import DueCase
from casebase.korean.dates import local_time
from casebase.store import accounts, advice, consultations, drafts, events, marks, meetings, members, reviews, visits

MOST_CHANGES = 30

# Where the things are shown that events tell of.
_PAGES = {
    "visit": "visit",
    "consultation": "consultation",
    "review": "exemption",
    "advice": "advice",
    "meeting": "meeting",
    "member": "members",
}

# Who is told of a thing's steps, and who of what the office does among itself.
_SEEING = {
    "visit": (Act.SEE_VISIT, Act.SEE_VISIT),
    "consultation": (Act.SEE_CONSULTATION, Act.SEE_CONSULTATION_WORK),
    "review": (Act.SEE_REVIEW, Act.SEE_DELIBERATION),
    "advice": (Act.SEE_ADVICE, Act.SEE_CONSULTATION_WORK),
    "meeting": (Act.SEE_MEETING, Act.SEE_MEETING),
    "member": (Act.SEE_MEMBERS, Act.SEE_MEMBERS),
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
    todos = [*_promises(asked), *consultation_todos(asked, waiting), *review_todos(asked)]
    todos += [*panel_todos(asked), *asking_todos(asked), *meeting_todos(asked), *agenda_todos(asked)]
    todos += backup_todos(asked)
    todos += record_todos(asked)
    todos += disposal_todos(asked)
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
    number = str(detail.get("number", ""))
    name = number or f"‘{detail['title']}’"  # an application has no number before it is received, a member none at all
    return Change(
        at=local_time(event.happened_at),
        who=names[event.account_id],
        what=f"{name} {ACT_LABELS[Act(event.act)]}",
        subject_id=event.subject_id,
        page=_PAGES[event.subject_kind],
        query=_query(event, number),
    )


def _query(event: Event, number: str) -> dict[str, str]:
    if event.subject_kind == "member":
        return {"id": event.subject_id}
    return {"number": number} if number else {"case": event.subject_id}


def _is_theirs(asked: Look, event: Event) -> bool:
    """Say whether an event is this person's to know. Who may see every thing needs no look at this one.

    Who is barred from deciding on a review is not told of its deliberation, and a body that was asked for its view is
    told nothing of what else happens.
    """
    if event.subject_kind not in _PAGES or event.detail == EMPTIED_DETAIL:
        return False
    steps, deliberation = _SEEING[event.subject_kind]
    is_deliberation = Act(event.act) in DELIBERATION
    relations = granted(asked.account.role, deliberation if is_deliberation else steps)
    if relations and is_deliberation and event.subject_kind == "review":
        return sees_deliberation(asked, reviews.fetch_review(asked.con, event.subject_id))
    if not relations or Relation.ANY in relations:
        return bool(relations)
    return bool(_ties(asked, event) & (relations - {Relation.ASKED}))


def _ties(asked: Look, event: Event) -> frozenset[Relation]:
    """Return what ties this person to the thing that an event tells of."""
    return _TIES[event.subject_kind](asked, event.subject_id)


def _ties_to_advice(asked: Look, request_id: str) -> frozenset[Relation]:
    request = advice.fetch_request(asked.con, request_id)
    case = case_of(asked, request.subject_kind, request.subject_id)
    return ties_to_request(asked, request, case, own_of(asked, advice.list_assignments(asked.con, request_id)))


def _ties_to_meeting(asked: Look, meeting_id: str) -> frozenset[Relation]:
    meeting = meetings.fetch_meeting(asked.con, meeting_id)
    seats = members.members_on(asked.con, Body.COMMITTEE, meeting.held_on)
    return to_meeting(asked.account, {seat.account_id for seat in seats}, meeting.presiding_id)


_TIES: dict[str, Callable[[Look, str], frozenset[Relation]]] = {
    "visit": lambda asked, id_: to_visit(asked.account, visits.fetch_visit(asked.con, id_)),
    "consultation": lambda asked, id_: to_consultation(asked.account, consultations.fetch_consultation(asked.con, id_)),
    "review": lambda asked, id_: to_review(asked.account, reviews.fetch_review(asked.con, id_)),
    "advice": _ties_to_advice,
    "meeting": _ties_to_meeting,
    "member": lambda asked, id_: to_person(asked.account, id_),
}

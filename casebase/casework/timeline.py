"""What happened to a thing, told in Korean."""

import json
from dataclasses import dataclass

from casebase.access.act import ACT_LABELS, Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Look
from casebase.domain.errors import ChangedMeanwhile
from casebase.domain.event import Event
from casebase.domain.finding import STEP_LABELS, Step
from casebase.domain.review import REVIEW_STATUS_LABELS, ReviewStatus
from casebase.domain.ruling import RULING_KIND_LABELS, RulingKind
from casebase.korean.dates import local_time
from casebase.store import accounts, events

# What the office does among itself: an applicant is not told of it.
DELIBERATION = {Act.RECORD_FINDING, Act.PROPOSE_RULING, Act.RETURN_RULING, Act.PROPOSE_CORRECTION}
DELIBERATION |= {Act.PROPOSE_WITHDRAWAL, Act.ASSIGN_REVIEW, Act.ADD_EVIDENCE, Act.ISSUE_RULING}


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of a timeline; `at` is Korean local time."""

    at: str
    who: str
    what: str
    more: str


def timeline(asked: Look, subject_kind: str, subject_id: str, *, deliberation: bool = True) -> tuple[Moment, ...]:
    """Return what happened to one thing, the newest first, with or without the office's own deliberation."""
    names: dict[str, str] = {}
    return tuple(
        _moment(asked, event, names)
        for event in events.list_events_of(asked.con, subject_kind, subject_id)
        if deliberation or Act(event.act) not in DELIBERATION
    )


def overtaken(asked: Look, subject_kind: str, subject_id: str, name: str) -> ChangedMeanwhile:
    """Return the refusal of a write that came too late: it tells who did what last, as far as the asker may know."""
    is_inside = asked.may(Act.SEE_DELIBERATION, ANYTHING)
    last = next(iter(timeline(asked, subject_kind, subject_id, deliberation=is_inside)), None)
    return ChangedMeanwhile(f"{name}: {last.who}, {last.what}" if last else name)


def _moment(asked: Look, event: Event, names: dict[str, str]) -> Moment:
    if event.account_id not in names:
        account = accounts.find_account(asked.con, event.account_id)
        names[event.account_id] = account.name if account else "운영자"
    return Moment(
        at=local_time(event.happened_at),
        who=names[event.account_id],
        what=ACT_LABELS[Act(event.act)],
        more=_more(json.loads(event.detail)),
    )


def _more(detail: dict[str, object]) -> str:
    """Return what of an event's detail a reader wants to know at a glance."""
    told = []
    if kind := detail.get("kind"):
        told.append(RULING_KIND_LABELS[RulingKind(str(kind))])
    if step := detail.get("step"):
        told.append(STEP_LABELS[Step(str(step))])
    if status := detail.get("status"):
        told.append(f"→ {REVIEW_STATUS_LABELS[ReviewStatus(str(status))]}")
    told += [str(detail[key]) for key in ("handler", "document", "reason") if detail.get(key)]
    if files := detail.get("files"):
        told.append(", ".join(str(name) for name in files) if isinstance(files, list) else str(files))
    return " · ".join(told)

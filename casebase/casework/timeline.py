"""What happened to a thing, told in Korean."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Look
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS
from casebase.domain.errors import ChangedMeanwhile
from casebase.domain.event import Event
from casebase.domain.finding import STEP_LABELS, Step
from casebase.domain.opinion import OPINION_KIND_LABELS
from casebase.domain.precedent import PRECEDENT_KIND_LABELS
from casebase.domain.review import REVIEW_STATUS_LABELS
from casebase.domain.ruling import RULING_KIND_LABELS
from casebase.domain.suspension import SUSPENSION_LABELS
from casebase.korean.dates import local_time
from casebase.store import accounts, events

E = TypeVar("E", bound=StrEnum)

# What the office does among itself: an applicant is not told of it.
DELIBERATION = {Act.RECORD_FINDING, Act.PROPOSE_RULING, Act.RETURN_RULING, Act.PROPOSE_CORRECTION}
DELIBERATION |= {Act.PROPOSE_WITHDRAWAL, Act.ASSIGN_REVIEW, Act.ADD_EVIDENCE, Act.ISSUE_RULING}
DELIBERATION |= {Act.SCREEN_CONSULTATION, Act.ADD_NOTE, Act.LINK_SIBLING, Act.LINK_SITE_CHECK, Act.PROPOSE_OPINION}
DELIBERATION |= {Act.SIGN_PAPER, Act.RETURN_OPINION, Act.ISSUE_OPINION, Act.PROPOSE_OPINION_CORRECTION}
DELIBERATION |= {Act.PROPOSE_OPINION_WITHDRAWAL, Act.REMIND_BODY, Act.CANCEL_SUSPENSION}
DELIBERATION |= {Act.NOTIFY_FURTHER}  # it may come before the applicant was told, and names the paper
DELIBERATION |= {Act.PUT_ON_AGENDA, Act.TAKE_OFF_AGENDA, Act.SEND_PAPERS, Act.CARRY_OVER, Act.CLOSE_VOTE}
# A member of the panel is not told of the others before all have answered.
DELIBERATION |= {Act.ASK_ADVICE, Act.OFFER_ADVICE, Act.REVOKE_OFFER, Act.REMIND_ADVISER, Act.WITHDRAW_ADVICE}
DELIBERATION |= {Act.ACCEPT_ADVICE, Act.DECLINE_ADVICE, Act.RECUSE_FROM_ADVICE, Act.ANSWER_ADVICE}


def _by_value(labels: Mapping[E, str]) -> dict[str, str]:
    return {member.value: label for member, label in labels.items()}


# Who sees the deliberation of each kind of thing.
_SEEING = {"consultation": Act.SEE_CONSULTATION_WORK, "advice": Act.SEE_CONSULTATION_WORK}
_STATUSES = {"consultation": _by_value(CONSULTATION_STATUS_LABELS), "review": _by_value(REVIEW_STATUS_LABELS)}
_KINDS = {
    "consultation": _by_value(OPINION_KIND_LABELS) | _by_value(SUSPENSION_LABELS),
    "review": _by_value(RULING_KIND_LABELS),
    "case_import": _by_value(PRECEDENT_KIND_LABELS),
}
_AS_THEY_ARE = ("handler", "adviser", "body", "meeting", "review", "document", "reason")


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
    is_inside = asked.may(_SEEING.get(subject_kind, Act.SEE_DELIBERATION), ANYTHING)
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
        more=_more(event.subject_kind, json.loads(event.detail)),
    )


def _more(subject_kind: str, detail: dict[str, object]) -> str:
    """Return what of an event's detail a reader wants to know at a glance."""
    told = []
    if kind := detail.get("kind"):
        told.append(_KINDS[subject_kind][str(kind)])
    if step := detail.get("step"):
        told.append(STEP_LABELS[Step(str(step))])
    if status := detail.get("status"):
        told.append(f"→ {_STATUSES[subject_kind][str(status)]}")
    told += [str(detail[key]) for key in _AS_THEY_ARE if detail.get(key)]
    if files := detail.get("files"):
        told.append(", ".join(str(name) for name in files) if isinstance(files, list) else str(files))
    return " · ".join(told)

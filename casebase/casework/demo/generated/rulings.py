"""Rulings of a generated office: proposed, issued by the head or, once there is one, by the committee, and told."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from casebase.access.act import Act
from casebase.casework.demo.generated import texts
from casebase.casework.demo.generated.course import instant, paper_of
from casebase.casework.demo.generated.judging import Case, outcome_of
from casebase.casework.demo.generated.meetings import Meetings
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import digest
from casebase.domain.document import DocumentKind
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import DispositionChange, Outcome, Ruling, RulingKind
from casebase.law.dismissal import grounds_on

_DISMISSED, _SENT_BACK, _CORRECTED, _RE_EXAMINED = 0.05, 0.06, 0.02, 0.06
_WAYS = ("전자문서", "전자문서", "우편", "직접 교부")
_FAVOURABLE = frozenset({Outcome.RECOGNISED, Outcome.PARTIAL})


def is_dismissed(case: Case) -> bool:
    """Say whether a review is dismissed without being judged, and keep the ground."""
    chances = case.office.chances
    if case.filed.is_re_examination or not chances.falls(_DISMISSED):
        return False
    case.dismissed_by = chances.one_of(grounds_on(case.filed.filed_on)).code
    return True


def rule(case: Case, meetings: Meetings) -> None:
    """Take a review from the proposal of its ruling to its end, as far as it has come by now."""
    if not _decide(case, meetings, _decision(case), ReviewStatus.FACT_FINDING) or not _told(case):
        return
    chances, course = case.office.chances, case.course
    if chances.falls(_CORRECTED) and not case.dismissed_by:
        first = case.rulings[-1]
        cause = "처분요구서의 번호를 잘못 적어 바로잡음"
        correction = replace(first, kind=RulingKind.CORRECTION, cause=cause, resolution_id=None, document_id=None)
        if not _decide(case, meetings, correction, ReviewStatus.NOTIFIED) or not _told(case):
            return
    told = {"status": ReviewStatus.CLOSED}
    if course.step(course.after(chances.days(2, 20)), case.handler.id, Act.CLOSE_REVIEW, detail=told):
        case.known["status"] = ReviewStatus.CLOSED


def re_examined_on(case: Case) -> date | None:
    """Return the day on which a ruling that did not exempt is asked to be looked at again; None for most."""
    last = case.rulings[-1] if case.rulings else None
    is_open = last is not None and last.outcome in {Outcome.NOT_RECOGNISED, Outcome.PARTIAL}
    reached_on = case.papers[-1].reached_on if case.papers else None
    if not is_open or case.filed.is_re_examination or reached_on is None:
        return None
    if not case.office.chances.falls(_RE_EXAMINED) or case.known["status"] != ReviewStatus.CLOSED:
        return None
    return reached_on + timedelta(days=case.office.chances.days(21, 29))


def _decision(case: Case) -> Ruling:
    """Return the ruling that follows from the handler's answers, or the dismissal, before it is proposed."""
    charges = case.filed.charges
    if case.dismissed_by:
        outcome, changes = (
            Outcome.DISMISSED,
            tuple(DispositionChange(charge_id=charge.id, after=charge.disposition) for charge in charges),
        )
    else:
        outcome, changes = outcome_of(case.review, case.answers)
    return Ruling(
        id="",
        review_id=case.filed.id,
        kind=RulingKind.DECISION,
        outcome=outcome,
        changes=changes,
        reasons=texts.review(case.office.chances, case.topic, outcome in _FAVOURABLE),
        dismissal_ground=case.dismissed_by,
        cause="",
        state=ApprovalState.PROPOSED,
        digest="",
        proposed_by=case.handler.id,
        proposed_at="",
    )


def _decide(case: Case, meetings: Meetings, ruling: Ruling, before: ReviewStatus) -> bool:
    """Propose a ruling and have it decided; say whether it was issued by now."""
    course, chances = case.course, case.office.chances
    if not _proposed(case, ruling, before):
        return False
    if chances.falls(_SENT_BACK):
        reason = "소명에 대한 판단을 보태어 다시 상신할 것"
        told = {"kind": ruling.kind, "reason": reason}
        at = course.step(course.after(chances.days(0, 2)), case.head_id, Act.RETURN_RULING, detail=told)
        if at is None:
            return False
        case.rulings[-1] = _closed(case.rulings[-1], ApprovalState.RETURNED, case.head_id, at, return_reason=reason)
        case.known["status"] = before
        if not _proposed(case, ruling, before):
            return False
    day = course.after(chances.days(1, 5))
    if day >= meetings.committee_from:
        return _resolved(case, meetings)
    at = course.reach(day)
    if at is not None:
        _issued(case, at)
    return at is not None


def _proposed(case: Case, ruling: Ruling, before: ReviewStatus) -> bool:
    course, chances = case.course, case.office.chances
    at = course.reach(course.after(chances.days(1, 6)))
    if at is None:
        return False
    ruling_id = chances.id_at(at)
    told = {"kind": ruling.kind, "outcome": ruling.outcome, "digest": digest(ruling_id.encode())}
    act = Act.PROPOSE_RULING if ruling.kind == RulingKind.DECISION else Act.PROPOSE_CORRECTION
    detail = {"ruling": ruling_id, "before": before, **told}
    course.step(at, case.handler.id, act, result=ruling_id, detail=detail)
    proposal = replace(
        ruling,
        id=ruling_id,
        state=ApprovalState.PROPOSED,
        digest=digest(ruling_id.encode()),
        proposed_at=instant(at),
        decided_by=None,
        decided_at=None,
        version=1,
    )
    case.rulings.append(proposal)
    case.known["status"] = ReviewStatus.PROPOSED
    return True


def _closed(ruling: Ruling, state: ApprovalState, by: str, at: datetime, **known: Any) -> Ruling:
    return replace(ruling, state=state, decided_by=by, decided_at=instant(at), version=2, **known)


def _issued(case: Case, at: datetime) -> None:
    """The head issues what was proposed."""
    proposal = case.rulings[-1]
    number = _keep_paper(case, at)
    told = {"document": number, "kind": proposal.kind}
    case.course.step(at, case.head_id, Act.ISSUE_RULING, result=number, detail=told)
    document_id = case.papers[-1].id
    case.rulings[-1] = _closed(proposal, ApprovalState.ISSUED, case.head_id, at, document_id=document_id)


def _keep_paper(case: Case, at: datetime) -> str:
    """Return the number of the ruling's paper, which takes the place of an earlier one."""
    earlier = [paper.id for paper in case.papers if paper.kind == DocumentKind.RULING]
    replaced = None if case.dismissed_by else case.replaces_id
    paper = paper_of(
        case.office, DocumentKind.RULING, case.subject, at, supersedes_id=earlier[-1] if earlier else replaced
    )
    case.papers.append(paper)
    case.known["status"] = ReviewStatus.ISSUED
    return paper.number


def _resolved(case: Case, meetings: Meetings) -> bool:
    """The committee decides in one of its meetings, on answers of its own."""
    proposal = case.rulings[-1]
    decided = meetings.decide(case, proposal)
    if decided is None:
        case.course.is_cut = True
        return False
    case.course.at = decided.at - timedelta(seconds=1)
    number = _keep_paper(case, decided.at)
    told = {"meeting": decided.meeting, "item": decided.item_id, "stage": "outcome", "document": number}
    case.course.step(decided.at, decided.presiding_id, Act.CLOSE_VOTE, result=number, detail=told)
    case.rulings[-1] = _closed(proposal, ApprovalState.RESOLVED, decided.presiding_id, decided.at)
    issued = replace(
        proposal,
        id=decided.ruling_id,
        outcome=decided.motion.outcome,
        changes=decided.motion.changes,
        reasons=decided.motion.reasons,
        state=ApprovalState.ISSUED,
        decided_by=decided.presiding_id,
        decided_at=instant(decided.at),
        resolution_id=decided.resolution_id,
        document_id=case.papers[-1].id,
        digest=digest(decided.ruling_id.encode()),
        version=1,
    )
    case.rulings.append(issued)
    return True


def _told(case: Case) -> bool:
    """Tell what was ruled, and record when it arrived; say whether that was by now."""
    course, chances = case.course, case.office.chances
    number = case.papers[-1].number
    day = course.after(chances.days(0, 3))
    at = course.step(day, case.handler.id, Act.NOTIFY_RULING, detail={"document": number, "notified_on": day})
    if at is None:
        return False
    case.papers[-1] = replace(case.papers[-1], notified_on=at.date(), notified_how=chances.one_of(_WAYS))
    case.known["status"] = ReviewStatus.NOTIFIED
    day = course.after(chances.days(0, 4))
    at = course.step(
        day, case.handler.id, Act.RECORD_ARRIVAL, writes=False, detail={"document": number, "reached_on": day}
    )
    if at is None:
        return False
    case.papers[-1] = replace(case.papers[-1], reached_on=at.date())
    return True

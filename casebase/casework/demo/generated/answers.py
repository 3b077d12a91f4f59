"""Opinions of a generated office: proposed, now and then sent back, issued, told, corrected or withdrawn."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from casebase.access.act import Act
from casebase.casework.demo.generated.course import instant, paper_of
from casebase.casework.demo.generated.outcomes import outcome_of, text_of
from casebase.casework.demo.generated.way import Way
from casebase.domain.agency import Agency
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import digest
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.document import Document, DocumentKind
from casebase.domain.opinion import (
    WITHOUT_ANSWER,
    FurtherNotice,
    Opinion,
    OpinionKind,
    OpinionOutcome,
    OpinionText,
)
from casebase.domain.suspension import Suspension, SuspensionKind
from casebase.store.opinions import insert_further_notice, insert_opinion
from casebase.store.suspensions import insert_suspension

FOLLOW_UP_DAYS = 60  # from the arrival, as the office has it from the start

_SENT_BACK, _CORRECTED, _WITHDRAWN, _FURTHER = 0.07, 0.02, 0.008, 0.06
_ENDS = {
    OpinionOutcome.RETURNED: ConsultationStatus.RETURNED,
    OpinionOutcome.TRANSFERRED: ConsultationStatus.TRANSFERRED,
}
_WAYS = ("전자문서", "전자문서", "전자문서", "우편", "업무 시스템")


@dataclass(frozen=True, kw_only=True)
class Advised:
    """An opinion that arrived and that a later review may rely on."""

    consultation_id: str
    number: str
    issued_on: date
    agency: Agency


@dataclass(kw_only=True)
class _Round:
    """One paper on its way: what it does, and how far it has come."""

    kind: OpinionKind
    outcome: OpinionOutcome
    text: OpinionText
    cause: str = ""
    before: ConsultationStatus = ConsultationStatus.UNDER_REVIEW
    opinions: list[Opinion]
    document: Document | None = None
    has_arrived: bool = False


def answer(way: Way, propose_on: date) -> Advised | None:
    """Answer a consultation from a day on, and put on record its opinions and papers.

    Returns the opinion in force once it arrived and advises on what was asked.
    """
    outcome = outcome_of(way)
    first = _Round(kind=OpinionKind.ANSWER, outcome=outcome, text=text_of(way, outcome), opinions=[])
    rounds = [first]
    _go(way, first, propose_on, None)
    if first.has_arrived and outcome not in WITHOUT_ANSWER:
        rounds += _afterwards(way, first)
    for each in rounds:
        if each.document is not None:
            way.keep_paper(each.document)
            _tell_further(way, each.document)
        for opinion in each.opinions:
            way.keep(insert_opinion, opinion)
    return _advised(way, rounds[-1])


def _afterwards(way: Way, first: _Round) -> list[_Round]:
    """Return the papers that correct an opinion, or withdraw it and answer anew; none for most."""
    chances = way.office.chances
    if chances.falls(_CORRECTED):
        cause = "관련 법령의 조문 번호를 잘못 적어 바로잡음"
        text = replace(first.text, notes="종전 의견서의 조문 번호를 바로잡는다.")
        corrected = _later(way, OpinionKind.CORRECTION, first.outcome, text, cause)
        _go(way, corrected, way.course.after(chances.days(3, 20)), first)
        return [corrected]
    if chances.falls(_WITHDRAWN):
        return _withdrawn(way, first)
    return []


def _withdrawn(way: Way, first: _Round) -> list[_Round]:
    chances, course = way.office.chances, way.course
    gone = _later(way, OpinionKind.WITHDRAWAL, first.outcome, first.text, "신청인이 제공한 사실관계가 달라 취소함")
    _go(way, gone, course.after(chances.days(5, 30)), first)
    if not gone.has_arrived or first.document is None:
        return [gone]
    told = {"status": ConsultationStatus.UNDER_REVIEW}
    at = course.step(course.after(chances.days(1, 5)), way.handler.id, Act.REOPEN_CONSULTATION, detail=told)
    if at is None:
        return [gone]
    way.known["status"] = ConsultationStatus.UNDER_REVIEW
    _take_out(way, first.document.issued_on, at)
    outcome = outcome_of(way)
    anew = _Round(kind=OpinionKind.ANSWER, outcome=outcome, text=text_of(way, outcome), opinions=[])
    _go(way, anew, course.after(chances.days(4, 15)), None)
    return [gone, anew]


def _take_out(way: Way, issued_on: date, at: datetime) -> None:
    stood = Suspension(
        id=way.new_id(at),
        consultation_id=way.filed.id,
        kind=SuspensionKind.ANSWERED,
        begins_on=issued_on,
        ends_on=at.date(),
        entered_by=way.handler.id,
        entered_at=instant(at),
        ended_by=way.handler.id,
    )
    way.keep(insert_suspension, stood)


def _later(way: Way, kind: OpinionKind, outcome: OpinionOutcome, text: OpinionText, cause: str) -> _Round:
    status = ConsultationStatus(str(way.known["status"]))
    return _Round(kind=kind, outcome=outcome, text=text, cause=cause, before=status, opinions=[])


def _go(way: Way, paper: _Round, propose_on: date, earlier: _Round | None) -> None:
    """Take a paper from its proposal to its arrival, as far as it has come by now."""
    proposed_at = _proposed(way, paper, propose_on)
    if proposed_at is not None and way.office.chances.falls(_SENT_BACK):
        proposed_at = _sent_back(way, paper)
    if proposed_at is None or not _issued(way, paper, earlier):
        return
    if _told(way, paper):
        _arrived(way, paper)


def _proposed(way: Way, paper: _Round, day: date) -> datetime | None:
    at = way.course.reach(day)
    if at is None:
        return None
    opinion_id = way.new_id(at)
    told = {"kind": paper.kind, "outcome": paper.outcome, "digest": digest(opinion_id.encode())}
    act = _PROPOSALS[paper.kind]
    detail = {"opinion": opinion_id, "before": paper.before, **told}
    way.course.step(at, way.handler.id, act, result=opinion_id, detail=detail)
    way.known["status"] = ConsultationStatus.PROPOSED
    opinion = Opinion(
        id=opinion_id,
        consultation_id=way.filed.id,
        kind=paper.kind,
        outcome=paper.outcome,
        text=paper.text,
        cause=paper.cause,
        state=ApprovalState.PROPOSED,
        digest=digest(opinion_id.encode()),
        proposed_by=way.handler.id,
        proposed_at=instant(at),
    )
    paper.opinions.append(opinion)
    return at


_PROPOSALS = {
    OpinionKind.ANSWER: Act.PROPOSE_OPINION,
    OpinionKind.CORRECTION: Act.PROPOSE_OPINION_CORRECTION,
    OpinionKind.WITHDRAWAL: Act.PROPOSE_OPINION_WITHDRAWAL,
}


def _sent_back(way: Way, paper: _Round) -> datetime | None:
    """The head sends it back, and it is proposed anew. Returns that moment; None where either is to come."""
    course, chances = way.course, way.office.chances
    reason = "을설에 대한 검토를 보태어 다시 상신할 것"
    at = course.step(
        course.after(chances.days(0, 2)), way.head_id, Act.RETURN_OPINION, detail={"kind": paper.kind, "reason": reason}
    )
    if at is None:
        return None
    way.known["status"] = paper.before
    paper.opinions[-1] = _decided(way, paper.opinions[-1], ApprovalState.RETURNED, at, return_reason=reason)
    return _proposed(way, paper, course.after(chances.days(1, 4)))


def _decided(way: Way, opinion: Opinion, state: ApprovalState, at: datetime, **known: Any) -> Opinion:
    return replace(opinion, state=state, decided_by=way.head_id, decided_at=instant(at), version=2, **known)


def _issued(way: Way, paper: _Round, earlier: _Round | None) -> bool:
    course, office = way.course, way.office
    at = course.reach(course.after(office.chances.by_weight((0, 1, 2, 4, 6), (15, 30, 30, 17, 8))))
    if at is None:
        return False
    supersedes = earlier.document.id if earlier and earlier.document else None
    document = paper_of(office, DocumentKind.OPINION, (course.kind, course.id), at, supersedes_id=supersedes)
    told = {"document": document.number, "kind": paper.kind}
    course.step(at, way.head_id, Act.ISSUE_OPINION, result=document.number, detail=told)
    paper.document = document
    paper.opinions[-1] = _decided(way, paper.opinions[-1], ApprovalState.ISSUED, at, document_id=document.id)
    if paper.kind == OpinionKind.WITHDRAWAL and earlier and earlier.document:
        earlier.document = replace(earlier.document, withdrawn_on=at.date(), withdrawal_reason=paper.cause)
    way.known |= {"status": ConsultationStatus.ISSUED, "follow_up_due_on": None}
    return True


def _told(way: Way, paper: _Round) -> bool:
    course, chances = way.course, way.office.chances
    is_end = paper.kind != OpinionKind.WITHDRAWAL and paper.outcome in _ENDS
    status = _ENDS[paper.outcome] if is_end else ConsultationStatus.NOTIFIED
    document = paper.document
    if document is None:
        return False
    day = course.after(chances.by_weight((0, 1, 3), (50, 35, 15)))
    told = {"status": status, "document": document.number, "notified_on": day}
    at = course.step(day, way.handler.id, Act.NOTIFY_OPINION, detail=told)
    if at is None:
        return False
    paper.document = replace(document, notified_on=at.date(), notified_how=chances.one_of(_WAYS))
    way.known["status"] = status
    return True


def _arrived(way: Way, paper: _Round) -> None:
    course, document = way.course, paper.document
    is_advice = paper.kind != OpinionKind.WITHDRAWAL and paper.outcome not in WITHOUT_ANSWER
    if document is None:
        return
    day = course.after(way.office.chances.by_weight((0, 1, 2, 5), (40, 30, 20, 10)))
    told = {"document": document.number, "reached_on": day}
    at = course.step(day, way.handler.id, Act.RECORD_OPINION_ARRIVAL, writes=is_advice, detail=told)
    if at is None:
        return
    paper.document = replace(document, reached_on=at.date())
    paper.has_arrived = True
    if is_advice:
        due_on = way.office.days.from_(at.date() + timedelta(days=FOLLOW_UP_DAYS))
        way.known |= {
            "status": ConsultationStatus.FOLLOW_UP,
            "follow_up_due_on": None if way.is_petition else due_on,
        }


def _tell_further(way: Way, document: Document) -> None:
    """Now and then another agency is told as well."""
    office = way.office
    if document.reached_on is None or not office.chances.falls(_FURTHER):
        return
    recipient = office.chances.one_of(office.people.clients).name
    told = {"document": document.number, "recipient": recipient, "notified_on": document.reached_on}
    at = way.course.aside(document.reached_on, way.handler.id, Act.NOTIFY_FURTHER, writes=False, detail=told)
    if at is not None:
        notice = FurtherNotice(
            id=way.new_id(at),
            document_id=document.id,
            recipient=recipient,
            notified_on=at.date(),
            notified_how="전자문서",
        )
        way.keep(insert_further_notice, notice)


def _advised(way: Way, last: _Round) -> Advised | None:
    is_advice = last.has_arrived and last.kind != OpinionKind.WITHDRAWAL and last.outcome not in WITHOUT_ANSWER
    if not is_advice or last.document is None or way.is_petition:
        return None
    return Advised(
        consultation_id=way.filed.id,
        number=last.document.number,
        issued_on=last.document.issued_on,
        agency=way.agency,
    )

"""Advice that a generated office asks of its panel: offered, accepted or declined, answered, sometimes split."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated import texts
from casebase.casework.demo.generated.course import Course, Office, instant, keep, paper_of
from casebase.casework.demo.generated.texts import Topic
from casebase.domain.account import Account
from casebase.domain.advice import AdviceRequest, AdviceStatus, Answer, Assignment, AssignmentStatus, Issue, Stance
from casebase.domain.case import CaseKind
from casebase.domain.document import Document, DocumentKind
from casebase.domain.member import Body
from casebase.law.conflicts import grounds_on
from casebase.store.advice import insert_assignment, insert_request

_DAYS, _LONGEST = 14, 30
_DECLINED, _RECUSED, _SILENT = 0.08, 0.06, 0.03
_STANCES = {Stance.YES: 48, Stance.CONDITIONAL: 20, Stance.NO: 25, Stance.RESERVED: 7}
_DISSENT = 0.17
_PACES = (0.6, 0.8, 1.0, 1.25, 1.7)  # by who is asked


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The case that advice is asked about, and its issues, each with the criterion it is about."""

    kind: str
    id: str
    number: str
    title: str
    field: str
    agency: str
    handler_id: str
    topic: Topic
    issues: tuple[tuple[str, str], ...]


@dataclass(kw_only=True)
class _Way:
    """One request on its way. `majority` is what most answer to each issue."""

    office: Office
    course: Course
    asked: Asked
    request: AdviceRequest
    majority: dict[str, Stance]
    papers: list[Document]


def ask(office: Office, asked: Asked, at: datetime) -> datetime:
    """Ask two or three members after a moment and wait for them. Returns when it is over; ahead of now if it is not."""
    chances = office.chances
    asked_at = _asked_at(office, at)
    if asked_at > office.now:
        return asked_at
    request = _request(office, asked, asked_at)
    told = {"number": request.number, "case": asked.number, "title": asked.title}
    course = Course(office=office, kind="advice", id=request.id, at=asked_at, told=told, version=1)
    course.tell(asked_at, asked.handler_id, Act.ASK_ADVICE, None, {"issues": len(request.issues)})
    stances = {issue.id: chances.by_weight(tuple(_STANCES), tuple(_STANCES.values())) for issue in request.issues}
    way = _Way(office=office, course=course, asked=asked, request=request, majority=stances, papers=[])
    members = chances.some_of(range(len(office.people.panel)), chances.by_weight((2, 3, 1), (55, 35, 10)))
    offered = [_offered(way, office.people.panel[n]) for n in members]
    answers = [_answered(way, each, _PACES[n % len(_PACES)]) for each, n in zip(offered, members, strict=True)]
    ended, answers = _ended(way, answers)
    insert_request(office.bulk, replace(ended, version=course.version))
    for document in way.papers:
        keep(office, document)
    for assignment in answers:
        insert_assignment(office.bulk, assignment)
    return course.at if ended.status != AdviceStatus.ASKED else office.now + timedelta(days=1)


def _asked_at(office: Office, at: datetime) -> datetime:
    return at + timedelta(minutes=office.chances.days(10, 60))


def _request(office: Office, asked: Asked, at: datetime) -> AdviceRequest:
    chances, topic = office.chances, asked.topic
    request_id = chances.id_at(at)
    issues = tuple(
        Issue(id=chances.id_at(at), request_id=request_id, position=n, text=text, criterion=criterion)
        for n, (text, criterion) in enumerate(asked.issues, start=1)
    )
    return AdviceRequest(
        id=request_id,
        number=office.number(at.year, CaseKind.ADVICE.value),
        subject_kind=asked.kind,
        subject_id=asked.id,
        title=asked.title,
        field=asked.field,
        parties=asked.agency,
        question=f"{topic.question}에 관한 의견을 구한다.",
        facts=texts.background(chances, topic),
        issues=issues,
        file_ids=(),
        unasked=(),
        unasked_reason="",
        due_on=office.days.from_(at.date() + timedelta(days=_DAYS)),
        asked_by=asked.handler_id,
        asked_at=instant(at),
        status=AdviceStatus.ASKED,
        is_demo=True,
    )


def _offered(way: _Way, member: Account) -> Assignment:
    course = way.course
    at = course.at + timedelta(minutes=4)
    course.at = at
    course.tell(at, way.asked.handler_id, Act.OFFER_ADVICE, None, {"adviser": member.name})
    course.version += 1
    return Assignment(
        id=way.office.chances.id_at(at),
        request_id=way.request.id,
        account_id=member.id,
        status=AssignmentStatus.OFFERED,
        due_on=way.request.due_on,
        offered_by=way.asked.handler_id,
        offered_at=instant(at),
    )


def _answered(way: _Way, offered: Assignment, pace: float) -> Assignment:
    """Return an assignment as far as it has come: declined, stepped aside from, or answered."""
    office, chances = way.office, way.office.chances
    own = replace(way.course)  # each member goes their own way beside the others
    if chances.falls(_SILENT):
        return offered
    response = chances.by_weight(
        (AssignmentStatus.ACCEPTED, AssignmentStatus.DECLINED, AssignmentStatus.RECUSED),
        (1 - _DECLINED - _RECUSED, _DECLINED, _RECUSED),
    )
    at = own.step(own.after(chances.days(0, 3)), offered.account_id, _RESPONSES[response], writes=False)
    if at is None:
        return offered
    responded = replace(offered, status=response, responded_at=instant(at), version=2)
    if response != AssignmentStatus.ACCEPTED:
        return _refused(way, responded, at)
    took = min(max(1, round(chances.around(7 * pace, 0.45))), _LONGEST)
    day = office.days.from_(at.date() + timedelta(days=took))
    answered_at = own.reach(day)
    if answered_at is None:
        return responded
    paper = paper_of(office, DocumentKind.ADVICE, ("advice", way.request.id), answered_at)
    own.step(
        answered_at,
        offered.account_id,
        Act.ANSWER_ADVICE,
        writes=False,
        result=paper.number,
        detail={"document": paper.number},
    )
    way.papers.append(paper)
    way.course.at = max(way.course.at, own.at)
    return replace(
        responded,
        status=AssignmentStatus.ANSWERED,
        answers=tuple(_answer(way, issue) for issue in way.request.issues),
        summary="쟁점마다 조문의 취지와 사실관계를 살펴 의견을 드린다.",
        answered_at=instant(answered_at),
        document_id=paper.id,
        version=3,
    )


_RESPONSES = {
    AssignmentStatus.ACCEPTED: Act.ACCEPT_ADVICE,
    AssignmentStatus.DECLINED: Act.DECLINE_ADVICE,
    AssignmentStatus.RECUSED: Act.RECUSE_FROM_ADVICE,
}


def _refused(way: _Way, responded: Assignment, at: datetime) -> Assignment:
    if responded.status == AssignmentStatus.DECLINED:
        return replace(responded, reason="다른 업무로 기한 안에 회신하기 어렵다.")
    ground = way.office.chances.one_of(grounds_on(Body.PANEL, at.date()))
    return replace(responded, ground=ground.code, reason="당사자와 이해관계가 있을 수 있어 회피한다.")


def _answer(way: _Way, issue: Issue) -> Answer:
    """Return one member's answer: as most do, or now and then against them."""
    chances, stance = way.office.chances, way.majority[issue.id]
    if chances.falls(_DISSENT):
        stance = Stance.NO if stance in {Stance.YES, Stance.CONDITIONAL} else Stance.YES
    return Answer(issue_id=issue.id, stance=stance, text=texts.advised(chances, way.asked.topic, stance))


def _ended(way: _Way, answers: list[Assignment]) -> tuple[AdviceRequest, list[Assignment]]:
    """Close the request once all who stand have answered; who stays silent is let go, and nobody's answer ends it."""
    course, chances = way.course, way.office.chances
    is_answered = any(each.status == AssignmentStatus.ANSWERED for each in answers)
    waiting = [each for each in answers if each.status in _WAITING]
    let_go = [_let_go(way, each) for each in waiting]
    answers = [let_go[waiting.index(each)] if each in waiting else each for each in answers]
    if is_answered:
        day, act, status, reason = course.after(chances.days(0, 2)), Act.CLOSE_ADVICE, AdviceStatus.CLOSED, ""
    else:
        day = course.after(3)
        act, status, reason = Act.WITHDRAW_ADVICE, AdviceStatus.WITHDRAWN, "회신한 위원이 없어 심사를 그대로 이어 감"
    if course.step(day, way.asked.handler_id, act, detail={"reason": reason}) is None:
        return way.request, answers
    return replace(way.request, status=status, end_reason=reason), answers


_WAITING = frozenset({AssignmentStatus.OFFERED, AssignmentStatus.ACCEPTED})


def _let_go(way: _Way, waiting: Assignment) -> Assignment:
    """Take an assignment back a while after its day; before that it still waits."""
    reason = "회신 기한이 지나 배정을 취소함"
    day = max(way.office.days.from_(waiting.due_on + timedelta(days=7)), way.course.at.date())
    if way.course.step(day, way.asked.handler_id, Act.REVOKE_OFFER, writes=False, detail={"reason": reason}) is None:
        return waiting
    return replace(waiting, status=AssignmentStatus.REVOKED, reason=reason, version=waiting.version + 1)

"""Consultations of a generated office: filed, received, screened, and on to what became of them."""

from collections import deque
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated import answers, follow_ups, waits
from casebase.casework.demo.generated.applications import Begun, draft_of, filed, filed_from_visit
from casebase.casework.demo.generated.course import Course, Office, instant
from casebase.casework.demo.generated.seasons import in_hours
from casebase.casework.demo.generated.texts import a_topic
from casebase.casework.demo.generated.way import Way
from casebase.domain.agency import Agency
from casebase.domain.case import CaseKind
from casebase.domain.consultation import (
    ELIGIBILITY_LABELS,
    Channel,
    ConsultationStatus,
    Eligibility,
    Message,
    ScreeningAnswer,
)
from casebase.law.eligibility import exclusions_on, scope_on
from casebase.store.consultations import insert_consultation
from casebase.store.messages import insert_message
from casebase.store.screenings import insert_answer

_EXCLUDED, _WITHDRAWN, _MESSAGE, _NOTE, _JOINT, _SIBLING = 0.05, 0.03, 0.3, 0.25, 0.04, 0.04
_NET_DAYS, _SPREAD = 18.5, 0.38  # from receipt to opinion without waits, for an auditor of middling pace
_LATEST_RECEIPT = time(17, 30)
_REASONS = {
    Eligibility.ELIGIBLE: "규제 관련 업무로서 제외 대상에 해당하지 않는다.",
    Eligibility.EXCLUDED: "신청 전에 이미 처분이 있었거나 자체 검토를 거치지 않았다.",
}


class Consultations:
    """Makes an office's consultations, in the order they are received."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._begun: deque[Begun] = deque()
        self._lately: deque[tuple[str, str]] = deque(maxlen=60)  # ids and fields
        self.advised: deque[answers.Advised] = deque(maxlen=400)

    def open_draft(self, begun: Begun) -> None:
        """Take a draft that a visit opened: it is filed with the next consultation received after its day."""
        self._begun.append(begun)

    def receive(self, day: date) -> Way:
        """Put on record a consultation received on a day, with all that has become of it by now."""
        begun = self._begun.popleft() if self._begun and self._begun[0].file_on <= day else None
        way = self._filed(day, begun)
        if begun is not None and way.course.at > self._office.now:
            self._begun.appendleft(begun)
        elif way.course.at <= self._office.now:
            self._go(way, day)
            written = replace(way.filed, **way.known, version=way.course.version)
            insert_consultation(self._office.bulk, written, way.agency.name)
            for put in way.rows:
                put(self._office.bulk)
            self._lately.append((written.id, written.application.field))
        return way

    def keep_drafts(self) -> None:
        """Put on record what visits opened and nobody has filed."""
        for begun in self._begun:
            insert_consultation(self._office.bulk, draft_of(begun))
        self._begun.clear()

    def _filed(self, day: date, begun: Begun | None) -> Way:
        office, chances, people = self._office, self._office.chances, self._office.people
        agency = _agency(office, begun)
        handler = chances.one_of(people.on_duty(day))
        at = _filing_moment(office, day, begun)
        topic = begun.topic if begun else a_topic(chances, agency.name.removesuffix("(시연)"))
        case = filed_from_visit(office, begun, agency, at) if begun else filed(office, topic, agency, handler.id, at)
        told = {"number": "", "title": case.application.title}
        course = Course(office=office, kind="consultation", id=case.id, at=at, told=told, version=2 if begun else 1)
        head_id = chances.one_of(people.heads).id
        return Way(
            office=office, course=course, filed=case, topic=topic, agency=agency, handler=handler, head_id=head_id
        )

    def _go(self, way: Way, day: date) -> None:
        is_online = way.filed.channel == Channel.ONLINE
        act = Act.APPLY_FOR_CONSULTATION if is_online else Act.REGISTER_CONSULTATION
        by = way.filed.applicant_id or way.handler.id
        told = {"status": way.filed.status, "agency": way.agency.name}
        way.course.tell(way.course.at, by, act, way.filed.id, told)
        if not _received(way, day) or not _screened(way):
            return
        _talk(way)
        self._link(way)
        plan = waits.planned(way, _net_days(way))
        until = _withdrawal_day(way, plan)
        waits.keep(way, plan, until or plan.propose_on)
        if until is not None:
            _withdraw(way, until)
            return
        if advised := answers.answer(way, plan.propose_on):
            self.advised.append(advised)
        follow_ups.follow_up(way)

    def _link(self, way: Way) -> None:
        """Now and then another auditor owns it as well, or an earlier case is alike."""
        chances = self._office.chances
        if chances.falls(_JOINT):
            other = chances.one_of(self._office.people.on_duty(way.course.at.date()))
            names = f"{way.handler.account.name}, {other.account.name}"
            if other != way.handler and way.course.aside(
                way.course.after(1), way.head_id, Act.ASSIGN_CONSULTATION, detail={"handler": names}
            ):
                way.known["co_handler_ids"] = (other.id,)
        alike = [one for one, field in self._lately if field == way.topic.field]
        if (
            alike
            and chances.falls(_SIBLING)
            and way.course.aside(way.course.after(2), way.handler.id, Act.LINK_SIBLING)
        ):
            way.known["sibling_ids"] = (alike[-1],)


def _agency(office: Office, begun: Begun | None) -> Agency:
    """Return who asks; for what a visit opened, the city or county of the place."""
    people = office.people
    if begun is not None:
        return next(agency for agency in people.clients if agency.name == begun.topic.place)
    chosen: Agency = office.chances.by_weight(people.clients, people.client_weights)
    return chosen


def _filing_moment(office: Office, day: date, begun: Begun | None) -> datetime:
    """Return when what is received on a day was filed: that day or up to a few days before."""
    back = office.days.from_(day - timedelta(days=office.chances.by_weight((0, 1, 2, 5), (40, 30, 20, 10))))
    on = min(max(back, office.days.from_(begun.file_on)) if begun else back, day)
    return in_hours(on, office.chances)


def _received(way: Way, day: date) -> bool:
    office, course = way.office, way.course
    at = course.reach(day)
    if at is None:
        return False
    number = office.number(day.year, CaseKind.CONSULTATION.value)
    course.told = {**course.told, "number": number}
    told = {"status": ConsultationStatus.RECEIVED, "received_on": day}
    course.step(at, way.handler.id, Act.RECEIVE_CONSULTATION, detail=told)
    way.known |= {
        "number": number,
        "status": ConsultationStatus.RECEIVED,
        "received_on": at.date(),
        "received_at": min(time(9 + at.hour, at.minute), _LATEST_RECEIPT),
        "handler_id": way.handler.id,
    }
    return True


def _screened(way: Way) -> bool:
    chances = way.office.chances
    is_excluded = chances.falls(_EXCLUDED)
    eligibility = Eligibility.EXCLUDED if is_excluded else Eligibility.ELIGIBLE
    told = {"status": ConsultationStatus.UNDER_REVIEW, "eligibility": ELIGIBILITY_LABELS[eligibility]}
    at = way.course.step(way.course.after(chances.days(1, 3)), way.handler.id, Act.SCREEN_CONSULTATION, detail=told)
    if at is None:
        return False
    _answer_questions(way, at, is_excluded)
    way.known |= {
        "status": ConsultationStatus.UNDER_REVIEW,
        "eligibility": eligibility,
        "eligibility_reason": _REASONS[eligibility],
        "screened_by": way.handler.id,
    }
    return True


def _answer_questions(way: Way, at: datetime, is_excluded: bool) -> None:
    """One kind of work that the matter is of, and every ground for exclusion, one of which may hold."""
    day, chances = way.course.at.date(), way.office.chances
    exclusions = [ground.code for ground in exclusions_on(day)]
    against = chances.one_of(exclusions) if is_excluded else ""
    asked = [(chances.one_of(scope_on(day)).code, True), *((code, code == against) for code in exclusions)]
    for question, holds in asked:
        answer = ScreeningAnswer(
            id=way.new_id(at),
            consultation_id=way.filed.id,
            question=question,
            holds=holds,
            reason="신청서와 붙임 자료로 확인하였다.",
            account_id=way.handler.id,
            answered_at=instant(at),
        )
        way.keep(insert_answer, answer)


def _net_days(way: Way) -> float:
    """Return how many days it takes without waits."""
    chances = way.office.chances
    if way.known["eligibility"] == Eligibility.EXCLUDED:
        return chances.between(5, 12)
    return chances.around(_NET_DAYS * way.handler.pace * way.topic.hard, _SPREAD)


def _talk(way: Way) -> None:
    """Messages between office and applicant, and notes within."""
    chances, course = way.office.chances, way.course
    if way.filed.applicant_id and chances.falls(_MESSAGE):
        by = chances.one_of((way.filed.applicant_id, way.handler.id))
        _say(way, by, Act.SEND_MESSAGE, f"{way.topic.act} 관련 추가 자료를 확인해 주시기 바랍니다.")
    if chances.falls(_NOTE):
        _say(way, way.handler.id, Act.ADD_NOTE, f"{way.topic.statutes[0]} 해석례와 다른 시도 의견서를 더 찾아볼 것.")
    if chances.falls(_NOTE):
        course.aside(course.after(3), way.head_id, Act.ADD_NOTE, writes=False)


def _say(way: Way, by: str, act: Act, text: str) -> None:
    at = way.course.aside(way.course.after(way.office.chances.days(1, 6)), by, act, writes=False, detail={"files": []})
    if at is not None:
        message = Message(
            id=way.new_id(at),
            consultation_id=way.filed.id,
            is_internal=act == Act.ADD_NOTE,
            text=text,
            account_id=by,
            sent_at=instant(at),
        )
        way.keep(insert_message, message)


def _withdrawal_day(way: Way, plan: waits.Plan) -> date | None:
    """Return the day before its opinion on which an application is withdrawn; None for most."""
    chances = way.office.chances
    if not chances.falls(_WITHDRAWN):
        return None
    day = way.course.after(chances.days(2, 20))
    return day if day < plan.propose_on else None


def _withdraw(way: Way, day: date) -> None:
    told = {"status": ConsultationStatus.WITHDRAWN, "reason": "사업 계획이 바뀌어 신청을 취하함"}
    if way.course.step(day, way.applicant_or_handler, Act.WITHDRAW_CONSULTATION, detail=told):
        way.known["status"] = ConsultationStatus.WITHDRAWN

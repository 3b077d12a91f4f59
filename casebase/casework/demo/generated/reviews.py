"""Exemption reviews of a generated office: filed, heard, judged by one or two people, and ruled on."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated import advice, judging, rulings, texts
from casebase.casework.demo.generated.charges import a_review
from casebase.casework.demo.generated.consultations import Consultations
from casebase.casework.demo.generated.course import Course, Office, keep
from casebase.casework.demo.generated.judging import Case
from casebase.casework.demo.generated.meetings import Meetings
from casebase.casework.demo.generated.people import Handler
from casebase.casework.demo.generated.seasons import in_hours
from casebase.casework.demo.generated.texts import Topic
from casebase.casework.findings import questions_of
from casebase.domain.agency import Agency
from casebase.domain.case import CaseKind
from casebase.domain.finding import Step
from casebase.domain.review import Origin, Review, ReviewStatus
from casebase.korean.dates import official_date
from casebase.law.criteria import criteria_sets_on
from casebase.store.reviews import insert_review
from casebase.store.rulings import insert_ruling

_ORIGINS = {Origin.AGENCY: 45, Origin.PERSON: 35, Origin.EX_OFFICIO: 20}
_WITHDRAWN, _NATIONAL, _RELIES = 0.05, 0.35, 0.18
_OFFERED, _DECLINED, _SECOND, _ADVISED = 0.9, 0.2, 0.4, 0.3
_ACTED_IN = 45  # days between an opinion and the end of an audit of what followed it, at least
_RELIED_ON_SINCE = date(2019, 8, 6)  # since when acting as advised is presumed to be exempt


class Reviews:
    """Makes an office's exemption reviews, in the order they are filed."""

    def __init__(self, office: Office, consultations: Consultations, meetings: Meetings) -> None:
        self._office, self._consultations, self._meetings = office, consultations, meetings

    def file(self, day: date) -> None:
        """Put on record a review filed on a day, with all that has become of it by now."""
        at = in_hours(day, self._office.chances)
        if at > self._office.now:
            return
        case = self._filed(at)
        if not self._go(case):
            return
        again_on = rulings.re_examined_on(case)
        if again_on is not None:
            again = _again(case, again_on)
            if again is not None:
                self._go(again)

    def _filed(self, at: datetime) -> Case:
        office, chances, people = self._office, self._office.chances, self._office.people
        agency: Agency = chances.by_weight(people.clients, people.client_weights)
        topic = texts.a_topic(chances, agency.name.removesuffix("(시연)"))
        origin = chances.by_weight(tuple(_ORIGINS), tuple(_ORIGINS.values()))
        handler = chances.one_of(people.on_duty(at.date()))
        number = office.number(at.year, CaseKind.EXEMPTION.value)
        review = a_review(office, at, number, agency, topic, origin)
        review = self._relying(review, agency, at.date())
        return _case(office, review, topic, agency, handler, at)

    def _relying(self, review: Review, agency: Agency, day: date) -> Review:
        """Now and then the agency acted on an opinion of this office."""
        if day < _RELIED_ON_SINCE or not self._office.chances.falls(_RELIES):
            return review
        latest = day - timedelta(days=_ACTED_IN)
        own = (each for each in self._consultations.advised if each.agency == agency and each.issued_on <= latest)
        chosen = next(own, None)
        if chosen is None:
            return review
        opinion = f"{chosen.number}({official_date(chosen.issued_on)})"
        return replace(review, prior_opinion=opinion, consultation_id=chosen.consultation_id)

    def _go(self, case: Case) -> bool:
        """Go all the way, as far as it was gone by now, and put it on record; say whether it was ruled on."""
        if _received(case):
            _work(case, self._meetings)
        review = replace(case.filed, **case.known, version=case.course.version)
        insert_review(case.office.bulk, review, case.agency.name)
        judging.keep(case)
        for document in case.papers:
            keep(case.office, document)
        for ruling in case.rulings:
            insert_ruling(case.office.bulk, ruling)
        return review.status in {ReviewStatus.NOTIFIED, ReviewStatus.CLOSED}


def _case(office: Office, review: Review, topic: Topic, agency: Agency, handler: Handler, at: datetime) -> Case:
    told = {"number": review.number}
    course = Course(office=office, kind="review", id=review.id, at=at, told=told, version=1)
    head_id = office.chances.one_of(office.people.heads).id
    return Case(
        office=office, course=course, filed=review, topic=topic, agency=agency, handler=handler, head_id=head_id
    )


def _received(case: Case) -> bool:
    """File it, and receive it: online that is a step of its own. Pinned to a set of criteria, it can be judged."""
    course, review, chances = case.course, case.filed, case.office.chances
    is_online, by = review.applicant_id is not None, review.applicant_id or case.handler.id
    acts = _AGAIN if review.is_re_examination else _FIRST
    told = {"title": review.title, "agency": case.agency.name}
    course.tell(course.at, by, acts[is_online], None, told)
    criteria_set = review.criteria_set or _criteria_set(case)
    if is_online:
        detail = {"status": ReviewStatus.RECEIVED, "criteria_set": criteria_set}
        day = course.after(chances.days(1, 5))
        if course.step(day, case.handler.id, Act.RECEIVE_REVIEW, detail=detail) is None:
            return False
    case.known |= {
        "status": ReviewStatus.RECEIVED,
        "handler_id": case.handler.id,
        "received_on": course.at.date(),
        "criteria_set": criteria_set,
    }
    return True


_FIRST = {True: Act.APPLY_FOR_REVIEW, False: Act.REGISTER_REVIEW}
_AGAIN = {True: Act.APPLY_FOR_RE_EXAMINATION, False: Act.REGISTER_RE_EXAMINATION}


def _criteria_set(case: Case) -> str:
    """Return the office's own set, or now and then the Decree's where it is in force."""
    sets = [each.code for each in criteria_sets_on(case.filed.filed_on)]
    return sets[-1] if case.office.chances.falls(_NATIONAL) else sets[0]


def _work(case: Case, meetings: Meetings) -> None:
    course, chances = case.course, case.office.chances
    day = course.after(chances.days(1, 6))
    told = {"status": ReviewStatus.FACT_FINDING}
    if course.step(day, case.handler.id, Act.BEGIN_FACT_FINDING, detail=told) is None:
        return
    case.known["status"] = ReviewStatus.FACT_FINDING
    if not _heard(case):
        return
    if chances.falls(_WITHDRAWN):
        _withdraw(case)
        return
    _ask_panel(case)
    if rulings.is_dismissed(case) or _judged(case):
        rulings.rule(case, meetings)


def _heard(case: Case) -> bool:
    """Offer a hearing and hold it; who declines is recorded as well."""
    course, chances = case.course, case.office.chances
    if not chances.falls(_OFFERED):
        return True
    way = chances.one_of(("문서", "구술"))
    told = {"status": ReviewStatus.FACT_FINDING}
    at = course.step(course.after(chances.days(1, 5)), case.handler.id, Act.OFFER_HEARING, detail=told)
    if at is None:
        return False
    case.known |= {"hearing_offered_on": at.date(), "hearing_way": way}
    at = course.step(course.after(chances.days(5, 14)), case.handler.id, Act.HOLD_HEARING, detail=told)
    if at is None:
        return False
    has_declined = chances.falls(_DECLINED)
    note = "진술하지 않겠다는 뜻을 문서로 밝힘" if has_declined else texts.excuse(chances)
    case.known |= {"hearing_held_on": None if has_declined else at.date(), "hearing_note": note}
    return True


def _withdraw(case: Case) -> None:
    course = case.course
    by = case.filed.applicant_id or case.handler.id
    told = {"status": ReviewStatus.WITHDRAWN, "reason": "처분 수준이 낮아져 신청을 취하함"}
    if course.step(course.after(case.office.chances.days(1, 6)), by, Act.WITHDRAW_APPLICATION, detail=told):
        case.known["status"] = ReviewStatus.WITHDRAWN


def _ask_panel(case: Case) -> None:
    """Now and then the panel is asked about each criterion, while the facts are still being found."""
    if not case.office.chances.falls(_ADVISED):
        return
    review = case.review
    issues = tuple((f"{q.label}을 인정할 수 있는가", q.code) for q in questions_of(review, Step.CRITERION))
    asked = advice.Asked(
        kind="review",
        id=review.id,
        number=review.number,
        title=review.title,
        field=review.field,
        agency=case.agency.name,
        handler_id=case.handler.id,
        topic=case.topic,
        issues=issues,
    )
    case.course.at = advice.ask(case.office, asked, case.course.at)


def _judged(case: Case) -> bool:
    """Let the handler answer every question, and now and then somebody else as well."""
    review, course = case.review, case.course
    course.at = max(course.at, in_hours(course.after(case.office.chances.days(1, 8)), case.office.chances))
    if course.at > case.office.now or not judging.judge(case, review, case.handler, is_second=False):
        return False
    others = [each for each in case.office.people.on_duty(case.course.at.date()) if each != case.handler]
    if others and case.office.chances.falls(_SECOND):
        return judging.judge(case, review, case.office.chances.one_of(others), is_second=True)
    return True


def _again(first: Case, day: date) -> Case | None:
    """Return the re-examination that an agency's head asks for, handled by somebody else; None while it is to come."""
    office, chances = first.office, first.office.chances
    at = in_hours(office.days.from_(day), chances)
    others = [each for each in office.people.on_duty(at.date()) if each != first.handler]
    if at > office.now or not others:
        return None
    number = office.number(at.year, CaseKind.RE_EXAMINATION.value)
    review = a_review(office, at, number, first.agency, first.topic, Origin.AGENCY)
    review = replace(
        review,
        title=first.filed.title,
        audit_name=first.filed.audit_name,
        audit_ended_on=first.filed.audit_ended_on,
        criteria_set=str(first.known["criteria_set"]),
        first_review_id=first.filed.id,
    )
    again = _case(office, review, first.topic, first.agency, chances.one_of(others), at)
    again.replaces_id = first.papers[-1].id
    return again

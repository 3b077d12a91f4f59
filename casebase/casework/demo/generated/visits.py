"""Visits of a generated office: difficulties solved on the spot, promised an answer, or made a formal application."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated import texts
from casebase.casework.demo.generated.applications import Begun
from casebase.casework.demo.generated.consultations import Consultations
from casebase.casework.demo.generated.course import Course, Office, instant, keep, paper_of
from casebase.casework.demo.generated.people import Handler
from casebase.casework.demo.generated.seasons import at_minute
from casebase.domain.business import REGIONS, Business
from casebase.domain.case import CaseKind
from casebase.domain.document import Document, DocumentKind
from casebase.domain.visit import REPLY_WAYS, Matter, Track, Visit, VisitStatus
from casebase.store.visits import insert_visit

_TRACKS = {Track.ON_SITE: 55, Track.LATER: 27, Track.FORMAL: 18}
_COUNTS = {1: 45, 2: 35, 3: 15, 4: 5}
_PROMISED_IN = (7, 14, 14, 14, 21, 30)  # days
_FORGOTTEN, _LATE, _UNSIGNED = 0.02, 0.16, 0.1
_MET = ("대표", "공장장", "총무부장", "생산관리팀장", "점장", "이장")
_WAYS = tuple(REPLY_WAYS)
_SIGNATURE = '{"w":300,"h":120,"path":"M 20 60L 80 20L 140 95L 200 30L 260 70"}'


@dataclass(kw_only=True)
class _Heard:
    """A visit as held, its matters as they stand, and the papers that left."""

    course: Course
    lead: Handler
    business: Business
    matters: list[Matter]
    papers: list[Document]


def visit(office: Office, consultations: Consultations, day: date) -> None:
    """Put on record a visit on a day, with all that has become of its matters by now."""
    chances, people = office.chances, office.people
    lead, *others = chances.some_of(people.on_duty(day), 2)
    business = chances.one_of(people.businesses)
    begins = chances.days(0, 10) * 30  # minutes after nine
    at = _held_at(office, day, begins)
    if at > office.now:
        return
    visit_id = chances.id_at(at)
    number = office.number(day.year, CaseKind.VISIT.value)
    course = Course(office=office, kind="visit", id=visit_id, at=at, told={"number": number}, version=1)
    heard = _Heard(course=course, lead=lead, business=business, matters=[], papers=[])
    for position in range(1, chances.by_weight(tuple(_COUNTS), tuple(_COUNTS.values())) + 1):
        heard.matters.append(_matter(office, consultations, heard, position))
    paper = paper_of(office, DocumentKind.VISIT_RECORD, ("visit", visit_id), at)
    heard.papers.append(paper)
    told = {"document": paper.number, "count_matters": len(heard.matters)}
    course.tell(at, lead.id, Act.FINISH_VISIT, number, told)
    _answer_later(heard)
    is_owed = any(matter.is_open for matter in heard.matters)
    insert_visit(
        office.bulk,
        Visit(
            id=visit_id,
            number=number,
            business_id=business.id,
            visited_on=day,
            begins_at=_clock(begins),
            ends_at=_clock(begins + chances.days(4, 12) * 10),
            place=business.address,
            lead_id=lead.id,
            member_ids=tuple(other.id for other in others),
            met=f"{business.name} {chances.one_of(_MET)}",
            consents_to_record=True,
            status=VisitStatus.FINISHED if is_owed else VisitStatus.CLOSED,
            matters=tuple(heard.matters),
            finished_at=instant(at),
            signature="" if chances.falls(_UNSIGNED) else _SIGNATURE,
            source=texts.SOURCE,
            is_demo=True,
            version=course.version,
        ),
        business.name,
    )
    for document in heard.papers:
        keep(office, document)


def _held_at(office: Office, day: date, begins: int) -> datetime:
    """Return the moment a visit is finished, two hours or so after it began."""
    return at_minute(day, begins + office.chances.days(120, 200), office.chances.days(0, 59))


def _clock(minutes: int) -> str:
    return f"{9 + minutes // 60:02d}:{minutes % 60:02d}"


def _matter(office: Office, consultations: Consultations, heard: _Heard, position: int) -> Matter:
    chances, course = office.chances, heard.course
    topic = texts.a_topic(chances, REGIONS[heard.business.region_code])
    difficulty = texts.difficulty(chances, topic)
    track = chances.by_weight(tuple(_TRACKS), tuple(_TRACKS.values()))
    matter = Matter(
        id=chances.id_at(course.at),
        visit_id=course.id,
        position=position,
        field=topic.field,
        department=topic.department,
        difficulty=difficulty,
        law=topic.statutes[0],
        track=track,
        answer=texts.answer_on_site(chances, topic) if track == Track.ON_SITE else "",
    )
    if track == Track.LATER:
        promised_on = office.days.from_(course.at.date() + timedelta(days=chances.one_of(_PROMISED_IN)))
        return replace(matter, promised_on=promised_on, owner_id=heard.lead.id)
    if track == Track.ON_SITE:
        return matter
    begun = Begun(
        id=chances.id_at(course.at),
        visit_id=course.id,
        matter_id=matter.id,
        opened_by=heard.lead.id,
        opened_at=course.at,
        topic=topic,
        difficulty=difficulty,
        file_on=office.days.after(course.at.date(), chances.days(1, 12)),
    )
    consultations.open_draft(begun)
    return replace(matter, case_id=begun.id)


def _answer_later(heard: _Heard) -> None:
    """Keep the promises in the order of their days, some of them late and a few not at all."""
    chances = heard.course.office.chances
    due = [
        (_answer_day(heard, matter.promised_on), matter) for matter in heard.matters if matter.promised_on is not None
    ]
    for day, matter in sorted(due, key=lambda each: each[0]):
        if not chances.falls(_FORGOTTEN) and not _answered(heard, matter, day):
            return


def _answer_day(heard: _Heard, promised_on: date) -> date:
    chances = heard.course.office.chances
    late = chances.days(1, 40) if chances.falls(_LATE) else -chances.days(0, 9)
    return max(promised_on + timedelta(days=late), heard.course.at.date() + timedelta(days=1))


def _answered(heard: _Heard, matter: Matter, day: date) -> bool:
    course, chances = heard.course, heard.course.office.chances
    at = course.reach(day)
    if at is None:
        return False
    how = chances.one_of(_WAYS)
    paper = paper_of(course.office, DocumentKind.LATER_ANSWER, ("visit", course.id), at)
    heard.papers.append(replace(paper, notified_on=at.date(), notified_how=REPLY_WAYS[how], reached_on=at.date()))
    told = {"matter": matter.position, "document": paper.number}
    course.step(at, heard.lead.id, Act.GIVE_LATER_ANSWER, result=paper.number, detail=told)
    answered = replace(
        matter,
        answer=f"{matter.law}에 관하여 소관 부서와 협의한 결과를 회신한다. 신청 요건을 갖추면 처리할 수 있다.",
        answered_on=at.date(),
        answered_by=heard.lead.id,
        reached_how=how,
        reached_on=at.date(),
    )
    heard.matters[matter.position - 1] = answered
    return True

"""What a review of a generated office is about: what an audit objected to, against whom, with which disposition."""

from datetime import datetime, timedelta

from casebase.casework.demo.generated import texts
from casebase.casework.demo.generated.course import Office
from casebase.casework.demo.generated.texts import Topic
from casebase.domain.agency import Agency
from casebase.domain.case import Disclosure
from casebase.domain.review import Charge, Observation, Origin, Review, ReviewStatus, Subject, SubjectKind

_DISPOSITIONS = {"주의": 35, "훈계": 20, "경고": 12, "시정": 10, "징계 요구": 8, "통보": 10, "처분 미정": 5}
_AGENCY_DISPOSITIONS = ("기관주의", "기관경고", "개선")
_LOSSES = (None, None, None, 1_200_000, 4_500_000, 12_000_000, 38_000_000, 150_000_000)
_OBSERVATIONS = {1: 72, 2: 22, 3: 6}
_AUDITS = ("종합감사", "특정감사", "재무감사", "복무감사")
_ONLINE, _AGENCY_TOO = 0.6, 0.15
_SURNAMES = "김이박최정강조윤"


def a_review(office: Office, at: datetime, number: str, agency: Agency, topic: Topic, origin: Origin) -> Review:
    """Return a review as it is filed, before it is received."""
    chances, review_id = office.chances, office.chances.id_at(at)
    observations = tuple(
        _observation(office, at, review_id, topic, position)
        for position in range(1, chances.by_weight(tuple(_OBSERVATIONS), tuple(_OBSERVATIONS.values())) + 1)
    )
    subjects = _subjects(office, at, review_id, agency, topic)
    is_online = origin != Origin.EX_OFFICIO and chances.falls(_ONLINE)
    applicant = chances.one_of(office.people.applicants[agency.id]) if is_online else None
    names = {Origin.AGENCY: f"{agency.name}장", Origin.PERSON: subjects[0].name, Origin.EX_OFFICIO: ""}
    return Review(
        id=review_id,
        number=number,
        origin=origin,
        title=f"{topic.place} {topic.thing} {topic.act} 처리",
        field=topic.field,
        agency_id=agency.id,
        audit_name=f"{at.year}년 {agency.name} {chances.one_of(_AUDITS)}",
        audit_ended_on=at.date() - timedelta(days=chances.days(5, 40)),
        filed_on=at.date(),
        applicant_id=applicant.id if applicant else None,
        applicant_name=names[origin],
        request=f"{topic.act}에 관한 지적에 대하여 면책을 구한다.",
        circumstances=texts.background(chances, topic),
        argument=texts.excuse(chances),
        criteria_set="",
        status=ReviewStatus.APPLIED,
        handler_id=None,
        disclosure=Disclosure.PARTIAL,
        disclosure_clauses=("5", "6"),
        observations=observations,
        subjects=subjects,
        charges=_charges(office, at, review_id, observations, subjects),
        source=texts.SOURCE,
        is_demo=True,
    )


def _observation(office: Office, at: datetime, review_id: str, topic: Topic, position: int) -> Observation:
    return Observation(
        id=office.chances.id_at(at),
        review_id=review_id,
        position=position,
        title=f"{topic.thing} {topic.act} 처리 부적정",
        text=texts.allegation(office.chances, topic),
        loss_won=office.chances.one_of(_LOSSES),
    )


def _subjects(office: Office, at: datetime, review_id: str, agency: Agency, topic: Topic) -> tuple[Subject, ...]:
    """A person, and now and then the agency itself."""
    chances = office.chances
    told = [(SubjectKind.PERSON, f"{chances.one_of(_SURNAMES)}○○", f"{topic.department} 주무관")]
    if chances.falls(_AGENCY_TOO):
        told.append((SubjectKind.AGENCY, agency.name, ""))
    return tuple(
        Subject(id=chances.id_at(at), review_id=review_id, position=n, kind=kind, name=name, post=post)
        for n, (kind, name, post) in enumerate(told, start=1)
    )


def _charges(
    office: Office,
    at: datetime,
    review_id: str,
    observations: tuple[Observation, ...],
    subjects: tuple[Subject, ...],
) -> tuple[Charge, ...]:
    """Each observation is held against the person, the first one against the agency as well."""
    chances = office.chances
    held = [(observation, subjects[0]) for observation in observations]
    held += [(observations[0], subject) for subject in subjects[1:]]
    return tuple(
        Charge(
            id=chances.id_at(at),
            review_id=review_id,
            observation_id=observation.id,
            subject_id=subject.id,
            disposition=chances.one_of(_AGENCY_DISPOSITIONS)
            if subject.kind == SubjectKind.AGENCY
            else chances.by_weight(tuple(_DISPOSITIONS), tuple(_DISPOSITIONS.values())),
        )
        for observation, subject in held
    )

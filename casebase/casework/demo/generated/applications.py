"""Applications of a generated office: who asks what, on which form, and by which channel."""

from dataclasses import dataclass
from datetime import date, datetime

from casebase.casework.demo.generated import texts
from casebase.casework.demo.generated.chances import Chances
from casebase.casework.demo.generated.course import Office, instant
from casebase.casework.demo.generated.texts import Topic
from casebase.domain.agency import Agency, AgencyKind
from casebase.domain.consultation import (
    CHECKLIST,
    ApplicantKind,
    Application,
    Channel,
    Consultation,
    ConsultationStatus,
)

_ONLINE = 0.62
_BUSINESS, _RESIDENT = 0.09, 0.03
_EVERY_BOX = tuple(CHECKLIST)
_SURNAMES = "김이박최정강조윤장임"
_POSTS = ("주무관", "팀장", "과장", "담당자")


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A consultation that a matter of a visit opened as a draft, to be filed on a day."""

    id: str
    visit_id: str
    matter_id: str
    opened_by: str
    opened_at: datetime
    topic: Topic
    difficulty: str
    file_on: date


def draft_of(begun: Begun) -> Consultation:
    """Return the draft as the visit left it."""
    topic = begun.topic
    return Consultation(
        id=begun.id,
        number="",
        channel=Channel.VISIT,
        applicant_kind=ApplicantKind.AGENCY,
        agency_id=None,
        department=topic.department,
        applicant_name="",
        application=Application(
            title=texts.title(topic),
            field=topic.field,
            background=begun.difficulty,
            request="",
            law=", ".join(topic.statutes),
            law_as_of=None,
            issues="",
            view_a="",
            view_b="",
            opinion="",
            self_review="",
            checklist=(),
        ),
        status=ConsultationStatus.DRAFTING,
        opened_by=begun.opened_by,
        opened_at=instant(begun.opened_at),
        visit_id=begun.visit_id,
        matter_id=begun.matter_id,
        source=texts.SOURCE,
        is_demo=True,
    )


def filed(office: Office, topic: Topic, agency: Agency, handler_id: str, at: datetime) -> Consultation:
    """Return an application as an agency, a business or a resident filed it, online or on paper."""
    chances, applicants = office.chances, office.people.applicants[agency.id]
    kind = chances.by_weight(tuple(ApplicantKind), (1 - _BUSINESS - _RESIDENT, _BUSINESS, _RESIDENT))
    kind = ApplicantKind.AGENCY if agency.kind == AgencyKind.PUBLIC_BODY else kind
    is_online = kind == ApplicantKind.AGENCY and chances.falls(_ONLINE)
    applicant = chances.one_of(applicants)
    return Consultation(
        id=chances.id_at(at),
        number="",
        channel=Channel.ONLINE if is_online else Channel.PAPER,
        applicant_kind=kind,
        agency_id=agency.id,
        department=topic.department,
        applicant_name=applicant.name if is_online else _name(chances, kind, office),
        application=_application(chances, topic, at.date()),
        status=ConsultationStatus.APPLIED,
        opened_by=applicant.id if is_online else handler_id,
        opened_at=instant(at),
        applicant_id=applicant.id if is_online else None,
        filed_on=at.date(),
        source=texts.SOURCE,
        is_demo=True,
    )


def filed_from_visit(office: Office, begun: Begun, agency: Agency, at: datetime) -> Consultation:
    """Return what a visit opened as the office completed it, for the agency whose act is in question."""
    chances, topic = office.chances, begun.topic
    return Consultation(
        id=begun.id,
        number="",
        channel=Channel.VISIT,
        applicant_kind=ApplicantKind.AGENCY,
        agency_id=agency.id,
        department=topic.department,
        applicant_name=_name(chances, ApplicantKind.AGENCY, office),
        application=_application(chances, topic, at.date(), begun.difficulty),
        status=ConsultationStatus.APPLIED,
        opened_by=begun.opened_by,
        opened_at=instant(begun.opened_at),
        filed_on=at.date(),
        visit_id=begun.visit_id,
        matter_id=begun.matter_id,
        source=texts.SOURCE,
        is_demo=True,
    )


def _application(chances: Chances, topic: Topic, on: date, difficulty: str = "") -> Application:
    view_a, view_b = texts.view_for(chances, topic), texts.view_against(chances, topic)
    return Application(
        title=texts.title(topic),
        field=topic.field,
        background=difficulty or texts.background(chances, topic),
        request=f"{topic.question}에 관한 의견을 구한다.",
        law=", ".join(topic.statutes),
        law_as_of=on,
        issues=f"{topic.statutes[0]}의 적용 범위와 {topic.question}",
        view_a=view_a,
        view_b=view_b,
        opinion=view_a if chances.falls(0.7) else view_b,
        self_review=f"{topic.department}에서 관련 조문과 다른 시군의 사례를 검토하였다.",
        checklist=_EVERY_BOX if chances.falls(0.85) else _EVERY_BOX[:-1],
    )


def _name(chances: Chances, kind: ApplicantKind, office: Office) -> str:
    if kind == ApplicantKind.BUSINESS:
        return chances.one_of(office.people.businesses).name
    surname = chances.one_of(_SURNAMES)
    return f"{surname}○○" if kind == ApplicantKind.RESIDENT else f"{surname}○○ {chances.one_of(_POSTS)}"

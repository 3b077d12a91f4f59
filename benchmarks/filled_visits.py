"""The filled office's visits."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import count

from benchmarks.work import SENTENCES, Happening, Office, instant_of, moment
from casebase.access.act import Act
from casebase.domain.account import Account, Role
from casebase.domain.agency import Agency
from casebase.domain.canonical import digest
from casebase.domain.case import FIELDS, CaseKind, numbered
from casebase.domain.consultation import (
    ApplicantKind,
    Application,
    Channel,
    Consultation,
    ConsultationStatus,
    Eligibility,
)
from casebase.domain.document import Document, DocumentKind
from casebase.domain.visit import Matter, Track, Visit, VisitStatus
from casebase.store.connection import Connection
from casebase.store.consultations import insert_consultation
from casebase.store.documents import insert_document
from casebase.store.ids import new_id
from casebase.store.visits import insert_visit

DAYS_TO_ANSWER = 14
DAYS_TO_FILE = 14  # what a visit opened is filed by then
SIGNATURE = '{"w":300,"h":120,"path":"' + "M 20 60L 80 20L 140 95L 200 30" * 30 + '"}'


def visits_of(con: Connection, office: Office, chance: random.Random) -> Iterator[Happening]:
    """Put a visit on record for each of the office's days, and yield what happened."""
    years = {day.year for day in office.days}
    serials, case_serials = ({year: count(1) for year in years} for _ in range(2))
    for day in office.days:
        visit = _visit(office, chance, day, next(serials[day.year]))
        business = next(b for b in office.businesses if b.id == visit.business_id)
        insert_visit(con, visit, business.name)
        document = _paper(visit)
        insert_document(con, document)
        _open_cases(con, visit, office, case_serials[day.year])
        detail = {"number": visit.number, "document": document.number, "count_matters": len(visit.matters)}
        yield _happening(visit, day, 7, visit.lead_id, Act.FINISH_VISIT, detail)
        for matter in visit.matters:
            if matter.answered_on and matter.owner_id:
                answered = {"number": visit.number, "matter": matter.position}
                yield _happening(visit, matter.answered_on, 8, matter.owner_id, Act.GIVE_LATER_ANSWER, answered)


def _visit(office: Office, chance: random.Random, day: date, serial: int) -> Visit:
    visit_id, (lead, member) = new_id(), chance.sample(office.of(Role.AUDITOR), 2)
    business = chance.choice(office.businesses)
    matters = tuple(_matter(office, chance, visit_id, n, day, lead) for n in range(1, chance.randint(1, 3) + 1))
    is_owed = any(matter.is_open for matter in matters)
    return Visit(
        id=visit_id,
        number=numbered(day.year, CaseKind.VISIT, serial),
        business_id=business.id,
        visited_on=day,
        begins_at="14:00",
        ends_at="15:30",
        place=business.address,
        lead_id=lead.id,
        member_ids=(member.id,),
        met="공장장",
        consents_to_record=True,
        status=VisitStatus.FINISHED if is_owed else VisitStatus.CLOSED,
        matters=matters,
        finished_at=instant_of(moment(day, 7)),
        signature=SIGNATURE,
    )


def _matter(office: Office, chance: random.Random, visit_id: str, n: int, day: date, lead: Account) -> Matter:
    track = chance.choice((Track.ON_SITE, Track.ON_SITE, Track.LATER, Track.FORMAL))
    promised = day + timedelta(days=DAYS_TO_ANSWER) if track == Track.LATER else None
    answered = promised - timedelta(days=chance.randint(0, 9)) if promised else None
    answered = answered if answered and answered < office.today else None
    is_told = track == Track.ON_SITE or answered is not None
    return Matter(
        id=new_id(),
        visit_id=visit_id,
        position=n,
        field=chance.choice(FIELDS),
        department="기업지원과",
        difficulty=" ".join(chance.sample(SENTENCES, 2)),
        law="산업집적법 제13조",
        track=track,
        answer=chance.choice(SENTENCES) if is_told else "",
        promised_on=promised,
        owner_id=lead.id if promised else None,
        answered_on=answered,
        answered_by=lead.id if answered else None,
        reached_how="paper" if answered else "",
        reached_on=answered,
        case_id=new_id() if track == Track.FORMAL else None,
    )


def _open_cases(con: Connection, visit: Visit, office: Office, serials: Iterator[int]) -> None:
    """Open the cases of a visit: drafts while they are fresh, since then filed and closed."""
    for matter in visit.matters:
        if matter.case_id:
            draft, agency = _draft(visit, matter, matter.case_id), office.agencies[0]
            if visit.visited_on > office.today - timedelta(days=DAYS_TO_FILE):
                insert_consultation(con, draft)
            else:
                insert_consultation(con, _closed(draft, visit, agency, next(serials)), agency.name)


def _draft(visit: Visit, matter: Matter, case_id: str) -> Consultation:
    return Consultation(
        id=case_id,
        number="",
        channel=Channel.VISIT,
        applicant_kind=ApplicantKind.AGENCY,
        agency_id=None,
        department=matter.department,
        applicant_name="",
        application=_application(matter),
        status=ConsultationStatus.DRAFTING,
        opened_by=visit.lead_id,
        opened_at=visit.finished_at,
        visit_id=visit.id,
        matter_id=matter.id,
        source=visit.source,
        is_demo=visit.is_demo,
    )


def _closed(draft: Consultation, visit: Visit, agency: Agency, serial: int) -> Consultation:
    return replace(
        draft,
        number=numbered(visit.visited_on.year, CaseKind.CONSULTATION, serial),
        agency_id=agency.id,
        status=ConsultationStatus.CLOSED,
        filed_on=visit.visited_on,
        received_on=visit.visited_on,
        received_at=time(17),
        handler_id=visit.lead_id,
        eligibility=Eligibility.ELIGIBLE,
        screened_by=visit.lead_id,
    )


def _application(matter: Matter) -> Application:
    return Application(
        title=matter.difficulty[:40],
        field=matter.field,
        background=matter.difficulty,
        request="",
        law=matter.law,
        law_as_of=None,
        issues="",
        view_a="",
        view_b="",
        opinion="",
        self_review="",
        checklist=(),
    )


def _paper(visit: Visit) -> Document:
    return Document(
        id=new_id(),
        kind=DocumentKind.VISIT_RECORD,
        number=visit.number.replace("방문", "상담"),
        subject_kind="visit",
        subject_id=visit.id,
        issued_on=visit.visited_on,
        sha256=digest(visit.id.encode()),
        content_sha256=digest(visit.number.encode()),
        size=60_000,
    )


def _happening(
    visit: Visit, day: date, hours: float, account_id: str, act: Act, detail: dict[str, object]
) -> Happening:
    return Happening(
        at=moment(day, hours), account_id=account_id, act=act, kind="visit", subject_id=visit.id, detail=detail
    )

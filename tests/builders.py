"""Things to test with: every builder has working defaults, so that a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from casebase.casework.desk import Desk, instant
from casebase.domain.account import Account, Role, Session
from casebase.domain.agency import Agency, AgencyKind
from casebase.domain.business import Business
from casebase.domain.canonical import digest
from casebase.domain.case import Disclosure
from casebase.domain.finding import Finding, Step
from casebase.domain.review import Charge, Observation, Origin, Review, ReviewStatus, Subject, SubjectKind
from casebase.domain.setting import Setting
from casebase.domain.visit import Matter, Track, Visit, VisitStatus
from casebase.store.accounts import insert_account
from casebase.store.agencies import insert_agency
from casebase.store.businesses import insert_business
from casebase.store.connection import Connection, Store
from casebase.store.events import append_event
from casebase.store.ids import new_id
from casebase.store.reviews import insert_review
from casebase.store.sessions import insert_session
from casebase.store.visits import insert_visit

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # ten in the morning in Korea
TODAY = date(2026, 11, 23)
NO_PASSWORD = "!"  # matches no password

_serial = count(1)


def an_agency(
    con: Connection,
    *,
    name: str = "",
    kind: AgencyKind = AgencyKind.CITY,
    region_code: str = "48120",
) -> Agency:
    """Put an agency on record; without a name it gets one of its own."""
    agency = Agency(id=new_id(), name=name or f"시험시 {next(_serial)}", kind=kind, region_code=region_code)
    insert_agency(con, agency)
    return agency


def an_account(
    con: Connection,
    role: Role = Role.AUDITOR,
    *,
    name: str = "김감사",
    login: str = "",
    agency_id: str | None = None,
    department: str = "",
    begins_on: date = date(2020, 1, 1),
    ends_on: date | None = None,
) -> Account:
    """Put an account on record that nobody can sign in to by password; a desk of theirs comes from `a_desk`."""
    account = Account(
        id=new_id(),
        login=login or f"{role}-{next(_serial)}",
        name=name,
        role=role,
        begins_on=begins_on,
        ends_on=ends_on,
        agency_id=agency_id,
        department=department,
    )
    insert_account(con, account, NO_PASSWORD)
    return account


def a_session(account_id: str) -> Session:
    """A session that is live for the whole of 2026 and 2027."""
    return Session(
        id=digest(new_id().encode()),
        account_id=account_id,
        started_at="2026-01-01T00:00:00.000000Z",
        idle_until="2027-12-31T00:00:00.000000Z",
        expires_at="2027-12-31T00:00:00.000000Z",
    )


def a_desk(store: Store, account: Account, now: datetime = NOW) -> Desk:
    """Sign an account in and return its desk. Each call is a sign-in of its own."""
    session = a_session(account.id)
    with store.transaction() as con:
        insert_session(con, session)
    return Desk(store=store, session_id=session.id, now=now)


def a_charge(charge_id: str = "charge-1", *, disposition: str = "주의") -> Charge:
    """One observation held against one subject, kept in no store."""
    return Charge(
        id=charge_id,
        review_id="review-1",
        observation_id="observation-1",
        subject_id="subject-1",
        disposition=disposition,
    )


def a_finding(step: Step, question: str, holds: bool | None, *, charge_id: str = "charge-1") -> Finding:
    """One answer to one question about a charge, kept in no store."""
    return Finding(
        id=f"finding-{next(_serial)}",
        review_id="review-1",
        charge_id=charge_id,
        step=step,
        question=question,
        holds=holds,
        reason="기록에서 확인했습니다.",
        evidence=(),
        account_id="account-1",
        found_at="2026-11-20T01:00:00.000000Z",
    )


def a_setting(name: str, value: str, begins_on: date, *, basis: str = "시연도 감사 규칙") -> Setting:
    """A value the office sets for itself, kept in no store."""
    return Setting(id=f"setting-{next(_serial)}", name=name, value=value, begins_on=begins_on, basis=basis)


def a_business(
    con: Connection,
    *,
    name: str = "한빛정밀",
    registration_number: str = "1234567891",
    region_code: str = "48120",
) -> Business:
    """Put a factory in 창원시 on record."""
    business = Business(
        id=new_id(),
        name=name,
        registration_number=registration_number,
        industry="C",
        region_code=region_code,
        address="경상남도 창원시 성산구 공단로 1",
    )
    insert_business(con, business)
    return business


def a_matter(track: Track = Track.ON_SITE, **facts: object) -> Matter:
    """A difficulty, ready for `a_visit`, which gives it its visit and place. A promise needs an `owner_id`."""
    told: dict[Track, dict[str, object]] = {
        Track.ON_SITE: {"answer": "신고만 하면 됩니다."},
        Track.LATER: {"promised_on": date(2026, 11, 30)},
        Track.FORMAL: {},
    }
    matter: dict[str, object] = {
        "field": "인허가",
        "department": "기업지원과",
        "difficulty": "공장 증설 승인이 늦어집니다.",
        "law": "산업집적법 제13조",
        **told[track],
        **facts,
    }
    return Matter(id=new_id(), visit_id="", position=1, track=track, **matter)  # type: ignore[arg-type]


def a_visit(
    con: Connection,
    business: Business,
    lead: Account,
    *,
    members: tuple[Account, ...] = (),
    matters: tuple[Matter, ...] = (),
    visited_on: date = date(2026, 11, 20),
    status: VisitStatus = VisitStatus.FINISHED,
    number: str = "",
) -> Visit:
    """Put a finished visit on record; without a number it gets one that no other has."""
    visit_id = new_id()
    visit = Visit(
        id=visit_id,
        number=number or f"{visited_on.year}-방문-{next(_serial):04d}",
        business_id=business.id,
        visited_on=visited_on,
        begins_at="14:00",
        ends_at="15:30",
        place="본사 회의실",
        lead_id=lead.id,
        member_ids=tuple(member.id for member in members),
        met="박대표",
        consents_to_record=True,
        status=status,
        matters=tuple(
            replace(matter, visit_id=visit_id, position=place) for place, matter in enumerate(matters, start=1)
        ),
        finished_at="2026-11-20T06:30:00.000000Z",
    )
    insert_visit(con, visit, business.name)
    return visit


def a_review(
    con: Connection,
    agency: Agency,
    *,
    origin: Origin = Origin.AGENCY,
    applicant: Account | None = None,
    handler: Account | None = None,
    subject: Account | None = None,
    status: ReviewStatus = ReviewStatus.RECEIVED,
    filed_on: date = date(2026, 11, 2),
    field: str = "인허가",
) -> Review:
    """Put a review on record: one observation, held against one person, with 주의 in question."""
    review_id = new_id()
    observation, accused, charge = _one_charge(review_id, subject)
    review = Review(
        id=review_id,
        number=f"{filed_on.year}-면책-{next(_serial):04d}",
        origin=origin,
        title="공장설립 승인 처리 부적정",
        field=field,
        agency_id=agency.id,
        audit_name="2026년 종합감사",
        audit_ended_on=date(2026, 9, 30),
        filed_on=filed_on,
        applicant_id=applicant.id if applicant else None,
        applicant_name=applicant.name if applicant else "기관장",
        request="면책을 인정하여 주시기 바랍니다.",
        circumstances="투자 일정에 맞추어 조건부로 승인하였습니다.",
        argument="사적인 이해관계가 없었습니다.",
        criteria_set="trio",
        status=status,
        handler_id=handler.id if handler else None,
        disclosure=Disclosure.PARTIAL,
        disclosure_clauses=("6",),
        observations=(observation,),
        subjects=(accused,),
        charges=(charge,),
    )
    insert_review(con, review, agency.name)
    return review


def _one_charge(review_id: str, account: Account | None) -> tuple[Observation, Subject, Charge]:
    observation = Observation(
        id=new_id(),
        review_id=review_id,
        position=1,
        title="협의 절차 누락",
        text="관계 부서와 협의하지 않고 승인하였다.",
    )
    subject = Subject(
        id=new_id(),
        review_id=review_id,
        position=1,
        kind=SubjectKind.PERSON,
        name="이주무",
        post="기업지원과 주무관",
        account_id=account.id if account else None,
    )
    charge = Charge(
        id=new_id(), review_id=review_id, observation_id=observation.id, subject_id=subject.id, disposition="주의"
    )
    return observation, subject, charge


def an_event(
    con: Connection, subject_kind: str, subject_id: str, *, act: str = "test", happened_at: datetime = NOW
) -> int:
    """Record that something was done to a thing, as acts do."""
    return append_event(
        con,
        command_id=new_id(),
        happened_at=instant(happened_at),
        account_id="operator",
        act=act,
        subject_kind=subject_kind,
        subject_id=subject_id,
        detail="{}",
        result="",
    )

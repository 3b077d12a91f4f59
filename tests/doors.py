"""Every door to the records: each public look and act of `casework`."""

from casebase.access.act import Act
from casebase.casework import (
    accounts,
    admin,
    businesses,
    counts,
    drafts,
    findings,
    opinion_views,
    review_views,
    reviews,
    ruling_notices,
    rulings,
    today,
    visit_views,
    visits,
)
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.finding import Step
from casebase.domain.listing import ReviewFilter, VisitFilter
from casebase.domain.visit import Matter, Track, Visit
from casebase.store.rulings import list_rulings
from casebase.store.visits import fetch_visit_by_number
from tests.case_builders import Person, a_draft, review_fields, visit_fields
from tests.consultation_doors import CONSULTATION_DOORS
from tests.door import VISIT, Door, Given, draft, found, plain, seen
from tests.insight_doors import INSIGHT_DOORS
from tests.meeting_doors import MEETING_DOORS
from tests.panel_doors import PANEL_DOORS
from tests.precedent_doors import PRECEDENT_DOORS
from tests.review_stages import answers, ruling_fields
from tests.trust_doors import TRUST_DOORS
from tests.world import HOLIDAY, PASSWORD, World

BUSINESS = {"business_name": "새빛정밀", "registration_number": "220-81-62517", "industry": "C", "region_code": "48120"}
AGENCY = {"agency_name": "가람시설공단", "agency_kind": "public_body", "region_code": ""}
ACCOUNT = {"login": "newcomer", "account_name": "새 사람", "role": "auditor", "begins_on": "2026-01-01"}
SETTING = {"value": "가람도 감사위원회", "begins_on": "2026-01-01", "basis": "조례"}
NEW_HOLIDAY = {"holiday_on": "2026-12-31", "holiday_name": "종무일"}
REPLY = {"answer": "됩니다.", "reached_how": "mail", "reached_on": "2026-11-23"}
OFFER = {"hearing_offered_on": "2026-11-22", "hearing_way": "oral"}
HEARING = {"hearing_note": "진술하지 않았다."}
NOTICE = {"notified_on": "2026-11-23", "notified_how": "mail"}


def _visit_of(world: World) -> tuple[Visit, Matter]:
    """Return the visit and the answer promised on it."""
    with world.store.reading() as con:
        visit = fetch_visit_by_number(con, world.visit)
    return visit, next(matter for matter in visit.matters if matter.track == Track.LATER)


def _visit_draft(world: World, person: Person) -> tuple[object, ...]:
    fields = visit_fields(_visit_of(world)[0].business_id, person.id, count_matters="1")
    return (a_draft(person, Form.VISIT, fields),)


def _correction(world: World, person: Person) -> tuple[object, ...]:
    visit, promise = _visit_of(world)
    fields = visit_fields(visit.business_id, str(promise.owner_id), correction_reason="잘못 적음")
    return a_draft(person, Form.VISIT, fields, f"visit:{visit.id}"), visit.version


def _promise(world: World, _: Person) -> tuple[object, ...]:
    return _visit_of(world)[1].id, REPLY


def _answers(world: World, _: Person) -> tuple[object, ...]:
    review = world.review("fact_finding")
    return review.id, review.charges[0].id, Step.CRITERION, answers(review, Step.CRITERION), {}


def _ruling(stage: str, outcome: str, **changes: str) -> Given:
    def given(world: World, _: Person) -> tuple[object, ...]:
        review = world.review(stage)
        return review.id, review.version, ruling_fields(review, outcome, **changes)

    return given


def _proposal(world: World, _: Person) -> tuple[str, str]:
    with world.store.reading() as con:
        ruling = list_rulings(con, world.review("proposed").id)[0]
    return ruling.id, ruling.digest


def _handler(world: World, _: Person) -> tuple[object, ...]:
    review = world.review("received")
    return review.id, review.version, world.people[Role.AUDITOR].id


def _notified_paper(world: World, person: Person) -> tuple[object, ...]:
    return found(f"select number from documents where subject_id = '{world.review('notified').id}'")(world, person)


def _arrival(world: World, _: Person) -> tuple[object, ...]:
    return world.review("notified").id, {"reached_on": "2026-11-23"}


A_BUSINESS = "select id from businesses"
THE_VISIT = "select id from visits"
ITS_PAPER = "select number from documents where kind = 'visit_record'"
ITS_PHOTO = "select id from attachments where role = 'photo'"
A_STATEMENT = "select id from attachments where role = 'statement'"
A_LOGIN = "select login from accounts where name = '처음 담당'"
AN_ACCOUNT = "select id from accounts where name = '처음 담당'"
A_DEPARTMENT = "select id from departments"

OPEN_NO_DOOR = {Act.SEE_PEOPLE_FIGURES}  # figures of people are under protection without it

DOORS = (
    *CONSULTATION_DOORS,
    *PANEL_DOORS,
    *MEETING_DOORS,
    *PRECEDENT_DOORS,
    *INSIGHT_DOORS,
    *TRUST_DOORS,
    Door(Act.SEE_TODAY, today.today_page, plain(())),
    Door(Act.SEE_TODAY, today.mark_seen, plain(1)),
    Door(Act.SEE_TODAY, accounts.me, plain()),
    Door(Act.SEE_TODAY, counts.newest_event, plain()),
    Door(Act.KEEP_DRAFT, drafts.begin_draft, plain(Form.VISIT)),
    Door(Act.SEE_BUSINESS, businesses.find_businesses, plain("한빛")),
    Door(Act.SEE_BUSINESS, businesses.business, found(A_BUSINESS)),
    Door(Act.REGISTER_BUSINESS, businesses.register_business, plain(BUSINESS)),
    Door(Act.CORRECT_BUSINESS, businesses.correct_business, found(A_BUSINESS, 1, BUSINESS)),
    Door(Act.SEE_VISIT, visit_views.visit_list, plain(VisitFilter(), 10, 0)),
    Door(Act.SEE_VISIT, visit_views.count_visits, plain(VisitFilter())),
    Door(Act.SEE_VISIT, visit_views.team, plain()),
    Door(Act.SEE_VISIT, visit_views.visit_page, lambda world, _: (world.visit,), VISIT, VISIT),
    Door(Act.SEE_VISIT, visit_views.visit_by_id, found(THE_VISIT), VISIT, VISIT),
    Door(Act.SEE_VISIT, visit_views.visit_paper, found(ITS_PAPER), VISIT, VISIT),
    Door(Act.SEE_VISIT, visit_views.visit_photo, found(ITS_PHOTO), VISIT, VISIT),
    Door(Act.FINISH_VISIT, visits.finish_visit, _visit_draft),
    Door(Act.CORRECT_VISIT, visits.correct_visit, _correction, VISIT, VISIT),
    Door(Act.GIVE_LATER_ANSWER, visits.give_later_answer, _promise, VISIT, VISIT),
    Door(Act.SEE_REVIEW, review_views.review_list, plain(ReviewFilter(), 10, 0)),
    Door(Act.SEE_REVIEW, review_views.count_reviews, plain(ReviewFilter())),
    Door(Act.SEE_REVIEW, review_views.review_agencies, plain()),
    Door(Act.SEE_REVIEW, review_views.review_page, lambda world, _: (world.reviews["received"],), "received"),
    Door(Act.SEE_REVIEW, review_views.review_document, _notified_paper, "notified"),
    Door(Act.SEE_REVIEW, review_views.review_file, found(A_STATEMENT), "filed"),
    Door(Act.SEE_DELIBERATION, review_views.ruling_preview, lambda *at: _proposal(*at)[:1], "proposed"),
    Door(Act.SEE_DELIBERATION, opinion_views.relied_on, lambda world, _: (world.review("received").id,), "received"),
    Door(Act.SEE_DELIBERATION, review_views.handlers, plain()),
    Door(Act.SEE_DELIBERATION, review_views.applicants, plain()),
    Door(Act.APPLY_FOR_REVIEW, reviews.apply_for_review, draft(Form.REVIEW, review_fields(""))),
    Door(Act.REGISTER_REVIEW, reviews.register_review, draft(Form.REVIEW, review_fields("agency-48890"))),
    Door(Act.RECEIVE_REVIEW, reviews.receive_review, seen("applied", ""), "applied"),
    Door(Act.ASSIGN_REVIEW, reviews.assign_review, _handler, "received"),
    Door(Act.BEGIN_FACT_FINDING, reviews.begin_fact_finding, seen("received"), "received"),
    Door(Act.RECORD_FINDING, findings.record_findings, _answers, "fact_finding"),
    Door(Act.ADD_EVIDENCE, reviews.add_evidence, draft(Form.FINDING, {}, "received", "evidence"), "received"),
    Door(
        Act.ADD_STATEMENT, reviews.add_statement, draft(Form.FINDING, {"statement": "협의함"}, "received"), "received"
    ),
    Door(Act.OFFER_HEARING, reviews.offer_hearing, seen("received", OFFER), "received"),
    Door(Act.HOLD_HEARING, reviews.hold_hearing, seen("fact_finding", HEARING), "fact_finding"),
    Door(Act.PROPOSE_RULING, rulings.propose_ruling, _ruling("fact_finding", "dismissed"), "fact_finding"),
    Door(Act.RETURN_RULING, rulings.return_ruling, lambda *at: (_proposal(*at)[0], "다시 살피세요."), "proposed"),
    Door(Act.ISSUE_RULING, rulings.issue_ruling, _proposal, "proposed"),
    Door(Act.NOTIFY_RULING, ruling_notices.notify_ruling, seen("issued", NOTICE), "issued"),
    Door(Act.RECORD_ARRIVAL, ruling_notices.record_arrival, _arrival, "notified"),
    Door(
        Act.PROPOSE_CORRECTION, rulings.propose_correction, _ruling("notified", "recognised", cause="오기"), "notified"
    ),
    Door(Act.PROPOSE_WITHDRAWAL, rulings.propose_withdrawal, seen("notified", "사실이 달랐다."), "notified"),
    Door(Act.WITHDRAW_APPLICATION, reviews.withdraw_application, seen("received", "취하합니다."), "received"),
    Door(Act.CLOSE_REVIEW, reviews.close_review, seen("arrived"), "arrived"),
    Door(Act.SEE_ADMIN, admin.admin_page, plain()),
    Door(Act.SEE_ADMIN, admin.account_id_of, found(A_LOGIN)),
    Door(Act.ADD_ACCOUNT, accounts.add_account, plain(ACCOUNT, PASSWORD)),
    Door(Act.CHANGE_ACCOUNT, accounts.change_account, found(AN_ACCOUNT, 1, ACCOUNT)),
    Door(Act.SET_PASSWORD, accounts.set_password, found(AN_ACCOUNT, PASSWORD)),
    Door(Act.END_SESSIONS, accounts.end_sessions, found(AN_ACCOUNT)),
    Door(Act.ADD_AGENCY, admin.add_agency, plain(AGENCY)),
    Door(Act.CHANGE_AGENCY, admin.change_agency, plain("agency-48890", 1, AGENCY, True)),
    Door(Act.ADD_DEPARTMENT, admin.add_department, plain("agency-48890", "기업지원과")),
    Door(Act.CHANGE_DEPARTMENT, admin.change_department, found(A_DEPARTMENT, 1, "도시정책과", True)),
    Door(Act.CHANGE_SETTING, admin.change_setting, plain("office.name", SETTING)),
    Door(Act.CHANGE_HOLIDAY, admin.change_holiday, plain(NEW_HOLIDAY, False)),
    Door(Act.CHANGE_HOLIDAY, admin.remove_holiday, plain(HOLIDAY)),
)

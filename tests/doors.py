"""Every door to the records: each public look and act of `casework`, with a thing it can be tried on.

A door's `open` gets everything ready at a person's desk (a draft typed, a version read) and returns the call itself,
so that what is written by the call alone can be told.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import FunctionType

from casebase import casework
from casebase.access.act import Act
from casebase.casework import (
    accounts,
    admin,
    businesses,
    counts,
    drafts,
    findings,
    review_views,
    reviews,
    ruling_notices,
    rulings,
    today,
    visit_views,
    visits,
)
from casebase.casework.desk import Deed, Look
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.finding import Step
from casebase.domain.listing import ReviewFilter, VisitFilter
from casebase.domain.visit import Track
from casebase.store.rulings import list_rulings
from casebase.store.visits import fetch_visit_by_number
from tests.case_builders import (
    Person,
    a_draft,
    attach,
    review_fields,
    visit_fields,
)
from tests.review_stages import (
    answers,
    ruling_fields,
)

PASSWORD = "correct horse"
HOLIDAY = date(2026, 10, 30)
BUSINESS = {"business_name": "새빛정밀", "registration_number": "220-81-62517", "industry": "C", "region_code": "48120"}
AGENCY = {"agency_name": "가람시설공단", "agency_kind": "public_body", "region_code": ""}
ACCOUNT = {"login": "newcomer", "account_name": "새 사람", "role": "auditor", "begins_on": "2026-01-01"}

Call = Callable[[], object]


@dataclass(frozen=True)
class Door:
    """One function of casework and the act it stands for. `thing` is what it is tried on: "visit", a stage, or ""."""

    act: Act
    function: Callable[..., object]
    open: Callable[[World, Person], Call]
    thing: str = ""

    @property
    def name(self) -> str:
        return f"{self.function.__module__.rpartition('.')[2]}.{self.function.__name__}"


def plain(function: Callable[..., object], *arguments: object) -> Callable[[World, Person], Call]:
    """Open a door that needs nothing ready."""
    return lambda _, person: lambda: function(person.desk, *arguments)


def on_review(
    function: Callable[..., object], stage: str, *arguments: object, versioned: bool = True
) -> Callable[[World, Person], Call]:
    """Open a door that takes a review, the version seen, and more."""

    def opened(world: World, person: Person) -> Call:
        review = world.review(stage)
        given = (review.version, *arguments) if versioned else arguments
        return lambda: function(person.desk, review.id, *given)

    return opened


def with_draft(
    function: Callable[..., object], form: Form, fields: dict[str, str], stage: str = "", role: str = ""
) -> Callable[[World, Person], Call]:
    """Open a door that uses up a draft, on a review where a stage is given, with a file where a role is."""

    def opened(world: World, person: Person) -> Call:
        draft_id = a_draft(person, form, fields)
        if role:
            attach(person, draft_id, "새 자료.pdf", b"%PDF-1.7 new", role)
        given = (world.review(stage).id, draft_id) if stage else (draft_id,)
        return lambda: function(person.desk, *given)

    return opened


def _finish(world: World, person: Person) -> Call:
    business_id = _visit_of(world)[1]
    draft_id = a_draft(person, Form.VISIT, visit_fields(business_id, person.id, count_matters="1"))
    return lambda: visits.finish_visit(person.desk, draft_id)


def _correct(world: World, person: Person) -> Call:
    visit_id, business_id, owner_id, _ = _visit_of(world)
    fields = visit_fields(business_id, owner_id, correction_reason="잘못 적음")
    draft_id = a_draft(person, Form.VISIT, fields, f"visit:{visit_id}")
    return lambda: visits.correct_visit(person.desk, draft_id, 1)


def _answer(world: World, person: Person) -> Call:
    fields = {"answer": "됩니다.", "reached_how": "mail", "reached_on": "2026-11-23"}
    return lambda: visits.give_later_answer(person.desk, _visit_of(world)[3], fields)


def _visit_of(world: World) -> tuple[str, str, str, str]:
    """Return the visit's id, its business, who promised an answer, and the promise."""
    with world.store.reading() as con:
        visit = fetch_visit_by_number(con, world.visit)
    promise = next(matter for matter in visit.matters if matter.track == Track.LATER)
    return visit.id, visit.business_id, str(promise.owner_id), promise.id


def _find(world: World, person: Person) -> Call:
    review = world.review("fact_finding")
    fields, charge = answers(review, Step.CRITERION), review.charges[0].id
    return lambda: findings.record_findings(person.desk, review.id, charge, Step.CRITERION, fields, {})


def _propose(world: World, person: Person) -> Call:
    review = world.review("fact_finding")
    fields = ruling_fields(review, "dismissed")
    return lambda: rulings.propose_ruling(person.desk, review.id, review.version, fields)


def _propose_correction(world: World, person: Person) -> Call:
    review = world.review("notified")
    fields = ruling_fields(review, cause="오기를 바로잡는다.")
    return lambda: rulings.propose_correction(person.desk, review.id, review.version, fields)


def _on_proposal(function: Callable[..., object], with_digest: bool) -> Callable[[World, Person], Call]:
    def opened(world: World, person: Person) -> Call:
        with world.store.reading() as con:
            ruling = list_rulings(con, world.review("proposed").id)[0]
        given = (ruling.id, ruling.digest if with_digest else "다시 살피세요.")
        return lambda: function(person.desk, *given)

    return opened


def _preview(world: World, person: Person) -> Call:
    with world.store.reading() as con:
        ruling_id = list_rulings(con, world.review("proposed").id)[0].id
    return lambda: review_views.ruling_preview(person.desk, ruling_id)


def _row(query: str, *values: str) -> Callable[[World], str]:
    def found(world: World) -> str:
        with world.store.reading() as con:
            return str(con.rows(query, values)[0][0])

    return found


def _with(function: Callable[..., object], key: Callable[[World], str], *arguments: object) -> Callable:  # type: ignore[type-arg]
    """Open a door with something looked up in the world."""

    def opened(world: World, person: Person) -> Call:
        given = key(world)
        return lambda: function(person.desk, given, *arguments)

    return opened


def _assign(world: World, person: Person) -> Call:
    review, handler_id = world.review("received"), world.people[Role.AUDITOR].id
    return lambda: reviews.assign_review(person.desk, review.id, review.version, handler_id)


_BUSINESS_ID = _row("select business_id from visits")
_VISIT_ID = _row("select id from visits")
_PHOTO_ID = _row("select id from attachments where role = 'photo'")
_STATEMENT_ID = _row("select id from attachments where role = 'statement'")
_VISIT_PAPER = _row("select number from documents where kind = 'visit_record'")
_NEWCOMER = {**ACCOUNT, "login": "ignored"}


def _account_id(world: World) -> str:
    return _row("select id from accounts where name = '처음 담당'")(world)


def _notified_paper(world: World) -> str:
    return _row("select number from documents where subject_id = ?", world.review("notified").id)(world)


def _department(world: World) -> str:
    return world.department_id


DOORS = (
    Door(Act.SEE_TODAY, today.today_page, plain(today.today_page)),
    Door(Act.SEE_TODAY, accounts.me, plain(accounts.me)),
    Door(Act.SEE_TODAY, counts.newest_event, plain(counts.newest_event)),
    Door(Act.KEEP_DRAFT, drafts.begin_draft, plain(drafts.begin_draft, Form.VISIT)),
    Door(
        Act.CHANGE_OWN_PASSWORD,
        accounts.change_own_password,
        plain(accounts.change_own_password, PASSWORD, "battery staple"),
    ),
    Door(Act.SEE_BUSINESS, businesses.find_businesses, plain(businesses.find_businesses, "한빛")),
    Door(Act.SEE_BUSINESS, businesses.business, _with(businesses.business, _BUSINESS_ID)),
    Door(Act.REGISTER_BUSINESS, businesses.register_business, plain(businesses.register_business, BUSINESS)),
    Door(
        Act.CORRECT_BUSINESS,
        businesses.correct_business,
        _with(businesses.correct_business, _BUSINESS_ID, 1, BUSINESS),
    ),
    Door(Act.SEE_VISIT, visit_views.visit_list, plain(visit_views.visit_list, VisitFilter(), 10, 0)),
    Door(Act.SEE_VISIT, visit_views.count_visits, plain(visit_views.count_visits, VisitFilter())),
    Door(Act.SEE_VISIT, visit_views.team, plain(visit_views.team)),
    Door(Act.SEE_VISIT, visit_views.visit_page, _with(visit_views.visit_page, lambda w: w.visit), "visit"),
    Door(Act.SEE_VISIT, visit_views.visit_by_id, _with(visit_views.visit_by_id, _VISIT_ID), "visit"),
    Door(Act.SEE_VISIT, visit_views.visit_paper, _with(visit_views.visit_paper, _VISIT_PAPER), "visit"),
    Door(Act.SEE_VISIT, visit_views.visit_photo, _with(visit_views.visit_photo, _PHOTO_ID), "visit"),
    Door(Act.FINISH_VISIT, visits.finish_visit, _finish),
    Door(Act.CORRECT_VISIT, visits.correct_visit, _correct, "visit"),
    Door(Act.GIVE_LATER_ANSWER, visits.give_later_answer, _answer, "visit"),
    Door(Act.SEE_REVIEW, review_views.review_list, plain(review_views.review_list, ReviewFilter(), 10, 0)),
    Door(Act.SEE_REVIEW, review_views.count_reviews, plain(review_views.count_reviews, ReviewFilter())),
    Door(Act.SEE_REVIEW, review_views.review_agencies, plain(review_views.review_agencies)),
    Door(
        Act.SEE_REVIEW,
        review_views.review_page,
        _with(review_views.review_page, lambda w: w.reviews["received"]),
        "received",
    ),
    Door(
        Act.SEE_REVIEW, review_views.review_document, _with(review_views.review_document, _notified_paper), "notified"
    ),
    Door(Act.SEE_REVIEW, review_views.review_file, _with(review_views.review_file, _STATEMENT_ID), "filed"),
    Door(Act.SEE_DELIBERATION, review_views.ruling_preview, _preview, "proposed"),
    Door(Act.SEE_DELIBERATION, review_views.handlers, plain(review_views.handlers)),
    Door(Act.SEE_DELIBERATION, review_views.applicants, plain(review_views.applicants)),
    Door(
        Act.APPLY_FOR_REVIEW,
        reviews.apply_for_review,
        with_draft(reviews.apply_for_review, Form.REVIEW, review_fields("")),
    ),
    Door(
        Act.REGISTER_REVIEW,
        reviews.register_review,
        with_draft(reviews.register_review, Form.REVIEW, review_fields("agency-48890")),
    ),
    Door(Act.RECEIVE_REVIEW, reviews.receive_review, on_review(reviews.receive_review, "applied", ""), "applied"),
    Door(Act.ASSIGN_REVIEW, reviews.assign_review, _assign, "received"),
    Door(
        Act.BEGIN_FACT_FINDING,
        reviews.begin_fact_finding,
        on_review(reviews.begin_fact_finding, "received"),
        "received",
    ),
    Door(Act.RECORD_FINDING, findings.record_findings, _find, "fact_finding"),
    Door(
        Act.ADD_EVIDENCE,
        reviews.add_evidence,
        with_draft(reviews.add_evidence, Form.FINDING, {}, "received", "evidence"),
        "received",
    ),
    Door(
        Act.ADD_STATEMENT,
        reviews.add_statement,
        with_draft(reviews.add_statement, Form.FINDING, {"statement": "협의하였습니다."}, "received"),
        "received",
    ),
    Door(
        Act.OFFER_HEARING,
        reviews.offer_hearing,
        on_review(reviews.offer_hearing, "received", {"hearing_offered_on": "2026-11-22", "hearing_way": "oral"}),
        "received",
    ),
    Door(
        Act.HOLD_HEARING,
        reviews.hold_hearing,
        on_review(reviews.hold_hearing, "fact_finding", {"hearing_note": "진술하지 않았다."}),
        "fact_finding",
    ),
    Door(Act.PROPOSE_RULING, rulings.propose_ruling, _propose, "fact_finding"),
    Door(Act.RETURN_RULING, rulings.return_ruling, _on_proposal(rulings.return_ruling, False), "proposed"),
    Door(Act.ISSUE_RULING, rulings.issue_ruling, _on_proposal(rulings.issue_ruling, True), "proposed"),
    Door(
        Act.NOTIFY_RULING,
        ruling_notices.notify_ruling,
        on_review(ruling_notices.notify_ruling, "issued", {"notified_on": "2026-11-23", "notified_how": "mail"}),
        "issued",
    ),
    Door(
        Act.RECORD_ARRIVAL,
        ruling_notices.record_arrival,
        on_review(ruling_notices.record_arrival, "notified", {"reached_on": "2026-11-23"}, versioned=False),
        "notified",
    ),
    Door(Act.PROPOSE_CORRECTION, rulings.propose_correction, _propose_correction, "notified"),
    Door(
        Act.PROPOSE_WITHDRAWAL,
        rulings.propose_withdrawal,
        on_review(rulings.propose_withdrawal, "notified", "사실이 달랐다."),
        "notified",
    ),
    Door(
        Act.WITHDRAW_APPLICATION,
        reviews.withdraw_application,
        on_review(reviews.withdraw_application, "received", "취하합니다."),
        "received",
    ),
    Door(Act.CLOSE_REVIEW, reviews.close_review, on_review(reviews.close_review, "arrived"), "arrived"),
    Door(Act.SEE_ADMIN, admin.admin_page, plain(admin.admin_page)),
    Door(Act.ADD_ACCOUNT, accounts.add_account, plain(accounts.add_account, ACCOUNT, PASSWORD)),
    Door(Act.CHANGE_ACCOUNT, accounts.change_account, _with(accounts.change_account, _account_id, 1, _NEWCOMER)),
    Door(Act.SET_PASSWORD, accounts.set_password, _with(accounts.set_password, _account_id, PASSWORD)),
    Door(Act.END_SESSIONS, accounts.end_sessions, _with(accounts.end_sessions, _account_id)),
    Door(Act.ADD_AGENCY, admin.add_agency, plain(admin.add_agency, AGENCY)),
    Door(Act.CHANGE_AGENCY, admin.change_agency, plain(admin.change_agency, "agency-48890", 1, AGENCY, True)),
    Door(Act.ADD_DEPARTMENT, admin.add_department, plain(admin.add_department, "agency-48890", "기업지원과")),
    Door(
        Act.CHANGE_DEPARTMENT,
        admin.change_department,
        _with(admin.change_department, _department, 1, "도시정책과", True),
    ),
    Door(
        Act.CHANGE_SETTING,
        admin.change_setting,
        plain(
            admin.change_setting,
            "office.name",
            {"value": "가람도 감사위원회", "begins_on": "2026-01-01", "basis": "조례"},
        ),
    ),
    Door(
        Act.CHANGE_HOLIDAY,
        admin.change_holiday,
        plain(admin.change_holiday, {"holiday_on": "2026-12-31", "holiday_name": "종무일"}, False),
    ),
    Door(Act.CHANGE_HOLIDAY, admin.remove_holiday, plain(admin.remove_holiday, HOLIDAY)),
)


def public_doors() -> set[Callable[..., object]]:
    """Return every public function of casework that is a look or an act."""
    found: set[Callable[..., object]] = set()
    for module in pkgutil.walk_packages(casework.__path__, f"{casework.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if not name.startswith("_") and isinstance(value, FunctionType) and _is_door(value):
                found.add(value)
    return found


def _is_door(function: FunctionType) -> bool:
    """A look or an act was written for a Look or a Deed, and is called with a Desk."""
    written = inspect.unwrap(function)
    parameters = list(inspect.signature(written).parameters.values())
    return written is not function and bool(parameters) and parameters[0].annotation in {Look, Deed}

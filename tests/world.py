"""A world to try every door in: one thing at every stage, and a person of each role whom nothing ties to them."""

from dataclasses import dataclass, replace
from datetime import date

from argon2 import PasswordHasher

from casebase.casework import admin, reviews, visits
from casebase.domain.account import Role
from casebase.domain.advice import AdviceRequest
from casebase.domain.draft import Form
from casebase.domain.review import Review
from casebase.store.accounts import update_password
from casebase.store.advice import fetch_request
from casebase.store.connection import Store
from casebase.store.reviews import fetch_review_by_number
from tests.case_builders import Person, a_draft, a_person, a_photo, a_visit_draft, an_agency_of, attach, review_fields
from tests.consultation_acts import Case
from tests.consultation_cases import CASES, people_of
from tests.library import the_library
from tests.meeting_stages import Sitting
from tests.panel_cases import REQUESTS, SITTINGS, a_panel, the_committee
from tests.re_examination_stages import a_refused_review, apply_again, paper_of
from tests.review_stages import (
    a_notified_review,
    a_proposed_review,
    a_registered_review,
    a_review_in_fact_finding,
    an_applied_review,
    an_issued_review,
    arrive,
)
from tests.signing_keys import signing

PASSWORD = "correct horse"
HOLIDAY = date(2026, 10, 30)
A_SESSION = "a session"


@dataclass(frozen=True)
class World:
    """A store with one thing at every stage, none of them anything to the people of `people`."""

    store: Store
    people: dict[Role, Person]
    visit: str  # the numbers of things
    reviews: dict[str, str]
    consultations: dict[str, str]  # their ids: not each has a number
    requests: dict[str, str]  # the ids of requests for advice
    sittings: dict[str, Sitting]
    things: dict[str, str]  # the ids of what is kept for everybody to read

    def moved_to(self, store: Store) -> "World":
        """The same world in a copy of its store."""
        people = {
            role: replace(person, store=store, seat=replace(person.seat, store=store))
            for role, person in self.people.items()
        }
        return replace(self, store=store, people=people)

    def review(self, stage: str) -> Review:
        with self.store.reading() as con:
            return fetch_review_by_number(con, self.reviews[stage])

    def case(self, stage: str) -> Case:
        return Case(self.store, self.consultations[stage])

    def request(self, stage: str) -> AdviceRequest:
        with self.store.reading() as con:
            return fetch_request(con, self.requests[stage])

    def sitting(self, stage: str) -> Sitting:
        sitting = self.sittings[stage]
        return replace(sitting, committee=replace(sitting.committee, store=self.store))

    def account(self, name: str) -> str:
        """Return the id of the one account of a name."""
        with self.store.reading() as con:
            ((account_id,),) = con.rows("select id from accounts where name = ?", [name])
        return str(account_id)


def build_world(store: Store) -> World:
    """Carry things as far as they go, by people who are nobody else in the world."""
    lead, chair = a_person(store, name="처음 담당"), signing(a_person(store, Role.CHAIR))
    applicant = a_person(store, Role.APPLICANT)
    draft_id = a_visit_draft(lead)
    attach(lead, draft_id, "공장.jpg", a_photo(), "photo")
    visit = visits.finish_visit(lead.desk, draft_id)
    evidenced = a_draft(lead, Form.REVIEW, review_fields(an_agency_of(store)))
    attach(lead, evidenced, "결재문서.pdf", b"%PDF-1.7", "evidence")
    attach(lead, evidenced, "의견서.pdf", b"%PDF-1.7 statement", "statement")
    arrived = a_notified_review(lead, chair)
    arrive(lead, arrived.number)
    stages = {
        "applied": an_applied_review(applicant).number,
        "received": a_registered_review(lead).number,
        "filed": reviews.register_review(lead.desk, evidenced),
        "fact_finding": a_review_in_fact_finding(lead).number,
        "proposed": a_proposed_review(lead)[0].number,
        "issued": an_issued_review(lead, chair).number,
        "notified": a_notified_review(lead, chair).number,
        "arrived": arrived.number,
        "contested": _contested(lead, chair, applicant),
    }
    others = people_of(store)
    consultations = {stage: carry(others) for stage, carry in CASES.items()}
    panel, committee = a_panel(lead), the_committee(store)
    requests = {stage: carry_to(panel).id for stage, carry_to in REQUESTS.items()}
    sittings = {stage: carry_on(committee) for stage, carry_on in SITTINGS.items()}
    keeper = a_person(store, Role.ADMIN)
    admin.add_department(keeper.desk, "agency-48120", "도시계획과")
    people = {role: signing(a_person(store, role)) for role in Role}
    admin.change_holiday(keeper.desk, {"holiday_on": HOLIDAY.isoformat(), "holiday_name": "개청 기념일"}, False)
    password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with store.transaction() as con:
        for person in people.values():
            update_password(con, person.id, password_hash)
    return World(
        store=store,
        people=people,
        visit=visit,
        reviews=stages,
        consultations=consultations,
        requests=requests,
        sittings=sittings,
        things=the_library(lead) | {A_SESSION: lead.seat.session_id},
    )


def _contested(handler: Person, approver: Person, applicant: Person) -> str:
    """A ruling that is being looked at again."""
    review = a_refused_review(handler, approver, applicant)
    apply_again(applicant, paper_of(handler.store, review))
    return review.number

"""Legal advice carried as far as a test wants it, by the acts that people do."""

import json

from casebase.casework import advice, advice_answers, members
from casebase.casework.advice_views import advice_form
from casebase.domain.account import Role
from casebase.domain.advice import AdviceRequest, Assignment, Stance
from casebase.domain.consultation import Consultation
from casebase.domain.member import TieKind
from casebase.domain.review import Review
from casebase.store.advice import fetch_assignment, fetch_request, fetch_request_by_number, list_assignments
from casebase.store.connection import Store
from tests.case_builders import Person, a_person
from tests.consultation_stages import a_consultation_under_review

ISSUES = (
    "진입도로가 점용허가를 할 수 있는 공작물인지 여부",
    "점용 기간을 준공 때까지로 정할 수 있는지 여부",
)


def a_case_with_issues(handler: Person, applicant: Person | None = None) -> Consultation:
    """A consultation under review that asks about two issues; of a new agency where no applicant is given."""
    asking = applicant or a_person(handler.store, Role.APPLICANT)
    listed = "\n".join(f"{n}. {issue}" for n, issue in enumerate(ISSUES, start=1))
    return a_consultation_under_review(handler, asking, issues=listed)


def term_fields(person: Person, **changes: str) -> dict[str, str]:
    """An appointment to the panel as typed, for 2026 and 2027."""
    return {
        "body": "panel",
        "account_id": person.id,
        "begins_on": "2026-01-01",
        "ends_on": "2027-12-31",
        "affiliation": "가람법무법인",
        "specialities": json.dumps(["도로·하천·공유수면"]),
        "yearly_limit": "",
        "fee_won": "300,000",
        **changes,
    }


def a_panel_member(store: Store, name: str = "윤변호", **changes: str) -> Person:
    """Somebody appointed to the panel for 2026 and 2027, unless `changes` of the form say otherwise."""
    member, secretary = a_person(store, Role.PANEL, name=name), a_person(store, Role.SECRETARY)
    members.appoint_member(secretary.desk, term_fields(member, **changes))
    return member


def declare_tie(member: Person, **changes: str) -> str:
    """Let a member declare a tie, by default that they work somewhere."""
    fields = {"kind": TieKind.EMPLOYER.value, "begins_on": "2024-01-01"}
    return members.declare_tie(member.desk, member.id, fields | changes)


def request_fields(handler: Person, case: Consultation | Review, **changes: str) -> dict[str, str]:
    """A request that asks about every issue of a case in the case's own words."""
    kind = "review" if isinstance(case, Review) else "consultation"
    fields = {"question": "점용허가를 할 수 있는지 의견을 구합니다.", "facts": "진입도로 20미터가 하천 구역을 지난다."}
    for n, issue in enumerate(advice_form(handler.desk, kind, case.id).issues, start=1):
        fields |= {f"issue_{n}": issue.text, f"criterion_{n}": issue.criterion}
    return fields | changes


def file_ids(*ids: str) -> str:
    """Files to show, as a form keeps them."""
    return json.dumps(ids)


def ask(handler: Person, case: Consultation | Review, **changes: str) -> AdviceRequest:
    """Ask the panel about a case."""
    kind = "review" if isinstance(case, Review) else "consultation"
    number = advice.ask_advice(handler.desk, kind, case.id, request_fields(handler, case, **changes))
    with handler.store.reading() as con:
        return fetch_request_by_number(con, number)


def advice_asked(handler: Person) -> AdviceRequest:
    """Ask the panel about a new case."""
    return ask(handler, a_case_with_issues(handler))


def offer(handler: Person, request: AdviceRequest, member: Person, **fields: str) -> Assignment:
    """Offer a request to a member, as it stands by now."""
    version = request_of(handler.store, request).version
    given = advice.offer_advice(handler.desk, request.id, version, {"account_id": member.id, **fields})
    with handler.store.reading() as con:
        return fetch_assignment(con, given)


def advice_offered(handler: Person, member: Person) -> tuple[AdviceRequest, Assignment]:
    """Ask about a new case and offer the request to a member."""
    request = advice_asked(handler)
    return request, offer(handler, request, member)


def accept(member: Person, assignment: Assignment) -> Assignment:
    """Let a member accept what they were offered, as it stands by now."""
    current = assignment_of(member.store, assignment)
    advice_answers.accept_advice(member.desk, current.id, current.version, {"no_conflict": "yes"})
    return assignment_of(member.store, assignment)


def advice_accepted(handler: Person, member: Person) -> tuple[AdviceRequest, Assignment]:
    """As `advice_offered`, and accepted."""
    request, assignment = advice_offered(handler, member)
    return request, accept(member, assignment)


def answer_fields(request: AdviceRequest, stance: str = Stance.YES.value, **changes: str) -> dict[str, str]:
    """The same answer to every issue."""
    fields = {f"stance_{issue.id}": stance for issue in request.issues}
    fields |= {f"answer_{issue.id}": "판례에 따르면 그렇게 볼 수 있다." for issue in request.issues}
    return fields | {"summary": "위와 같이 답합니다."} | changes


def answer(member: Person, request: AdviceRequest, assignment: Assignment, stance: str = "yes") -> str:
    """Let a member answer every issue alike; return the paper's number."""
    current = assignment_of(member.store, assignment)
    fields = answer_fields(request, stance)
    return advice_answers.answer_advice(member.desk, current.id, current.version, fields)


def advice_answered(handler: Person, member: Person, stance: str = "yes") -> tuple[AdviceRequest, Assignment]:
    """As `advice_accepted`, and answered."""
    request, assignment = advice_accepted(handler, member)
    answer(member, request, assignment, stance)
    return request, assignment_of(handler.store, assignment)


def all_answered(
    handler: Person, *answers: tuple[Person, str], case: Consultation | Review | None = None
) -> AdviceRequest:
    """Ask about a case, a new one unless given, and let each member answer with the stance given beside them.

    Returns the request as it stands.
    """
    request = ask(handler, case) if case else advice_asked(handler)
    for member, stance in answers:
        answer(member, request, accept(member, offer(handler, request, member)), stance)
    return request_of(handler.store, request)


def request_of(store: Store, request: AdviceRequest) -> AdviceRequest:
    """Return a request as it stands in the store."""
    with store.reading() as con:
        return fetch_request(con, request.id)


def assignment_of(store: Store, assignment: Assignment) -> Assignment:
    """Return an assignment as it stands in the store."""
    with store.reading() as con:
        return fetch_assignment(con, assignment.id)


def assignments_on(store: Store, request: AdviceRequest) -> list[Assignment]:
    """Return whom a request was offered to."""
    with store.reading() as con:
        return list_assignments(con, request.id)

"""An office whose committee decides: its people, its panel, and reviews of a published case, their facts found."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casebase.casework import advice, advice_answers, drafts, findings, members, reviews
from casebase.casework.admin import change_setting
from casebase.casework.advice_views import advice_form, advice_page
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.office import Staff, add_masked_agency, open_demo_office
from casebase.casework.desk import Desk, operator_desk
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.draft import Form, TypedField
from casebase.domain.finding import Step
from casebase.domain.member import Body, TieKind
from casebase.domain.review import Review
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending

CASE = published_cases()["EX-011"]
PANEL = ("panel", "panel2", "panel3", "panel4")
TIED = "panel3"  # has the agency of the case for a client
COMMITTEE = ("chair", "committee", "committee2", "committee3", "committee4")
_OPENED = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class CommitteeOffice:
    """The office's people at their desks, beside the server that will serve, or serves, its records."""

    staff: Staff

    def desk(self, login: str) -> Desk:
        return self.staff.desk(login, datetime.now(UTC))

    def a_review(self) -> Review:
        """Register the published case: every question answered in its favour, the person concerned heard."""
        number = _registered(self.staff, self.desk("auditor"))
        review = self._review(number)
        reviews.begin_fact_finding(self.desk("auditor"), review.id, review.version)
        for step in findings.steps_of(self._review(number)):
            answers = _answers(self._review(number), step)
            findings.record_findings(self.desk("auditor"), review.id, review.charges[0].id, step, answers, {})
        heard = {"hearing_offered_on": self.desk("auditor").today.isoformat(), "hearing_way": "paper"}
        reviews.offer_hearing(self.desk("auditor"), review.id, self._review(number).version, heard)
        return self._review(number)

    def an_offer(self, login: str) -> str:
        """Ask for advice on a review of its own and offer it to a member; return the request's number."""
        review = self.a_review()
        fields = {"question": f"{CASE.question}에 관하여 의견을 구한다.", "facts": f"{CASE.facts} {CASE.view_a}"}
        for n, issue in enumerate(advice_form(self.desk("auditor"), "review", review.id).issues, start=1):
            fields |= {f"issue_{n}": issue.text, f"criterion_{n}": issue.criterion}
        number = advice.ask_advice(self.desk("auditor"), "review", review.id, fields)
        request = advice_page(self.desk("auditor"), number).request
        chosen = {"account_id": self.staff.accounts[login]}
        advice.offer_advice(self.desk("auditor"), request.id, request.version, chosen)
        return number

    def an_accepted_request(self, login: str) -> str:
        """As `an_offer`, accepted by the member."""
        number = self.an_offer(login)
        own = advice_page(self.desk(login), number).own
        assert own is not None
        advice_answers.accept_advice(self.desk(login), own.id, own.version, {"no_conflict": "yes"})
        return number

    def _review(self, number: str) -> Review:
        return review_page(self.desk("auditor"), number).review


@contextmanager
def committee_office(home: Path) -> Iterator[CommitteeOffice]:
    """Furnish an empty home, so that it can be served; its records stay open to the test until the end."""
    store = Store(f"sqlite:///{home}/records.db", home)
    apply_pending(store)
    opened_at = datetime.now(UTC) - _OPENED
    staff = open_demo_office(store, opened_at)
    for login in PANEL:
        _appoint(staff, login, Body.PANEL, {"specialities": '["인허가"]'})
    for n, login in enumerate(COMMITTEE):
        _appoint(staff, login, Body.COMMITTEE, {"born_on": f"{1964 + n}-03-02"})
    rule = {"value": "위원회 의결", "begins_on": opened_at.date().isoformat(), "basis": "시연용으로 지어낸 기준"}
    change_setting(operator_desk(store, opened_at), "committee.decides", rule)
    tie = {"kind": TieKind.CLIENT.value, "agency_id": _agency(staff), "begins_on": opened_at.date().isoformat()}
    members.declare_tie(staff.desk(TIED, datetime.now(UTC)), staff.accounts[TIED], tie)
    yield CommitteeOffice(staff=staff)
    store.close()


def _appoint(staff: Staff, login: str, body: Body, facts: dict[str, str]) -> None:
    opened_at = datetime.now(UTC) - _OPENED
    term = {
        "body": body.value,
        "account_id": staff.accounts[login],
        "begins_on": opened_at.date().isoformat(),
        "ends_on": (opened_at + timedelta(days=730)).date().isoformat(),
    }
    members.appoint_member(staff.desk(Role.SECRETARY, opened_at), term | facts)


def _agency(staff: Staff) -> str:
    return add_masked_agency(staff.store, "A구", datetime.now(UTC))


def _registered(staff: Staff, desk: Desk) -> str:
    """Register the case with a disposition that is not minor, so that the committee decides on it."""
    fields = {
        "origin": "ex_officio",
        "title": CASE.question,
        "field": "인허가",
        "agency_id": _agency(staff),
        "audit_name": CASE.agency,
        "filed_on": desk.today.isoformat(),
        "request": f"{CASE.question}에 관하여 면책을 구한다.",
        "circumstances": CASE.facts,
        "argument": CASE.view_b,
        "count_observations": "1",
        "observation_title_1": CASE.question,
        "observation_text_1": CASE.view_a,
        "count_subjects": "1",
        "subject_kind_1": "person",
        "subject_name_1": "업무 담당자",
        "disposition_1_1": "징계 요구",
    }
    draft_id = drafts.begin_draft(desk, Form.REVIEW)
    drafts.keep_fields(desk, draft_id, [TypedField(key=key, value=value, sequence=1) for key, value in fields.items()])
    return reviews.register_review(desk, draft_id)


def _answers(review: Review, step: Step) -> dict[str, str]:
    holds = "no" if step == Step.EXCLUSION else "yes"
    codes = [question.code for question in findings.questions_of(review, step)]
    answers = {f"holds_{code}": holds for code in codes}
    return answers | {f"reason_{code}": CASE.reasons for code in codes}

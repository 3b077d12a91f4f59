"""A review full of words that stand nowhere else, carried through the committee step by step."""

from collections.abc import Callable
from dataclasses import dataclass

from casebase.casework import agenda, meetings, recusals, reviews
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.review import Review
from casebase.store.connection import Store
from casebase.store.documents import fetch_document
from tests.advice_stages import a_panel_member, accept, answer, ask, offer
from tests.case_builders import Person, a_draft, a_person, review_fields
from tests.meeting_stages import (
    AT_SHORT_NOTICE,
    Committee,
    Sitting,
    a_committee,
    a_planned_meeting,
    agreeing,
    close_meeting,
    close_vote,
    open_meeting,
    open_vote,
    put_motion,
    put_on,
    vote,
)
from tests.panel_cases import EXCLUSION
from tests.review_stages import arrive, find_all, notify, offer_hearing, propose, review_of

TITLE = "공장승인표식"

# Of a review before the committee: what the office holds among itself, and what the committee does.
OFFICE = {
    "finding": "결재 문서에서 확인하였다",
    "proposal": "상신이유표식",
    "advice": "판례에 따르면 그렇게 볼 수 있다",
}
COMMITTEE = {
    "place": "회의장소표식",
    "proceedings": "회의경과표식",
    "hearing": "진술요지표식",
    "discussion": "발언요지표식",
    "motion": "의결이유표식",
    "recusal": "회피사유표식",
}


@dataclass
class Decided:
    """A review that an applicant filed about somebody else, on its way through the committee.

    `marks` grow with what has a number by now.
    """

    committee: Committee
    handler: Person
    adviser: Person
    filer: Person
    colleague: Person
    subject: Person
    number: str
    marks: dict[str, str]
    proposal: str = ""  # its id
    sitting: Sitting | None = None

    @property
    def store(self) -> Store:
        return self.committee.store

    @property
    def review(self) -> Review:
        return review_of(self.store, self.number)

    @property
    def item(self) -> Sitting:
        assert self.sitting is not None
        return self.sitting

    @property
    def seat(self) -> Person:
        """A member who takes part, and does not preside."""
        return self.committee.members[1]

    @property
    def barred(self) -> Person:
        """The member who steps aside once the meeting is called."""
        return self.committee.members[2]


def a_case_to_decide(store: Store) -> Decided:
    """File a review, receive it and begin to establish the facts."""
    filer = a_person(store, Role.APPLICANT, name="가람군수")
    subject = a_person(store, Role.APPLICANT, name="이주무")
    handler = a_person(store, name="박감사")
    draft_id = a_draft(filer, Form.REVIEW, review_fields("", title=TITLE, subject_account_1=subject.id))
    filed = review_of(store, reviews.apply_for_review(filer.desk, draft_id))
    reviews.receive_review(handler.desk, filed.id, filed.version, "")
    received = review_of(store, filed.number)
    reviews.begin_fact_finding(handler.desk, received.id, received.version)
    offer_hearing(handler, filed.number)
    return Decided(
        committee=a_committee(store),
        handler=handler,
        adviser=a_panel_member(store),
        filer=filer,
        colleague=a_person(store, Role.APPLICANT, agency_id=filer.account.agency_id, name="조주무"),
        subject=subject,
        number=filed.number,
        marks={"title": TITLE} | OFFICE | COMMITTEE,
    )


# How it goes on, step by step

Step = Callable[[Decided], None]


def carry(case: Decided, *steps: Step) -> None:
    for step in steps:
        step(case)


def _advise(case: Decided) -> None:
    request = ask(case.handler, case.review)
    answer(case.adviser, request, accept(case.adviser, offer(case.handler, request, case.adviser)))
    case.marks["request's number"] = request.number


def _propose(case: Decided) -> None:
    find_all(case.handler, case.review)
    case.proposal = propose(case.handler, case.review, reasons=OFFICE["proposal"])


def _put_on(case: Decided) -> None:
    meeting = a_planned_meeting(case.committee, place=COMMITTEE["place"])
    case.sitting = Sitting(case.committee, case.handler, meeting.id, put_on(case.committee, meeting.id, case.proposal))
    case.marks["meeting's number"] = meeting.number


def _call(case: Decided) -> None:
    secretary, meeting = case.committee.secretary, case.item.meeting
    meetings.call_meeting(secretary.desk, meeting.id, meeting.version, AT_SHORT_NOTICE)
    with case.store.reading() as con:
        case.marks["papers' number"] = fetch_document(con, str(case.item.item.document_id)).number


def _recuse(case: Decided) -> None:
    declared = EXCLUSION | {"reason": COMMITTEE["recusal"]}
    recusals.declare_recusal(case.barred.desk, case.item.item_id, case.item.item.version, declared)


def _open(case: Decided) -> None:
    open_meeting(case.item)


def _hear(case: Decided) -> None:
    secretary, sitting = case.committee.secretary, case.item
    heard = {"hearing": COMMITTEE["hearing"]}
    agenda.hear_person(secretary.desk, sitting.item_id, sitting.item.version, heard)
    said = {"proceedings": COMMITTEE["proceedings"], f"discussion_{sitting.item_id}": COMMITTEE["discussion"]}
    meetings.keep_proceedings(secretary.desk, sitting.meeting_id, sitting.meeting.version, said)


def _open_vote(case: Decided) -> None:
    open_vote(case.item)


def _vote(case: Decided) -> None:
    for person in case.committee.members:
        if person is not case.barred:
            vote(case.item, person, agreeing(case.item))


def _close_vote(case: Decided) -> None:
    close_vote(case.item)


def _put_motion(case: Decided) -> None:
    put_motion(case.item, reasons=COMMITTEE["motion"])


def _resolve(case: Decided) -> None:
    _vote(case)
    case.marks["ruling's number"] = close_vote(case.item)


def _close_meeting(case: Decided) -> None:
    case.marks["minutes' number"] = close_meeting(case.item)


def _notify(case: Decided) -> None:
    notify(case.handler, case.number)


def _arrive(case: Decided) -> None:
    arrive(case.handler, case.number)


BEFORE_PROPOSAL: tuple[Step, ...] = (_advise,)
UNTIL_OPEN: tuple[Step, ...] = (_propose, _put_on, _call, _recuse, _open, _hear)
UNTIL_VOTE: tuple[Step, ...] = (*UNTIL_OPEN, _open_vote)
UNTIL_MOTION: tuple[Step, ...] = (*UNTIL_VOTE, _vote, _close_vote, _put_motion)
UNTIL_NOTICE: tuple[Step, ...] = (*UNTIL_MOTION, _resolve, _close_meeting)
AFTER: tuple[Step, ...] = (_notify, _arrive)

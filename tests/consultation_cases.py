"""A consultation in every state, carried there by the acts that people do, with everything in it that acts address.

From its receipt on each has a supplement, an inquiry and a hearing behind it; from its paper on, a further notice that
has not arrived.
"""

from collections.abc import Callable, Mapping

from casebase.casework import (
    consultations,
    follow_ups,
    inquiries,
    opinion_notices,
    opinions,
    supplements,
    suspensions,
)
from casebase.domain.account import Role
from casebase.domain.suspension import ASKED_KINDS, SuspensionKind
from casebase.store.connection import Store
from casebase.store.consultations import list_consultations_of_visit
from casebase.store.visits import fetch_visit_by_number
from tests.case_builders import Person, a_finished_visit, a_person
from tests.clock_stages import a_step
from tests.consultation_acts import (
    ACCEPTED,
    CORRECTION,
    FURTHER,
    HEARING,
    QUESTION,
    RECEIPT,
    SCREENED,
    SUPPLEMENT,
    WITHDRAWAL,
    Case,
)
from tests.consultation_stages import (
    an_applied_consultation,
    approve_opinion,
    let_opinion_arrive,
    notify_opinion,
    propose_opinion,
    report_follow_up,
)

People = Mapping[str, Person]


def people_of(store: Store) -> dict[str, Person]:
    """Everybody who may have to do with a consultation, by what they are to those of `CASES`."""
    filer = a_person(store, Role.APPLICANT, name="이주무")
    own = filer.account.agency_id
    return {
        "handler": a_person(store, name="박감사"),
        "co-handler": a_person(store, name="최감사"),
        "other auditor": a_person(store, name="정감사"),
        "head": a_person(store, Role.HEAD),
        "head who handles": a_person(store, Role.HEAD, name="한감사관"),
        "chair": a_person(store, Role.CHAIR),
        "committee": a_person(store, Role.COMMITTEE),
        "secretary": a_person(store, Role.SECRETARY),
        "panel": a_person(store, Role.PANEL),
        "filer": filer,
        "colleague": a_person(store, Role.APPLICANT, agency_id=own, name="조주무"),
        "of another agency": a_person(store, Role.APPLICANT),
        "of the body asked": a_person(store, Role.APPLICANT),
        "resident": a_person(store, Role.APPLICANT, agency_id=None, name="윤주민"),
        "admin": a_person(store, Role.ADMIN),
        "signed out": a_person(store),
    }


def _drafting(people: People) -> str:
    number = a_finished_visit(people["handler"])
    with people["handler"].store.reading() as con:
        return list_consultations_of_visit(con, fetch_visit_by_number(con, number).id)[0].id


def _applied(people: People, filer: str = "filer", **changes: str) -> str:
    filed = an_applied_consultation(people[filer], **changes)
    owners = {"handler_id": people["handler"].id, "co_handler_ids": f'["{people["co-handler"].id}"]'}
    consultations.assign_consultation(people["head"].desk, filed.id, filed.version, owners)
    return filed.id


def _petition(people: People) -> str:
    agency_id = str(people["filer"].account.agency_id)
    return _applied(people, "resident", applicant_kind="resident", agency_id=agency_id, department="")


def _received(people: People, filer: str = "filer") -> str:
    """With a wait of each sort that began and is over."""
    applied = {"filer": _applied, "resident": _petition}[filer](people)
    handler, case = people["handler"].desk, Case(people["handler"].store, applied)
    consultations.receive_consultation(handler, *case.seen, RECEIPT)
    for begin, end in (_SUPPLEMENT, _INQUIRY, _HEARING):
        begin(people, case.id)
        end(people, case.id, filer)
    return case.id


def _ask_supplement(people: People, case_id: str) -> None:
    supplements.ask_supplement(people["handler"].desk, *_seen(people, case_id).seen, SUPPLEMENT)


def _answer_supplement(people: People, case_id: str, filer: str) -> None:
    wait = _seen(people, case_id).wait(SuspensionKind.SUPPLEMENT)
    supplements.answer_supplement(people[filer].desk, *wait, a_step(people[filer], {"answer": "내지 못한 사유서"}))


def _ask_body(people: People, case_id: str) -> None:
    asked = QUESTION | {"agency_id": str(people["of the body asked"].account.agency_id)}
    inquiries.ask_body(people["handler"].desk, *_seen(people, case_id).seen, asked)


def _answer_body(people: People, case_id: str, _: str) -> None:
    wait = _seen(people, case_id).wait(*(ASKED_KINDS - {SuspensionKind.SUPPLEMENT}))
    inquiries.answer_inquiry(people["of the body asked"].desk, *wait, {"answer": "허가 대상이다."})


def _begin_hearing(people: People, case_id: str) -> None:
    suspensions.begin_suspension(people["handler"].desk, *_seen(people, case_id).seen, HEARING)


def _end_hearing(people: People, case_id: str, _: str) -> None:
    wait = _seen(people, case_id).wait(SuspensionKind.HEARING)
    suspensions.end_suspension(people["handler"].desk, *wait, {})


_SUPPLEMENT = (_ask_supplement, _answer_supplement)
_INQUIRY = (_ask_body, _answer_body)
_HEARING = (_begin_hearing, _end_hearing)


def _under_review(people: People, filer: str = "filer") -> str:
    case = _seen(people, _received(people, filer))
    consultations.screen_consultation(people["handler"].desk, *case.seen, SCREENED)
    return case.id


def _waiting(begin: Callable[[People, str], None]) -> Callable[[People], str]:
    def carry(people: People) -> str:
        case_id = _under_review(people)
        begin(people, case_id)
        return case_id

    return carry


def _proposed(people: People, outcome: str = "accepted", filer: str = "filer", **changes: str) -> str:
    case = _seen(people, _under_review(people, filer))
    propose_opinion(people["handler"], case.now, outcome, **changes)
    return case.id


def _issued(people: People, outcome: str = "accepted", filer: str = "filer", **changes: str) -> str:
    case = _seen(people, _proposed(people, outcome, filer, **changes))
    approve_opinion(people["chair"], case.opinion[0])
    opinion_notices.notify_further(people["handler"].desk, case.id, FURTHER)
    return case.id


def _notified(people: People, outcome: str = "accepted", filer: str = "filer", **changes: str) -> str:
    return notify_opinion(people["handler"], _issued(people, outcome, filer, **changes)).id


def _follow_up(people: People, filer: str = "filer") -> str:
    return let_opinion_arrive(people["handler"], _notified(people, filer=filer)).id


def _reported(people: People) -> str:
    case_id = _follow_up(people)
    report_follow_up(people["filer"], case_id)
    return case_id


def _closed(people: People) -> str:
    case = _seen(people, _reported(people))
    follow_ups.judge_follow_up(people["handler"].desk, *case.report, ACCEPTED)
    return case.id


def _correction_proposed(people: People) -> str:
    case = _seen(people, _notified(people))
    opinions.propose_opinion_correction(people["handler"].desk, *case.seen, CORRECTION)
    return case.id


def _withdrawal_issued(people: People) -> str:
    case = _seen(people, _notified(people))
    proposed = opinions.propose_opinion_withdrawal(people["handler"].desk, *case.seen, "사실이 달랐다.")
    approve_opinion(people["chair"], proposed)
    return case.id


def _opinion_withdrawn(people: People) -> str:
    return notify_opinion(people["handler"], _withdrawal_issued(people)).id


def _reopened(people: People) -> str:
    case = _seen(people, _opinion_withdrawn(people))
    opinions.reopen_consultation(people["handler"].desk, *case.seen)
    return case.id


def _withdrawn(people: People) -> str:
    """While its opinion was being approved."""
    case = _seen(people, _proposed(people))
    consultations.withdraw_consultation(people["filer"].desk, *case.seen, WITHDRAWAL)
    return case.id


def _seen(people: People, case_id: str) -> Case:
    return Case(people["handler"].store, case_id)


CASES: dict[str, Callable[[People], str]] = {
    "drafting": _drafting,
    "applied": _applied,
    "received": _received,
    "under review": _under_review,
    "supplement awaited": _waiting(_ask_supplement),
    "answer awaited": _waiting(_ask_body),
    "hearing under way": _waiting(_begin_hearing),
    "proposed": _proposed,
    "issued": _issued,
    "notified": _notified,
    "follow-up": _follow_up,
    "reported": _reported,
    "closed": _closed,
    "correction proposed": _correction_proposed,
    "withdrawal issued": _withdrawal_issued,
    "opinion withdrawn": _opinion_withdrawn,
    "reopened": _reopened,
    "return issued": lambda people: _issued(people, "returned"),
    "returned": lambda people: _notified(people, "returned"),
    "transferred": lambda people: _notified(people, "transferred", conditions="가람도"),
    "withdrawn": _withdrawn,
    "petition applied": _petition,
    "petition under review": lambda people: _under_review(people, "resident"),
    "petition answered": lambda people: _follow_up(people, "resident"),
}

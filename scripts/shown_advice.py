"""The requests for advice that pictures are taken of: the demo's, and beside them the states that it does not reach."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casebase.casework import advice, advice_answers, drafts, members
from casebase.casework.advice_views import advice_form, advice_list, advice_page
from casebase.casework.consultation_views import consultation_page
from casebase.casework.demo.office import Staff, add_masked_agency
from casebase.casework.demo.visits import typed
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.advice import AdviceRequest, Assignment, Stance
from casebase.domain.draft import Form
from casebase.domain.listing import AdviceFilter
from casebase.domain.member import TieKind

_HANDLER = Role.AUDITOR.value
_QUESTION = "(시연) 위 쟁점에 관하여 법령과 판례에 따른 의견을 구한다."
_FACTS = "(시연) 신청기관은 관계 부서와 협의를 마쳤고, 협의 공문과 현장 사진을 함께 보낸다."
_ANSWER = "(시연) 법령의 취지와 같은 종류의 판례에 비추어 그렇게 볼 수 있다."


@dataclass(frozen=True, kw_only=True)
class ShownAdvice:
    """Numbers of requests by what they show, the draft of one, and members' accounts by login."""

    numbers: dict[str, str]
    draft: str  # of a request that leaves an issue of its case out
    advised: str  # number of a review that members advised on
    accounts: dict[str, str]


def shown_advice(staff: Staff, now: datetime, consultations: dict[str, str], reviews: dict[str, str]) -> ShownAdvice:
    """Find what the demo has; ask, decline, answer and end what it lacks, each by the people whose work it is.

    `consultations` and `reviews` are numbers of cases by what they show.
    """
    numbers, advised = _of_demo(staff, now)
    doubtful = _case_id(staff, now, consultations["late"])
    _declare_old_tie(staff, now)
    numbers["proposing"] = _asked(staff, now, "consultation", doubtful)
    declined = _asked(staff, now, "consultation", _case_id(staff, now, consultations["under_review"]))
    _offer(staff, now, declined, "panel")
    _decline(staff, now, declined, "panel")
    partly = _asked(staff, now, "consultation", _case_id(staff, now, consultations["waiting"]))
    _offered_and_accepted(staff, now, partly, "panel", "panel2")
    _answer(staff, now, partly, "panel")
    relying = review_page(staff.desk(_HANDLER, now), reviews["relying"]).review.id
    closed = _asked(staff, now, "review", relying)
    _offered_and_accepted(staff, now, closed, "panel2")
    _answer(staff, now, closed, "panel2")
    request = _request(staff, now, closed)
    advice.close_advice(staff.desk(_HANDLER, now), request.id, request.version, {})
    withdrawn = _asked(staff, now, "consultation", _case_id(staff, now, consultations["supplement"]))
    request = _request(staff, now, withdrawn)
    why = {"end_reason": "(시연) 신청기관이 보완한 자료로 쟁점이 풀렸다."}
    advice.withdraw_advice(staff.desk(_HANDLER, now), request.id, request.version, why)
    numbers |= {"declined": declined, "partly": partly, "closed": closed, "withdrawn": withdrawn}
    numbers["late"] = _late(staff, now, _case_id(staff, now, consultations["received"]))
    return ShownAdvice(
        numbers=numbers,
        draft=_draft(staff, now, review_page(staff.desk(_HANDLER, now), reviews["fact_finding"]).review.id),
        advised=advised,
        accounts=dict(staff.accounts),
    )


def _of_demo(staff: Staff, now: datetime) -> tuple[dict[str, str], str]:
    """Return the demo's own requests by how far each has come, and the number of the review that was advised on."""
    lines = advice_list(staff.desk(_HANDLER, now), AdviceFilter(), 20, 0)
    offered = next(line.number for line in lines if line.case_number.split("-")[1] == "사전")
    accepted = next(line.number for line in lines if line.count_answered == 0 and line.number != offered)
    dissent = next(line for line in lines if line.count_answered > 1)
    return {"offered": offered, "accepted": accepted, "dissent": dissent.number}, dissent.case_number


def _case_id(staff: Staff, now: datetime, number: str) -> str:
    return consultation_page(staff.desk(_HANDLER, now), number).consultation.id


def _request(staff: Staff, at: datetime, number: str) -> AdviceRequest:
    return advice_page(staff.desk(_HANDLER, at), number).request


def _asked(staff: Staff, at: datetime, kind: str, case_id: str, due_on: str = "") -> str:
    fields = {"question": _QUESTION, "facts": _FACTS, "due_on": due_on}
    for n, issue in enumerate(advice_form(staff.desk(_HANDLER, at), kind, case_id).issues, start=1):
        fields |= {f"issue_{n}": issue.text, f"criterion_{n}": issue.criterion}
    return advice.ask_advice(staff.desk(_HANDLER, at), kind, case_id, fields)


def _offer(staff: Staff, at: datetime, number: str, login: str) -> None:
    request = _request(staff, at, number)
    fields = {"account_id": staff.accounts[login], "doubts_seen": "yes"}
    advice.offer_advice(staff.desk(_HANDLER, at), request.id, request.version, fields)


def _own(staff: Staff, at: datetime, number: str, login: str) -> Assignment:
    own = advice_page(staff.desk(login, at), number).own
    if own is None:
        raise LookupError(f"{login} was not asked about {number}")
    return own


def _offered_and_accepted(staff: Staff, at: datetime, number: str, *logins: str) -> None:
    for login in logins:
        _offer(staff, at, number, login)
        own = _own(staff, at, number, login)
        advice_answers.accept_advice(staff.desk(login, at), own.id, own.version, {"no_conflict": "yes"})


def _decline(staff: Staff, at: datetime, number: str, login: str) -> None:
    own, why = _own(staff, at, number, login), {"reason": "(시연) 이달에는 재판 일정이 많아 기한 안에 답하기 어렵다."}
    advice_answers.decline_advice(staff.desk(login, at), own.id, own.version, why)


def _answer(staff: Staff, at: datetime, number: str, login: str) -> None:
    own, issues = _own(staff, at, number, login), advice_page(staff.desk(login, at), number).request.issues
    fields = {"summary": "(시연) 모든 쟁점을 긍정한다."}
    for issue in issues:
        fields |= {f"stance_{issue.id}": Stance.YES.value, f"answer_{issue.id}": _ANSWER}
    advice_answers.answer_advice(staff.desk(login, at), own.id, own.version, fields)


def _late(staff: Staff, now: datetime, case_id: str) -> str:
    """Ask two days ago with an answer due yesterday, which did not come."""
    at = now - timedelta(days=2)
    due_on = staff.desk(_HANDLER, now).today - timedelta(days=1)
    number = _asked(staff, at, "consultation", case_id, due_on.isoformat())
    _offered_and_accepted(staff, at, number, "panel2")
    return number


def _declare_old_tie(staff: Staff, now: datetime) -> None:
    """A tie to the agency of the first request, ended long ago: no ground any more, but a doubt."""
    fields = {
        "kind": TieKind.ADVISER.value,
        "agency_id": add_masked_agency(staff.store, "F시", now),
        "begins_on": (now - timedelta(days=2400)).date().isoformat(),
        "ends_on": (now - timedelta(days=1300)).date().isoformat(),
        "note": "(시연) 도시계획 분야 고문 변호사였다.",
    }
    members.declare_tie(staff.desk("panel2", now), staff.accounts["panel2"], fields)


def _draft(staff: Staff, now: datetime, review_id: str) -> str:
    """Begin a request that leaves the first issue of a review out."""
    desk = staff.desk(_HANDLER, now)
    offered = advice_form(desk, "review", review_id)
    fields = {"question": _QUESTION, "facts": _FACTS, "due_on": offered.due.due_on.isoformat()}
    for n, issue in enumerate(offered.issues, start=1):
        fields |= {f"issue_{n}": issue.text, f"asks_{n}": "yes" if n > 1 else ""}
    draft_id = drafts.begin_draft(desk, Form.ADVICE, f"review:{review_id}")
    drafts.keep_fields(desk, draft_id, typed(fields))
    return draft_id

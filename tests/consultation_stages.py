"""Consultations carried as far as a test wants them, by the acts that people do."""

import json

from casebase.casework import consultations, follow_ups, opinion_notices, opinions
from casebase.domain.consultation import CHECKLIST, Consultation
from casebase.domain.draft import Form
from casebase.domain.opinion import FollowUp
from casebase.law.eligibility import exclusions_on, scope_on
from casebase.store.connection import Store
from casebase.store.consultations import fetch_consultation
from casebase.store.follow_ups import list_follow_ups
from casebase.store.opinions import fetch_opinion
from tests.builders import NOW
from tests.case_builders import Person, a_draft, an_agency_of, attach

APPLICATION = {
    "department": "도로과",
    "applicant_name": "도로과 주무관",
    "title": "하천 구역에 걸친 진입도로의 점용허가 가능 여부",
    "field": "도로·하천·공유수면",
    "background": "공장 증설에 필요한 진입도로가 하천 구역 일부를 지난다.",
    "request": "하천 점용허가를 할 수 있는지 의견을 구한다.",
    "law": "하천법 제33조 제1항",
    "law_as_of": "2026-11-01",
    "issues": "진입도로가 점용허가를 할 수 있는 공작물인지 여부",
    "view_a": "공익 목적의 도로이므로 허가할 수 있다.",
    "view_b": "사익을 위한 진입도로이므로 허가할 수 없다.",
    "opinion": "갑설에 따라 허가함이 타당하다.",
    "self_review": "법무팀과 하천관리팀의 검토를 거쳤다.",
    "checklist": json.dumps(sorted(CHECKLIST)),
}


def application_fields(**changes: str) -> dict[str, str]:
    """A filled-in application form of an agency's official."""
    return APPLICATION | changes


def consultation_of(store: Store, consultation_id: str) -> Consultation:
    """Return a consultation as it stands in the store."""
    with store.reading() as con:
        return fetch_consultation(con, consultation_id)


def an_applied_consultation(applicant: Person, **changes: str) -> Consultation:
    """File an application."""
    draft_id = a_draft(applicant, Form.CONSULTATION, application_fields(**changes))
    return consultation_of(applicant.store, consultations.apply_for_consultation(applicant.desk, draft_id))


def a_received_consultation(handler: Person, applicant: Person, **changes: str) -> Consultation:
    """File an application and receive it, today at half past nine unless `received_on` says otherwise."""
    received_on = changes.pop("received_on", NOW.date().isoformat())
    filed = an_applied_consultation(applicant, **changes)
    fields = {"received_on": received_on, "received_at": "09:30"}
    consultations.receive_consultation(handler.desk, filed.id, filed.version, fields)
    return consultation_of(handler.store, filed.id)


def a_consultation_under_review(handler: Person, applicant: Person, **changes: str) -> Consultation:
    """File, receive and screen an application: it is one for a consultation."""
    received = a_received_consultation(handler, applicant, **changes)
    fields = screening_fields() | {"eligibility": "eligible", "eligibility_reason": "대상 업무에 해당한다."}
    consultations.screen_consultation(handler.desk, received.id, received.version, fields)
    return consultation_of(handler.store, received.id)


def screening_fields() -> dict[str, str]:
    """Answers by which an application is one for a consultation."""
    kinds, against = scope_on(NOW.date()), exclusions_on(NOW.date())
    holds = dict.fromkeys((ground.code for ground in kinds), "yes")
    holds |= dict.fromkeys((ground.code for ground in against), "no")
    reasons = {f"reason_{each.code}": f"{each.label}: 신청서로 확인하였다." for each in (*kinds, *against)}
    return {f"holds_{code}": answer for code, answer in holds.items()} | reasons


def a_petition_under_review(handler: Person, **changes: str) -> Consultation:
    """Enter a business's application that came on paper, receive and screen it."""
    fields = {"applicant_kind": "business", "agency_id": an_agency_of(handler.store), "filed_on": "2026-11-20"}
    fields |= {"department": "", "applicant_name": "한빛정밀", **changes}
    filed_id = consultations.register_consultation(
        handler.desk, a_draft(handler, Form.CONSULTATION, application_fields(**fields))
    )
    received = {"received_on": "2026-11-20", "received_at": "09:30"}
    consultations.receive_consultation(handler.desk, filed_id, 1, received)
    screened = screening_fields() | {"eligibility": "eligible", "eligibility_reason": "대상 업무에 해당한다."}
    consultations.screen_consultation(handler.desk, filed_id, 2, screened)
    return consultation_of(handler.store, filed_id)


def opinion_fields(outcome: str = "accepted", **changes: str) -> dict[str, str]:
    """An opinion as typed."""
    return {
        "outcome": outcome,
        "overview": "진입도로가 하천 구역 일부를 지난다.",
        "law": "하천법 제33조 제1항",
        "issues": "진입도로가 점용허가를 할 수 있는 공작물인지 여부",
        "view_a": "공익 목적의 도로이므로 허가할 수 있다.",
        "view_b": "사익을 위한 진입도로이므로 허가할 수 없다.",
        "review": "주민도 함께 쓰는 도로이므로 공익에 이바지한다.",
        "conclusion": "갑설에 따라 하천 점용허가를 할 수 있다.",
        "conditions": "준공한 뒤 하천 폭을 다시 잰다.",
        "notes": "",
        "disclosure": "partial",
        "disclosure_clauses": '["5"]',
        **changes,
    }


def propose_opinion(handler: Person, consultation: Consultation, outcome: str = "accepted", **changes: str) -> str:
    """Propose an opinion on a consultation as it stands now, and return the opinion's id."""
    current = consultation_of(handler.store, consultation.id)
    fields = opinion_fields(outcome, **changes)
    return opinions.propose_opinion(handler.desk, current.id, current.version, fields)


def approve_opinion(approver: Person, opinion_id: str) -> str:
    """Issue a proposed opinion as it was read and return the paper's number."""
    with approver.store.reading() as con:
        seen = fetch_opinion(con, opinion_id).digest
    return opinions.issue_opinion(approver.desk, opinion_id, seen)


def a_proposed_opinion(
    handler: Person, applicant: Person, outcome: str = "accepted", **changes: str
) -> tuple[Consultation, str]:
    """Carry a consultation to a proposed opinion; return it and the opinion's id. `changes` are the opinion's."""
    consultation = a_consultation_under_review(handler, applicant)
    opinion_id = propose_opinion(handler, consultation, outcome, **changes)
    return consultation_of(handler.store, consultation.id), opinion_id


def an_issued_opinion(
    handler: Person, applicant: Person, approver: Person, outcome: str = "accepted", **changes: str
) -> Consultation:
    """Carry a consultation to its issued opinion."""
    consultation, opinion_id = a_proposed_opinion(handler, applicant, outcome, **changes)
    approve_opinion(approver, opinion_id)
    return consultation_of(handler.store, consultation.id)


def notify_opinion(handler: Person, consultation_id: str) -> Consultation:
    """Record that the newest paper was notified today."""
    consultation, today = consultation_of(handler.store, consultation_id), handler.desk.today.isoformat()
    fields = {"notified_on": today, "notified_how": "electronic"}
    opinion_notices.notify_opinion(handler.desk, consultation_id, consultation.version, fields)
    return consultation_of(handler.store, consultation_id)


def a_notified_opinion(
    handler: Person, applicant: Person, approver: Person, outcome: str = "accepted", **changes: str
) -> Consultation:
    """Carry a consultation to the notice of its opinion."""
    return notify_opinion(handler, an_issued_opinion(handler, applicant, approver, outcome, **changes).id)


def let_opinion_arrive(handler: Person, consultation_id: str) -> Consultation:
    """Record that the newest paper reached the applicant today."""
    fields = {"reached_on": handler.desk.today.isoformat()}
    opinion_notices.record_opinion_arrival(handler.desk, consultation_id, fields)
    return consultation_of(handler.store, consultation_id)


def an_opinion_reached(
    handler: Person, applicant: Person, approver: Person, outcome: str = "accepted", **changes: str
) -> Consultation:
    """Carry a consultation to the arrival of its opinion: the agency owes a report."""
    return let_opinion_arrive(handler, a_notified_opinion(handler, applicant, approver, outcome, **changes).id)


def an_opinion_reached_of(
    handler: Person, approver: Person, consultation: Consultation, outcome: str = "accepted"
) -> Consultation:
    """Carry a consultation under review to the arrival of its opinion."""
    approve_opinion(approver, propose_opinion(handler, consultation, outcome))
    return let_opinion_arrive(handler, notify_opinion(handler, consultation.id).id)


def an_opinion_withdrawn_and_reopened(handler: Person, approver: Person, consultation_id: str) -> Consultation:
    """Withdraw the opinion in force, tell the applicant, and review the matter again."""
    answered = consultation_of(handler.store, consultation_id)
    cause = "사실이 달랐다."
    approve_opinion(approver, opinions.propose_opinion_withdrawal(handler.desk, answered.id, answered.version, cause))
    told = notify_opinion(handler, answered.id)
    opinions.reopen_consultation(handler.desk, told.id, told.version)
    return consultation_of(handler.store, told.id)


def follow_up_fields(**changes: str) -> dict[str, str]:
    """A report as typed."""
    return {
        "deed": "as_advised",
        "done_on": "2026-11-23",
        "follow_up_text": "의견대로 하천 점용허가를 하였다.",
        **changes,
    }


def report_follow_up(reporter: Person, consultation_id: str, **changes: str) -> FollowUp:
    """Report what was done, with one file, and return the report."""
    draft_id = a_draft(reporter, Form.CASE_STEP, follow_up_fields(**changes))
    attach(reporter, draft_id, "허가서.pdf", b"%PDF-1.7 permit", "followup")
    follow_ups.report_follow_up(reporter.desk, consultation_id, draft_id)
    with reporter.store.reading() as con:
        return list_follow_ups(con, consultation_id)[0]


def a_reported_follow_up(handler: Person, applicant: Person, approver: Person) -> tuple[Consultation, FollowUp]:
    """Carry a consultation to the agency's report."""
    consultation = an_opinion_reached(handler, applicant, approver)
    report = report_follow_up(applicant, consultation.id)
    return consultation_of(handler.store, consultation.id), report

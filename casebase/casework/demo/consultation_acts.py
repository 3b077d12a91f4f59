"""What is done on a demo consultation, act by act, by the people whose work it is."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from casebase.casework import (
    consultations,
    drafts,
    follow_ups,
    inquiries,
    opinion_notices,
    opinions,
    supplements,
)
from casebase.casework.consultation_views import ConsultationView, consultation_page
from casebase.casework.demo.cases import PublishedCase
from casebase.casework.demo.office import Staff, add_masked_agency
from casebase.casework.demo.visits import typed
from casebase.domain.account import Role
from casebase.domain.consultation import CHECKLIST
from casebase.domain.draft import Form
from casebase.domain.opinion import OpinionOutcome
from casebase.domain.suspension import SuspensionKind
from casebase.law.eligibility import exclusions_on, scope_on


@dataclass(frozen=True, kw_only=True)
class Course:
    """One demo consultation under way: `ids` holds its id once it is filed.

    `agency` is the masked one that asks; empty: the demo applicant's own. `outcome` is the published one, or the
    one that its conclusion amounts to.
    """

    staff: Staff
    case: PublishedCase
    agency: str
    field: str
    outcome: OpinionOutcome
    ids: list[str]

    def view(self, at: datetime) -> ConsultationView:
        return consultation_page(self.staff.desk(Role.AUDITOR, at), "", self.ids[0])


def file(course: Course, at: datetime) -> None:
    """File it online for the demo applicant's own agency, elsewhere enter the paper that came."""
    is_own = not course.agency
    desk = course.staff.desk(Role.APPLICANT if is_own else Role.AUDITOR, at)
    draft_id = drafts.begin_draft(desk, Form.CONSULTATION)
    fields = application_fields(course, at)
    if not is_own:
        agency_id = add_masked_agency(course.staff.store, course.agency, at)
        fields |= {"applicant_kind": "agency", "agency_id": agency_id, "filed_on": desk.today.isoformat()}
    drafts.keep_fields(desk, draft_id, typed(fields))
    send = consultations.apply_for_consultation if is_own else consultations.register_consultation
    course.ids.append(send(desk, draft_id))


def receive(course: Course, at: datetime) -> None:
    case = course.view(at).consultation
    desk = course.staff.desk(Role.AUDITOR, at)
    fields = {"received_on": desk.today.isoformat(), "received_at": "10:30"}
    consultations.receive_consultation(desk, case.id, case.version, fields)


def screen(course: Course, at: datetime) -> None:
    case = course.view(at).consultation
    desk = course.staff.desk(Role.AUDITOR, at)
    scope, exclusions = scope_on(desk.today), exclusions_on(desk.today)
    fields = {f"holds_{ground.code}": "yes" for ground in scope} | {f"holds_{g.code}": "no" for g in exclusions}
    fields |= {f"reason_{ground.code}": "(시연) 신청서와 붙임 자료로 확인하였다." for ground in (*scope, *exclusions)}
    fields |= {"eligibility": "eligible", "eligibility_reason": "(시연) 대상 업무에 해당한다."}
    consultations.screen_consultation(desk, case.id, case.version, fields)


def ask_supplement(course: Course, at: datetime) -> None:
    case = course.view(at).consultation
    desk = course.staff.desk(Role.AUDITOR, at)
    fields = {
        "question": "(시연) 쟁점에 관한 담당 부서의 검토 자료와 현장 사진을 보완해 주십시오.",
        "due_on": (desk.today + timedelta(days=14)).isoformat(),
    }
    supplements.ask_supplement(desk, case.id, case.version, fields)


def supply(course: Course, at: datetime) -> None:
    """The supplement arrives; on paper the handler enters it."""
    waiting = next(wait for wait in course.view(at).course.suspensions if wait.is_open)
    desk = course.staff.desk(Role.AUDITOR if course.agency else Role.APPLICANT, at)
    draft_id = drafts.begin_draft(desk, Form.CASE_STEP)
    drafts.keep_fields(desk, draft_id, typed({"answer": "(시연) 요구한 자료를 보완하였다."}))
    supplements.answer_supplement(desk, waiting.id, waiting.version, draft_id)


def query(course: Course, at: datetime) -> None:
    case = course.view(at).consultation
    desk = course.staff.desk(Role.AUDITOR, at)
    fields = {
        "kind": SuspensionKind.QUERY.value,
        "asked_of": "소관 중앙행정기관(시연)",
        "question": "(시연) 관련 법령의 해석에 관한 의견을 회신하여 주십시오.",
        "due_on": (desk.today + timedelta(days=10)).isoformat(),
    }
    inquiries.ask_body(desk, case.id, case.version, fields)


def reply(course: Course, at: datetime) -> None:
    waiting = next(wait for wait in course.view(at).course.suspensions if wait.is_open)
    desk = course.staff.desk(Role.AUDITOR, at)
    fields = {"answer": "(시연) 법령의 취지에 비추어 판단할 사항이라고 회신하였다."}
    inquiries.answer_inquiry(desk, waiting.id, waiting.version, fields)


def propose(course: Course, at: datetime) -> None:
    view, case = course.view(at), course.case
    fields = {
        "outcome": course.outcome.value,
        "overview": case.facts,
        "law": view.consultation.application.law,
        "issues": case.question,
        "view_a": case.view_a,
        "view_b": case.view_b,
        "review": f"(시연) {case.reasons}",
        "conclusion": f"(시연) {case.outcome}",
        "conditions": "(시연) 출처에 적힌 조건을 지킬 것" if course.outcome == OpinionOutcome.CONDITIONAL else "",
        "notes": "",
        "disclosure": "partial",
        "disclosure_clauses": '["5"]',
    }
    desk = course.staff.desk(Role.AUDITOR, at)
    opinions.propose_opinion(desk, view.consultation.id, view.consultation.version, fields)


def issue(course: Course, at: datetime) -> None:
    proposed = course.view(at).answer.proposed
    if proposed is None:
        raise LookupError(f"{course.case.id} has no proposal")
    opinions.issue_opinion(course.staff.desk(Role.HEAD, at), proposed.id, proposed.digest)


def notify(course: Course, at: datetime) -> None:
    case = course.view(at).consultation
    desk = course.staff.desk(Role.AUDITOR, at)
    fields = {"notified_on": desk.today.isoformat(), "notified_how": "electronic"}
    opinion_notices.notify_opinion(desk, case.id, case.version, fields)


def arrive(course: Course, at: datetime) -> None:
    desk = course.staff.desk(Role.AUDITOR, at)
    opinion_notices.record_opinion_arrival(desk, course.ids[0], {"reached_on": desk.today.isoformat()})


def report(course: Course, at: datetime) -> None:
    desk = course.staff.desk(Role.AUDITOR if course.agency else Role.APPLICANT, at)
    draft_id = drafts.begin_draft(desk, Form.CASE_STEP)
    told = {"deed": "as_advised", "done_on": desk.today.isoformat(), "follow_up_text": "(시연) 의견대로 처리하였다."}
    drafts.keep_fields(desk, draft_id, typed(told))
    follow_ups.report_follow_up(desk, course.ids[0], draft_id)


def accept(course: Course, at: datetime) -> None:
    reported = course.view(at).answer.follow_ups[0]
    desk = course.staff.desk(Role.AUDITOR, at)
    fields = {"state": "accepted", "judgement": "(시연) 증빙으로 확인하였다."}
    follow_ups.judge_follow_up(desk, reported.id, reported.version, fields)


def application_fields(course: Course, at: datetime) -> dict[str, str]:
    """Return the form as the source tells it; what the source does not tell says that it does not."""
    case, day = course.case, at.date()
    return {
        "department": "담당 부서(출처에 이름 없음)",
        "applicant_name": "업무 담당자(출처에 이름 없음)",
        "title": case.question,
        "field": course.field,
        "background": case.facts,
        "request": f"{case.question}에 관한 의견을 구한다(출처의 쟁점).",
        "law": "(시연) 출처의 발췌문에 실린 법령을 따른다.",
        "law_as_of": day.isoformat(),
        "issues": case.question,
        "view_a": case.view_a,
        "view_b": case.view_b,
        "opinion": f"(시연) {case.view_a}",
        "self_review": "(시연) 담당 부서가 갑설과 을설을 나누어 검토하였다.",
        "checklist": json.dumps(sorted(CHECKLIST)),
        "source": f"{case.source} ({case.year or '연도 없음'}, {case.year_basis})",
    }

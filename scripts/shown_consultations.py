"""The consultations that pictures are taken of: the demo's, and beside them the states that it does not reach."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casebase.casework import consultations, drafts, inquiries, messages, reviews
from casebase.casework.accounts import add_account
from casebase.casework.consultation_views import consultation_page
from casebase.casework.demo import consultation_acts as acts
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.consultation_acts import Course
from casebase.casework.demo.office import PASSWORD, Staff, add_masked_agency
from casebase.casework.demo.visits import typed
from casebase.casework.desk import operator_desk
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.opinion import OpinionOutcome
from casebase.domain.suspension import SuspensionKind
from casebase.store.connection import Store

BODY = "body"  # the login of somebody at a body that was asked for its view
_ASKED_FOR = "보완 기한을 하루 넘겨도 되는지 문의합니다. 현장 사진은 이미 찍어 두었습니다."
_TOLD = "하루 늦게 내셔도 됩니다. 처리기한은 보완이 도착한 다음 날부터 다시 흐릅니다."
_NOTED = "담당 부서와 통화함. 임시사용승인 신청 이력을 따로 확인할 것."

_Step = tuple[int, Callable[[Course, datetime], None]]  # days after the filing, and what was done
_TO_SCREEN: tuple[_Step, ...] = ((0, acts.file), (1, acts.receive), (2, acts.screen))
_TO_NOTIFY: tuple[_Step, ...] = (*_TO_SCREEN, (12, acts.propose), (14, acts.issue), (15, acts.notify))


@dataclass(frozen=True, kw_only=True)
class ShownConsultations:
    """Numbers, ids and drafts by what they show."""

    numbers: dict[str, str]
    applied: str  # id of one filed by the applicant; it has no number yet
    by_visit: str  # id of one that a visit opened
    visit: str  # number of that visit
    relying: str  # number of an exemption review that relies on an opinion
    drafts: dict[str, str]


def shown_consultations(staff: Staff, now: datetime) -> ShownConsultations:
    """Find what the demo has; file, answer and end what it lacks, each by the people whose work it is."""
    store = staff.store
    numbers = {name: _numbered(store, case_id) for name, case_id in _OF_DEMO.items()}
    numbers["told"] = _walked(staff, now, 30, "PC-005", "", OpinionOutcome.ACCEPTED, _TO_NOTIFY)
    arrived = (*_TO_NOTIFY, (16, acts.arrive))
    numbers["awaited"] = _walked(staff, now, 40, "PC-042", "", OpinionOutcome.OPINION, arrived)
    numbers["returned"] = _walked(staff, now, 25, "PC-035", "K시", OpinionOutcome.RETURNED, _TO_NOTIFY)
    ended = (*_TO_SCREEN, (5, _withdraw))
    numbers["withdrawn"] = _walked(staff, now, 20, "PC-009", "L시", OpinionOutcome.OPINION, ended)
    asked = (*_TO_SCREEN, (4, _ask_body))
    numbers["asked"] = _walked(staff, now, 15, "PC-021", "M시", OpinionOutcome.OPINION, asked)
    _talk(staff, numbers["supplement"], now)
    by_visit, visit = _opened_by_visit(store)
    return ShownConsultations(
        numbers=numbers,
        applied=_of_demo(store, "PC-019")[0],
        by_visit=by_visit,
        visit=visit,
        relying=_relying_review(staff, numbers["closed"], now),
        drafts=_drafts(staff, now),
    )


_OF_DEMO = {
    "received": "PC-027",
    "under_review": "PC-020",
    "late": "PC-018",
    "waiting": "PC-022",
    "supplement": "PC-012",
    "proposed": "PC-033",
    "issued": "PC-030",
    "notified": "PC-024",
    "answered": "PC-015",
    "reported": "PC-038",
    "closed": "PC-041",
    "own_closed": "PC-037",
}


def _course(staff: Staff, case_id: str, agency: str, outcome: OpinionOutcome) -> Course:
    case = published_cases()[case_id]
    if outcome == OpinionOutcome.RETURNED:
        lacking = "보완을 요구하였으나 판단에 필요한 자료가 오지 않았다."
        case = replace(case, reasons=lacking, outcome="신청을 반려한다. 자료를 갖추어 다시 신청할 수 있다.")
    return Course(staff=staff, case=case, agency=agency, field="인허가", outcome=outcome, ids=[])


def _walked(
    staff: Staff,
    now: datetime,
    days_ago: int,
    case_id: str,
    agency: str,
    outcome: OpinionOutcome,
    steps: tuple[_Step, ...],
) -> str:
    """Do the steps of a new consultation, each on its day; return its number."""
    course = _course(staff, case_id, agency, outcome)
    for n, (days, step) in enumerate(steps):
        step(course, now - timedelta(days=days_ago - days, minutes=5 * (len(steps) - n)))
    return course.view(now).consultation.number


def _withdraw(course: Course, at: datetime) -> None:
    case = course.view(at).consultation
    fields = {"withdrawal_reason": "(시연) 사업 계획이 바뀌어 더 묻지 않는다."}
    consultations.withdraw_consultation(course.staff.desk(Role.AUDITOR, at), case.id, case.version, fields)


def _ask_body(course: Course, at: datetime) -> None:
    """Ask an agency that answers by an account of its own."""
    store, case = course.staff.store, course.view(at).consultation
    agency_id = add_masked_agency(store, "N도", at)
    person = {"login": BODY, "account_name": "시연 조회기관", "role": Role.APPLICANT.value, "agency_id": agency_id}
    person |= {"begins_on": at.date().isoformat()}
    add_account(operator_desk(store, at), person, PASSWORD, must_change_password=False)
    fields = {
        "kind": SuspensionKind.QUERY.value,
        "agency_id": agency_id,
        "question": "(시연) 복합건축물로 볼 때 적용할 소방시설 기준에 관한 의견을 회신하여 주십시오.",
        "due_on": (at + timedelta(days=20)).date().isoformat(),
    }
    inquiries.ask_body(course.staff.desk(Role.AUDITOR, at), case.id, case.version, fields)


def _talk(staff: Staff, number: str, now: datetime) -> None:
    case_id = consultation_page(staff.desk(Role.AUDITOR, now), number).consultation.id
    said = (
        (Role.APPLICANT, "message", _ASKED_FOR, messages.send_message),
        (Role.AUDITOR, "message", _TOLD, messages.send_message),
        (Role.AUDITOR, "note", _NOTED, messages.add_note),
    )
    for role, name, text, say in said:
        desk = staff.desk(role, now)
        draft_id = drafts.begin_draft(desk, Form.CASE_STEP)
        drafts.keep_fields(desk, draft_id, typed({name: text}))
        say(desk, case_id, draft_id)


def _relying_review(staff: Staff, number: str, now: datetime) -> str:
    """Register an exemption review of somebody who acted on the opinion of a consultation."""
    desk = staff.desk(Role.AUDITOR, now)
    given = consultation_page(desk, number).consultation
    fields = {
        "origin": "ex_officio",
        "title": given.application.title,
        "field": given.application.field,
        "agency_id": given.agency_id or "",
        "consultation_number": number,
        "audit_name": "(시연) 공유재산 관리실태 감사",
        "filed_on": desk.today.isoformat(),
        "request": "사전컨설팅 의견대로 처리한 업무이므로 면책을 구한다.",
        "circumstances": "(시연) 의견서를 받은 뒤 그 내용대로 영구시설물의 축조를 허용하였다.",
        "count_observations": "1",
        "observation_title_1": "(시연) 영구시설물 축조 허용 부적정",
        "observation_text_1": "(시연) 국유지에 영구시설물의 축조를 허용하였다.",
        "count_subjects": "1",
        "subject_kind_1": "person",
        "subject_name_1": "업무 담당자(시연)",
        "disposition_1_1": "처분 미정",
    }
    draft_id = drafts.begin_draft(desk, Form.REVIEW)
    drafts.keep_fields(desk, draft_id, typed(fields))
    filed = reviews.register_review(desk, draft_id)
    review = review_page(desk, filed).review
    reviews.begin_fact_finding(staff.desk(Role.AUDITOR, now), review.id, review.version)
    return filed


def _drafts(staff: Staff, now: datetime) -> dict[str, str]:
    """Begin applications: nothing typed, all typed, and one on paper."""
    auditor, applicant = staff.desk(Role.AUDITOR, now), staff.desk(Role.APPLICANT, now)
    full = drafts.begin_draft(applicant, Form.CONSULTATION)
    fields = acts.application_fields(_course(staff, "PC-004", "", OpinionOutcome.OPINION), now)
    answers = {
        "holds_improvement": "yes",
        "reason_improvement": "별도 기준을 쓸 수 있는지에 따라 여러 기관의 설계 관행이 달라진다.",
        **{f"holds_{code}": "no" for code in ("licensing", "interpretation")},
        **{f"holds_{code}": "no" for code in ("clear_rule", "not_reviewed", "already_done")},
    }
    drafts.keep_fields(applicant, full, typed(fields | answers))
    return {
        "full": full,
        "empty": drafts.begin_draft(applicant, Form.CONSULTATION),
        "paper": drafts.begin_draft(auditor, Form.CONSULTATION),
    }


def _of_demo(store: Store, case_id: str) -> tuple[str, str]:
    """Return the id and the number of what a published case became in the demo."""
    title = published_cases()[case_id].question
    with store.reading() as con:
        row = con.row("select id, number from consultations where title = ? and filed_on is not null", (title,))
    if row is None:
        raise LookupError(f"the demo has no consultation of {case_id}")
    return str(row[0]), str(row[1] or "")


def _numbered(store: Store, case_id: str) -> str:
    return _of_demo(store, case_id)[1]


def _opened_by_visit(store: Store) -> tuple[str, str]:
    with store.reading() as con:
        row = con.row(
            "select c.id, v.number from consultations c join visits v on v.id = c.visit_id"
            " where c.status = 'drafting' order by v.number desc limit 1"
        )
    if row is None:
        raise LookupError("no visit of the demo opened a consultation")
    return str(row[0]), str(row[1])

"""What waits for a person about consultations: steps, answers owed, opinions to tell, reports to make and to judge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from casebase.access.act import Act
from casebase.access.policy import granted, reach
from casebase.access.relations import to_consultation
from casebase.casework.clock import told_on
from casebase.casework.desk import Look
from casebase.casework.inquiries import BODY_KINDS
from casebase.casework.opinions import hands_on
from casebase.casework.suspensions import UNDER_WAY
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.draft import Draft, Form
from casebase.domain.listing import ConsultationFilter, ConsultationLine
from casebase.domain.opinion import FollowUpState
from casebase.domain.suspension import ASKED_KINDS, Suspension, SuspensionKind
from casebase.domain.todo import Todo
from casebase.insight.deadlines import DueCase
from casebase.law.deadlines import progress_notices
from casebase.law.regimes import Regime, regime_on
from casebase.store import consultation_lists, consultations, documents, follow_ups, opinions, suspensions
from casebase.store.settings import list_settings

MOST = 30  # of each step: as many as the first screen shows before it is asked for more

# What waits in each state: whose act it is, and the short phrase for it. Who works on a case may screen it.
_STEPS = {
    ConsultationStatus.APPLIED: (Act.RECEIVE_CONSULTATION, "신청서를 확인하고 접수하세요"),
    ConsultationStatus.RECEIVED: (Act.SCREEN_CONSULTATION, "대상 여부를 판단하세요"),
    ConsultationStatus.UNDER_REVIEW: (Act.SCREEN_CONSULTATION, "검토하고 의견안을 상신하세요"),
    ConsultationStatus.PROPOSED: (Act.ISSUE_OPINION, "의견안을 검토하고 결재하세요"),
    ConsultationStatus.ISSUED: (Act.NOTIFY_OPINION, "의견서를 통보하고 기록하세요"),
}
_CLOCK_RUNS = (ConsultationStatus.RECEIVED, ConsultationStatus.UNDER_REVIEW)
_ABOUT_CASES = frozenset({Form.OPINION, Form.CASE_STEP})
_TOLD = (ConsultationStatus.NOTIFIED, ConsultationStatus.RETURNED, ConsultationStatus.TRANSFERRED)


@dataclass(frozen=True, kw_only=True)
class CaseDraft:
    """A step or an opinion half typed, with the name and the page of the consultation it is about."""

    draft: Draft
    name: str
    page: str
    query: dict[str, str]


def case_drafts(asked: Look, drafts: Sequence[Draft]) -> tuple[CaseDraft, ...]:
    """Return the drafts about a consultation that this person still may see; their subject ends with its id."""
    about = {draft.id: draft.subject.rpartition(":")[2] for draft in drafts if draft.form in _ABOUT_CASES}
    found = {case.id: case for case in consultations.list_consultations_by_ids(asked.con, list(about.values()))}
    cases = {draft_id: found[case_id] for draft_id, case_id in about.items() if case_id in found}
    return tuple(
        CaseDraft(draft=draft, name=case.name, page="consultation", query=consultation_query(case))
        for draft in drafts
        if (case := cases.get(draft.id)) and asked.may(Act.SEE_CONSULTATION, to_consultation(asked.account, case))
    )


def consultation_todos(asked: Look, waiting: Sequence[DueCase]) -> list[Todo]:
    """Return what waits for this person about consultations, in no order; of what runs, `waiting` knows the days."""
    if asked.account.role == Role.APPLICANT:
        return [*_supplements(asked), *_inquiries(asked), *_reports(asked)]
    return [
        *_begun_on_visits(asked),
        *_steps(asked, waiting),
        *_owed_by_the_way(asked, waiting),
        *_arrivals(asked),
        *_reported(asked),
    ]


def consultation_query(consultation: Consultation | ConsultationLine) -> dict[str, str]:
    """Return the query of a consultation's page: its number, or before it has one its id."""
    return {"number": consultation.number} if consultation.number else {"case": consultation.id}


def _begun_on_visits(asked: Look) -> list[Todo]:
    """What a visit of one's own opened and nobody has filed yet."""
    if not granted(asked.account.role, Act.REGISTER_CONSULTATION):
        return []
    return [
        _todo(case, "방문에서 정식 신청으로 정한 애로사항입니다. 신청서를 마저 작성하세요")
        for case in consultations.list_drafts_of(asked.con, asked.account.id)
    ]


def _steps(asked: Look, waiting: Sequence[DueCase]) -> list[Todo]:
    due, found = {case.consultation_id: case.due_on for case in waiting}, []
    for status, (act, what) in _STEPS.items():
        lines = _lines(asked, act, status, waiting)
        if status == ConsultationStatus.PROPOSED:
            lines = _to_approve(asked, lines)
        found += [_todo(line, what, due.get(line.id), "처리기한") for line in lines]
    return found


def _to_approve(asked: Look, lines: Sequence[ConsultationLine]) -> list[ConsultationLine]:
    """Return the proposals that this person may approve: who had a hand in one may not."""
    cases = {case.id: case for case in consultations.list_consultations_by_ids(asked.con, [line.id for line in lines])}
    newest = {line.id: opinion for line in lines for opinion in opinions.list_opinions(asked.con, line.id)[:1]}
    return [
        line
        for line in lines
        if line.id in newest and asked.account.id not in hands_on(asked, newest[line.id], cases[line.id])
    ]


def _owed_by_the_way(asked: Look, waiting: Sequence[DueCase]) -> list[Todo]:
    """What who works on a case must not forget meanwhile: to tell how far it is, and to remind who is late."""
    lines = [line for status in _CLOCK_RUNS for line in _lines(asked, Act.REMIND_BODY, status, waiting)]
    cases = consultations.list_consultations_by_ids(asked.con, [line.id for line in lines])
    waits = suspensions.list_suspensions_of_many(asked.con, [case.id for case in cases])
    rules = _rules(asked)
    return [
        *(todo for case in cases for todo in _notice_owed(asked, case, rules)),
        *(_reminder(case, wait) for case in cases for wait in waits.get(case.id, ()) if _is_late(wait, asked.today)),
    ]


def _notice_owed(asked: Look, case: Consultation, rules: Callable[[bool, date], Regime]) -> list[Todo]:
    if case.received_on is None:
        return []
    every = rules(case.is_petition, case.received_on).progress_notice
    if (asked.today - case.received_on).days < every.number:
        return []
    owed = progress_notices(case.received_on, every, told_on(asked, case), asked.today)
    basis = f"접수 후 {every.printed}마다 진행상황 통지"
    return [_todo(case, "신청인에게 진행상황을 알리세요", owed[0], basis)] if owed else []


def _is_late(wait: Suspension, today: date) -> bool:
    """Say whether an answer is overdue and nobody was reminded since."""
    if not wait.is_open or wait.kind not in ASKED_KINDS or wait.due_on is None or wait.due_on >= today:
        return False
    return wait.reminded_on is None or wait.reminded_on <= wait.due_on


def _reminder(case: Consultation, wait: Suspension) -> Todo:
    if wait.kind == SuspensionKind.SUPPLEMENT:
        return _todo(case, "신청인의 보완이 늦습니다. 독촉하세요", wait.due_on, "보완 기한")
    return _todo(case, f"{wait.asked_of}의 회신이 늦습니다. 독촉하세요", wait.due_on, "회신 기한")


def _arrivals(asked: Look) -> list[Todo]:
    """Papers that were sent and not known to have arrived, and cases to be reviewed again after a withdrawal."""
    lines = [line for status in _TOLD for line in _lines(asked, Act.RECORD_OPINION_ARRIVAL, status)]
    newest = documents.newest_documents_of(asked.con, "consultation", [line.id for line in lines])
    found = []
    for line in (line for line in lines if line.id in newest):
        if newest[line.id].reached_on is None:
            found.append(_todo(line, "통보한 문서가 도달한 날을 기록하세요"))
        elif line.status == ConsultationStatus.NOTIFIED and line.outcome is None:
            found.append(_todo(line, "의견을 취소했습니다. 다시 검토를 시작하세요"))
    return found


def _supplements(asked: Look) -> list[Todo]:
    """What the office asked the applicant to complete."""
    lines = [line for status in _CLOCK_RUNS for line in _lines(asked, Act.ANSWER_SUPPLEMENT, status)]
    waits = suspensions.list_suspensions_of_many(asked.con, [line.id for line in lines])
    return [
        _todo(line, "요구받은 보완을 내세요", wait.due_on, "보완 기한")
        for line in lines
        for wait in waits.get(line.id, ())
        if wait.kind == SuspensionKind.SUPPLEMENT and wait.is_open
    ]


def _inquiries(asked: Look) -> list[Todo]:
    """What this person's agency was asked for its view on."""
    if asked.account.agency_id is None:
        return []
    waits = suspensions.list_open_asked(asked.con, asked.account.agency_id)
    ids = list(dict.fromkeys(wait.consultation_id for wait in waits))
    cases = {case.id: case for case in consultations.list_consultations_by_ids(asked.con, ids)}
    return [
        _todo(cases[wait.consultation_id], "조회한 내용에 회신하세요", wait.due_on, "회신 기한")
        for wait in waits
        if wait.kind in BODY_KINDS and cases[wait.consultation_id].status in UNDER_WAY
    ]


def _reports(asked: Look) -> list[Todo]:
    """What an applicant has to report of what was done after the opinion."""
    return [
        _todo(case, "의견에 따라 조치한 결과를 알리세요", case.follow_up_due_on, "이행결과 제출 기한")
        for case, is_reported in _followed(asked)
        if case.follow_up_due_on is not None and not is_reported
    ]


def _reported(asked: Look) -> list[Todo]:
    """Reports to check and cases to close, for who handles them; what is late also for who watches over all."""
    found = []
    for case, is_reported in _followed(asked):
        is_mine = case.handler_id == asked.account.id
        if is_reported and is_mine:
            found.append(_todo(case, "신청기관이 알린 이행결과를 확인하세요"))
        elif case.follow_up_due_on is None and is_mine:
            found.append(_todo(case, "의견서가 도달했고 이행결과를 알릴 의무가 없습니다. 종결하세요"))
        elif case.follow_up_due_on is not None and case.follow_up_due_on < asked.today and not is_reported:
            found.append(_todo(case, "이행결과가 늦습니다. 독촉하세요", case.follow_up_due_on, "이행결과 제출 기한"))
    return found


def _followed(asked: Look) -> list[tuple[Consultation, bool]]:
    """Return the cases in follow-up that are a person's to report on or to judge, and whether a report waits."""
    act = Act.REPORT_FOLLOW_UP if asked.account.role == Role.APPLICANT else Act.JUDGE_FOLLOW_UP
    ids = [line.id for line in _lines(asked, act, ConsultationStatus.FOLLOW_UP)]
    cases = consultations.list_consultations_by_ids(asked.con, ids)
    return [(case, _is_reported(asked, case)) for case in cases]


def _is_reported(asked: Look, case: Consultation) -> bool:
    return any(r.state == FollowUpState.REPORTED for r in follow_ups.list_follow_ups(asked.con, case.id))


def _lines(
    asked: Look, act: Act, status: ConsultationStatus, waiting: Sequence[DueCase] = ()
) -> list[ConsultationLine]:
    """Return the cases at a status that a person may do an act on, outside the office at the status as told there.

    Those that wait come before the newest, so that what is urgent is not lost behind what is new.
    """
    if not granted(asked.account.role, act):
        return []
    wanted, mine = ConsultationFilter(status=status.value), reach(asked.account, act)
    is_outside = not granted(asked.account.role, Act.SEE_CONSULTATION_WORK)
    urgent = [case.consultation_id for case in waiting if case.status == status]
    lists = consultation_lists.list_consultations
    first = lists(asked.con, mine, wanted, MOST, 0, is_outside=is_outside, among=urgent) if urgent else []
    newest = lists(asked.con, mine, wanted, MOST, 0, is_outside=is_outside)
    return list({line.id: line for line in (*first, *newest)}.values())


def _rules(asked: Look) -> Callable[[bool, date], Regime]:
    """Return what gives the rules for what was received on a day, each day's looked up once."""
    settings = list_settings(asked.con)
    return cache(lambda is_petition, received_on: regime_on(is_petition, received_on, settings))


def _todo(case: Consultation | ConsultationLine, what: str, on: date | None = None, basis: str = "") -> Todo:
    title = case.title if isinstance(case, ConsultationLine) else case.application.title
    return Todo(
        title=f"{case.number} {title}".strip(),
        what=what,
        page="consultation",
        query=consultation_query(case),
        due_on=on,
        due_basis=basis if on else "",
    )

"""Consultations (사전컨설팅): application, receipt, screening, assignment, links, withdrawal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.clock import ended_on, regime_of
from casebase.casework.consultation_changes import agency_name, allowed, move, must_stand_at, record, write
from casebase.casework.consultation_entry import read_answers, read_applicant, read_application
from casebase.casework.desk import Deed, act
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import LONG, Entry, checked_text
from casebase.casework.files import take_files
from casebase.casework.ledger import SUPPLIED, keep_application
from casebase.casework.papers import is_demo_office, source_of
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.case import CaseKind
from casebase.domain.consultation import (
    CONSULTATION_STATUS_LABELS,
    ELIGIBILITY_LABELS,
    Channel,
    Consultation,
    ConsultationStatus,
    Eligibility,
    ScreeningAnswer,
)
from casebase.domain.draft import Draft, Form
from casebase.domain.errors import InvalidEntry, MoveNotPermitted, NotFound, NotInForce
from casebase.law.eligibility import screened
from casebase.store import accounts, consultations, drafts, opinions, screenings, visits
from casebase.store.ids import new_id
from casebase.store.numbers import next_number
from casebase.store.settings import list_settings

ASSIGNABLE = frozenset(ConsultationStatus) - {
    ConsultationStatus.DRAFTING,
    ConsultationStatus.CLOSED,
    ConsultationStatus.WITHDRAWN,
}
SCREENABLE = frozenset({ConsultationStatus.RECEIVED, ConsultationStatus.UNDER_REVIEW})
HANDLER_ROLES = (Role.AUDITOR, Role.HEAD)


@act(Act.APPLY_FOR_CONSULTATION)
def apply_for_consultation(deed: Deed, draft_id: str) -> str:
    """File an application from its draft (영 제13조의2①) and return the consultation's id; it has no number yet.

    Raises: SeveralInvalid, NotFound.
    """
    deed.allow(ANYTHING)
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.CONSULTATION, deed.now)
    return _filed(deed, draft, Channel.ONLINE, None)


@act(Act.REGISTER_CONSULTATION)
def register_consultation(deed: Deed, draft_id: str) -> str:
    """Enter an application that came on paper, or complete the one that a visit's matter opened. Returns its id.

    The draft's subject names the consultation that a visit opened. Raises: SeveralInvalid, NotFound, InvalidEntry.
    """
    deed.allow(ANYTHING)
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.CONSULTATION, deed.now)
    if not draft.subject:
        return _filed(deed, draft, Channel.PAPER, None)
    return _filed(deed, draft, Channel.VISIT, _opened_by_visit(deed, draft.subject))


@act(Act.RECEIVE_CONSULTATION)
def receive_consultation(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Receive an application: it gets its number, a handler, and its clock starts. Returns the number.

    `fields`: received_on, received_at. Raises: SeveralInvalid, also for a day whose rules are not known, so that its
    clock could not be counted; MoveNotPermitted, ChangedMeanwhile.
    """
    before = allowed(deed, consultation_id)
    before.must_move_to(ConsultationStatus.RECEIVED)
    entry = Entry(fields)
    on = entry.day("received_on", "접수일", not_after=deed.today)
    at = entry.clock("received_at", "접수 시각")
    if on and before.filed_on and on < before.filed_on:
        entry.refuse("received_on", "접수일은 신청일보다 앞설 수 없습니다. 날짜를 확인하세요.")
    try:
        regime_of(deed, replace(before, received_on=on))
    except NotInForce:
        entry.refuse("received_on", "이 날짜에 적용할 처리기간 기준이 없어 기한을 셀 수 없습니다. 접수일을 확인하세요.")
    entry.must_be_sound()
    received = replace(
        before,
        number=next_number(deed.con, (on or deed.today).year, CaseKind.CONSULTATION.value),
        received_on=on,
        received_at=time.fromisoformat(at),
        handler_id=before.handler_id or deed.account.id,
    )
    after = move(deed, received, version, ConsultationStatus.RECEIVED)
    return record(deed, after, status=after.status, received_on=on)


@act(Act.SCREEN_CONSULTATION)
def screen_consultation(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Decide whether an application is one for a consultation; the person decides, the questions only advise.

    `fields`: holds_<code> and reason_<code> for each question, eligibility, eligibility_reason (required where the
    decision is not what follows from the answers). Returns the number. Raises: SeveralInvalid, MoveNotPermitted.
    """
    before = allowed(deed, consultation_id)
    must_stand_at(before, SCREENABLE, "대상 여부 판단")
    entry = Entry(fields)
    answers = read_answers(deed, entry, before.id, before.received_on or deed.today)
    decision = entry.choice("eligibility", "대상 여부", set(Eligibility))
    reason = entry.text("eligibility_reason", "판단 이유", limit=LONG, required=False)
    result = screened({answer.question: answer.holds for answer in answers}, before.received_on or deed.today)
    if decision and decision != result.result and not reason:
        entry.refuse("eligibility_reason", "질문에 대한 답과 다르게 판단했습니다. 그 이유를 입력하세요.")
    entry.must_be_sound()
    decided = replace(before, eligibility=Eligibility(decision), eligibility_reason=reason, screened_by=deed.account.id)
    # Before the answers: who screens at the same moment waits here, and then hears that it was done.
    after = write(deed, replace(decided, status=ConsultationStatus.UNDER_REVIEW), version)
    for answer in (*answers, *_taken_back(deed, before, answers)):
        screenings.keep_answer(deed.con, answer)
    return record(deed, after, status=after.status, eligibility=ELIGIBILITY_LABELS[Eligibility(decision)])


@act(Act.ASSIGN_CONSULTATION)
def assign_consultation(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Give a consultation to a handler (handler_id) and to those who own it beside them (co_handler_ids)."""
    before = allowed(deed, consultation_id)
    must_stand_at(before, ASSIGNABLE, "담당자 지정")
    people = {a.id: a.name for a in accounts.list_accounts(deed.con, HANDLER_ROLES) if a.is_active(deed.today)}
    entry = Entry(fields)
    handler_id = entry.choice("handler_id", "담당자", people)
    beside = entry.several("co_handler_ids", "함께 담당할 사람", people)
    entry.must_be_sound()
    others = tuple(one for one in beside if one != handler_id)
    after = write(deed, replace(before, handler_id=handler_id, co_handler_ids=others), version)
    return record(deed, after, handler=", ".join(people[one] for one in (handler_id, *others)))


@act(Act.LINK_SITE_CHECK)
def link_site_check(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Link a visit made to check on site (영 제13조의2③), by its number in `visit_number`."""
    before = allowed(deed, consultation_id)
    must_stand_at(before, SCREENABLE, "현지조사 연결")
    typed = checked_text(fields.get("visit_number", ""), "visit_number", "방문 번호")
    try:
        visit = visits.fetch_visit_by_number(deed.con, typed)
    except NotFound:
        raise InvalidEntry("그 번호의 방문이 없습니다. 번호를 확인하세요.", "visit_number") from None
    linked = (*before.site_visit_ids, *({visit.id} - set(before.site_visit_ids)))
    after = write(deed, replace(before, site_visit_ids=linked), version)
    return record(deed, after, visit=visit.number)


@act(Act.LINK_SIBLING)
def link_sibling(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Link a similar consultation, by its number in `sibling_number`."""
    before = allowed(deed, consultation_id)
    typed = checked_text(fields.get("sibling_number", ""), "sibling_number", "유사 사건 번호")
    try:
        sibling = consultations.fetch_consultation_by_number(deed.con, typed)
    except NotFound:
        raise InvalidEntry("그 번호의 사전컨설팅이 없습니다. 번호를 확인하세요.", "sibling_number") from None
    if sibling.id == before.id:
        raise InvalidEntry("이 사건의 번호입니다. 다른 사건의 번호를 입력하세요.", "sibling_number")
    linked = (*before.sibling_ids, *({sibling.id} - set(before.sibling_ids)))
    after = write(deed, replace(before, sibling_ids=linked), version)
    return record(deed, after, sibling=sibling.number)


@act(Act.WITHDRAW_CONSULTATION)
def withdraw_consultation(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Withdraw an application before its opinion is issued, with `withdrawal_reason`; a proposal on its way falls.

    Raises: InvalidEntry, MoveNotPermitted, also while a correction of an opinion issued waits for approval.
    """
    before = allowed(deed, consultation_id)
    if ended_on(deed, before) is not None:
        raise MoveNotPermitted("이 사전컨설팅은", CONSULTATION_STATUS_LABELS[before.status], "취하")
    reason = checked_text(fields.get("withdrawal_reason", ""), "withdrawal_reason", "취하 사유")
    after = move(deed, before, version, ConsultationStatus.WITHDRAWN)
    for opinion in opinions.list_opinions(deed.con, before.id):
        if opinion.state == ApprovalState.PROPOSED:
            fallen = replace(opinion, state=ApprovalState.RETURNED, decided_at=deed.now, return_reason="신청 취하")
            opinions.update_opinion(deed.con, replace(fallen, decided_by=deed.account.id))
    return record(deed, after, status=after.status, reason=reason)


def _taken_back(deed: Deed, consultation: Consultation, answers: Sequence[ScreeningAnswer]) -> list[ScreeningAnswer]:
    """Return, open again, what this person answered before and now left open: the decision rests on it no longer."""
    given = {answer.question for answer in answers}
    return [
        replace(earlier, holds=None, reason="", answered_at=deed.now)
        for earlier in screenings.list_answers(deed.con, consultation.id)
        if earlier.account_id == deed.account.id and earlier.question not in given
    ]


def _filed(deed: Deed, draft: Draft, channel: Channel, begun: Consultation | None) -> str:
    """Keep a filed application with its screening answers and its ledger; wipe the draft. Returns its id."""
    is_demo = is_demo_office(list_settings(deed.con))
    entry = Entry(draft.fields)
    filed = _read(deed, entry, channel, begun)
    filed = replace(filed, source=source_of(draft) if is_demo else "", is_demo=is_demo)
    answers = read_answers(deed, entry, filed.id, filed.filed_on or deed.today)
    entry.must_be_sound()
    if begun is None:
        consultations.insert_consultation(deed.con, filed, agency_name(deed, filed))
    else:
        write(deed, filed, begun.version)
    for answer in answers:
        screenings.keep_answer(deed.con, answer)
    keep_application(deed, filed)
    take_files(deed, draft.fields, SUPPLIED, "consultation", filed.id)
    drafts.wipe_draft(deed.con, draft.id)
    record(deed, filed, status=filed.status, agency=agency_name(deed, filed))
    return filed.id


def _read(deed: Deed, entry: Entry, channel: Channel, begun: Consultation | None) -> Consultation:
    """Return the application as typed. Online it is filed today, otherwise on the day the paper bears."""
    kind, agency_id, department, name = read_applicant(deed, entry)
    is_online = channel == Channel.ONLINE
    return Consultation(
        id=begun.id if begun else new_id(),
        number="",
        channel=channel,
        applicant_kind=kind,
        agency_id=agency_id,
        department=department,
        applicant_name=name,
        application=read_application(entry),
        status=ConsultationStatus.APPLIED,
        opened_by=begun.opened_by if begun else deed.account.id,
        opened_at=begun.opened_at if begun else deed.now,
        applicant_id=deed.account.id if is_online else None,
        filed_on=deed.today if is_online else entry.day("filed_on", "신청일", not_after=deed.today),
        visit_id=begun.visit_id if begun else None,
        matter_id=begun.matter_id if begun else None,
    )


def _opened_by_visit(deed: Deed, consultation_id: str) -> Consultation:
    """Return a draft case of a visit. Raises: NotFound, MoveNotPermitted once it was filed."""
    begun = consultations.fetch_consultation(deed.con, consultation_id)
    begun.must_move_to(ConsultationStatus.APPLIED)
    return begun

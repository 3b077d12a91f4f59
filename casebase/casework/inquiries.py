"""Asking other bodies while a consultation is under review (의견조회, 상급기관 의뢰, 감정), and their answers."""

from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.casework.desk import Deed, Look, act
from casebase.casework.entry import LONG, Entry
from casebase.casework.suspensions import a_wait, arrived_on, day_or_today, open_wait, put_on_record, rewrite, under_way
from casebase.domain.account import Role
from casebase.domain.agency import Agency
from casebase.domain.consultation import ApplicantKind, Consultation
from casebase.domain.errors import InvalidEntry
from casebase.domain.suspension import ASKED_KINDS, SuspensionKind
from casebase.law.escalation import grounds_on
from casebase.store import accounts, agencies

BODY_KINDS = ASKED_KINDS - {SuspensionKind.SUPPLEMENT}


@act(Act.ASK_BODY)
def ask_body(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Ask another body for its view, or an expert; the case stays open under its number, which is returned.

    `fields`: kind (of BODY_KINDS), asked_of or agency_id (of `bodies_to_ask`, which then answers by its own account),
    question, due_on, ground (of the law, where the higher body is asked), begins_on (today where empty).
    Raises: SeveralInvalid, InvalidEntry, MoveNotPermitted, ChangedMeanwhile.
    """
    consultation = under_way(deed, consultation_id)
    entry = Entry(fields)
    kind = entry.choice("kind", "조회·의뢰 구분", BODY_KINDS)
    agency_id, asked_of = _read_body(deed, entry, consultation)
    question = entry.text("question", "물을 내용", limit=LONG)
    due_on = entry.day("due_on", "회신 기한")
    begins_on = day_or_today(deed, entry, "begins_on", "보낸 날")
    ground = _read_ground(entry, begins_on) if kind == SuspensionKind.HIGHER else ""
    entry.must_be_sound()
    asked = a_wait(deed, consultation, SuspensionKind(kind), begins_on, question)
    asked = replace(asked, due_on=due_on, asked_of=asked_of, agency_id=agency_id, ground=ground)
    return put_on_record(deed, consultation, version, asked)


@act(Act.REMIND_BODY)
def remind_body(deed: Deed, suspension_id: str, version: int) -> str:
    """Record that whoever was asked was reminded today. Returns the number.

    Raises: InvalidEntry, NotFound, MoveNotPermitted, ChangedMeanwhile.
    """
    consultation, waiting = open_wait(deed, suspension_id, version, ASKED_KINDS)
    if waiting.reminded_on == deed.today:
        raise InvalidEntry("오늘 이미 독촉했습니다. 급하면 전화로 확인하세요.")
    return rewrite(deed, consultation, replace(waiting, reminded_on=deed.today))


@act(Act.ANSWER_INQUIRY)
def answer_inquiry(deed: Deed, suspension_id: str, version: int, fields: dict[str, str]) -> str:
    """Answer what a body was asked, by its own account or entered by who handles the case. Returns the number.

    `fields`: answer, ends_on (the day it arrived, today where empty; only who handles the case may type it).
    Raises: SeveralInvalid, InvalidEntry, NotFound, MoveNotPermitted, ChangedMeanwhile.
    """
    consultation, waiting = open_wait(deed, suspension_id, version, BODY_KINDS)
    entry = Entry(fields)
    answer = entry.text("answer", "회신 내용", limit=LONG)
    ends_on = arrived_on(deed, entry, "회신이 도착한 날")
    entry.must_be_sound()
    return rewrite(deed, consultation, replace(waiting, ends_on=ends_on, answer=answer, ended_by=deed.account.id))


def bodies_to_ask(asked: Look, consultation: Consultation) -> list[Agency]:
    """Return the agencies that can answer by an account of their own, without the one that asks itself."""
    people = accounts.list_accounts(asked.con, (Role.APPLICANT,))
    with_account = {account.agency_id for account in people if account.is_active(asked.today)}
    if consultation.applicant_kind == ApplicantKind.AGENCY:
        with_account.discard(consultation.agency_id)
    return [each for each in agencies.list_agencies(asked.con) if each.is_active and each.id in with_account]


def _read_body(deed: Deed, entry: Entry, consultation: Consultation) -> tuple[str | None, str]:
    """Return the agency chosen, if any, and the name of who is asked."""
    names = {agency.id: agency.name for agency in bodies_to_ask(deed, consultation)}
    agency_id = entry.choice("agency_id", "조회할 기관", names, required=False)
    if agency_id:
        return agency_id, names[agency_id]
    return None, entry.text("asked_of", "조회·의뢰할 곳")


def _read_ground(entry: Entry, on: date) -> str:
    return entry.choice("ground", "의뢰 사유", {ground.code for ground in grounds_on(on)})

"""Every act on a consultation with what it is given, whatever state the consultation is in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from casebase.access.act import Act
from casebase.casework import (
    consultations,
    extensions,
    follow_ups,
    inquiries,
    ledger,
    messages,
    opinion_notices,
    opinions,
    supplements,
    suspensions,
)
from casebase.domain.account import Role
from casebase.domain.consultation import Consultation
from casebase.domain.draft import Form
from casebase.domain.opinion import FollowUp, Opinion
from casebase.domain.suspension import ASKED_KINDS, Suspension, SuspensionKind
from casebase.law.extensions import grounds_on
from casebase.store.connection import Store
from casebase.store.documents import list_documents_of
from casebase.store.drafts import find_draft_of
from casebase.store.follow_ups import list_follow_ups
from casebase.store.opinions import list_further_notices, list_opinions
from casebase.store.suspensions import list_suspensions
from tests.builders import TODAY
from tests.case_builders import Person, a_draft
from tests.consultation_stages import (
    application_fields,
    consultation_of,
    follow_up_fields,
    opinion_fields,
    screening_fields,
)

OFFICE_ROLES = frozenset({Role.AUDITOR, Role.HEAD})  # they complete what a visit began

ARRIVED = {"reached_on": TODAY.isoformat()}
RECEIPT = {"received_on": TODAY.isoformat(), "received_at": "09:30"}
SCREENED = screening_fields() | {"eligibility": "eligible", "eligibility_reason": "대상 업무에 해당한다."}
SUPPLEMENT = {"question": "하천관리계획도를 내 주세요.", "due_on": "2026-12-07"}
QUESTION = {"kind": "query", "asked_of": "국토관리청", "question": "허가 대상인가요?", "due_on": "2026-12-07"}
HEARING = {"kind": "hearing", "question": "주민 의견을 듣는다."}
GROUND = grounds_on(TODAY, is_petition=False)[0].code
EXTENSION = {"days": "10", "ground": GROUND, "reason": "관계기관의 회신이 늦어진다."}
PROGRESS = {"text": "관계기관의 회신을 기다리고 있습니다."}
NOTICE = {"notified_on": TODAY.isoformat(), "notified_how": "mail"}
FURTHER = {"recipient": "가람도", **NOTICE}
CORRECTION = opinion_fields(cause="조건을 잘못 적음")
ACCEPTED = {"state": "accepted", "judgement": "의견대로 처리하였다."}
WITHDRAWAL = {"withdrawal_reason": "사업을 접었다."}
# One draft for each step that is typed: no two steps share a field.
STEP = {"material": "덧붙임", "answer": "냅니다.", "message": "보냅니다.", "note": "통화함", **follow_up_fields()}


@dataclass(frozen=True)
class Case:
    """A consultation as it stood when it was looked at, and what its acts are given."""

    store: Store
    id: str

    @cached_property
    def now(self) -> Consultation:
        return consultation_of(self.store, self.id)

    @cached_property
    def seen(self) -> tuple[str, int]:
        return self.id, self.now.version

    @cached_property
    def _waits(self) -> list[Suspension]:
        with self.store.reading() as con:
            return sorted(list_suspensions(con, self.id), key=lambda wait: (wait.is_open, wait.id))

    def wait(self, *kinds: SuspensionKind) -> tuple[str, int]:
        """The open wait of some kinds, or else the last one."""
        found = [wait for wait in self._waits if wait.kind in kinds]
        return (found[-1].id, found[-1].version) if found else ("none", 1)

    @cached_property
    def _opinions(self) -> list[Opinion]:
        with self.store.reading() as con:
            return list_opinions(con, self.id)

    @cached_property
    def opinion(self) -> tuple[str, str]:
        """The newest opinion with the digest of what was read."""
        return (self._opinions[0].id, self._opinions[0].digest) if self._opinions else ("none", "")

    @cached_property
    def further_notice(self) -> str:
        with self.store.reading() as con:
            papers = list_documents_of(con, "consultation", self.id)
            notices = [notice.id for paper in papers for notice in list_further_notices(con, paper.id)]
        return notices[0] if notices else "none"

    @cached_property
    def report(self) -> tuple[str, int]:
        with self.store.reading() as con:
            reports: list[FollowUp] = list_follow_ups(con, self.id)
        return (reports[0].id, reports[0].version) if reports else ("none", 1)


Given = Callable[[Case, Person], tuple[object, ...]]


@dataclass(frozen=True)
class Move:
    """One act on a consultation, the function that does it, and what that is given besides the desk."""

    act: Act
    function: Callable[..., str]
    given: Given

    @property
    def name(self) -> str:
        return self.function.__name__


def seen(*arguments: object) -> Given:
    return lambda case, _: (*case.seen, *arguments)


def named(*arguments: object) -> Given:
    return lambda case, _: (case.id, *arguments)


def wait(*kinds: SuspensionKind, given: tuple[object, ...] = ()) -> Given:
    return lambda case, _: (*case.wait(*kinds), *given)


def step(case: Case, person: Person) -> tuple[object, ...]:
    return case.id, step_of(person)


def step_of(person: Person) -> str:
    """Return a person's one draft of every step."""
    return _draft_of(person, Form.CASE_STEP, STEP)


def application_of(person: Person, subject: str = "") -> str:
    """Return a person's draft of an application, whoever they are."""
    return _draft_of(person, Form.CONSULTATION, APPLICATION, subject)


APPLICATION = application_fields(
    applicant_kind="resident", agency_id="agency-48120", filed_on=TODAY.isoformat(), department="도로과"
)


def _draft_of(person: Person, form: Form, fields: dict[str, str], subject: str = "") -> str:
    with person.store.reading() as con:
        found = find_draft_of(con, person.id, form, subject)
    return found.id if found else a_draft(person, form, fields, subject)


def _site_check(case: Case, _: Person) -> tuple[object, ...]:
    with case.store.reading() as con:
        ((number,),) = con.rows("select number from visits order by id limit 1")
    return *case.seen, {"visit_number": number}


def _sibling(case: Case, _: Person) -> tuple[object, ...]:
    """Another case: the one that was received first."""
    with case.store.reading() as con:
        others = "select number from consultations where number is not null and id <> ? order by id limit 1"
        ((number,),) = con.rows(others, [case.id])
    return *case.seen, {"sibling_number": number}


def _ownership(case: Case, _: Person) -> tuple[object, ...]:
    """To an auditor alone."""
    with case.store.reading() as con:
        ((auditor_id,),) = con.rows("select id from accounts where role = 'auditor' order by id limit 1")
    return *case.seen, {"handler_id": auditor_id, "co_handler_ids": "[]"}


QUERY, ASKED, KINDS = SuspensionKind.QUERY, tuple(ASKED_KINDS), tuple(suspensions.BY_HAND)

MOVES = (
    Move(Act.APPLY_FOR_CONSULTATION, consultations.apply_for_consultation, lambda _, who: (application_of(who),)),
    Move(
        Act.REGISTER_CONSULTATION,
        consultations.register_consultation,
        lambda case, person: (application_of(person, case.id if person.account.role in OFFICE_ROLES else ""),),
    ),
    Move(Act.RECEIVE_CONSULTATION, consultations.receive_consultation, seen(RECEIPT)),
    Move(Act.SCREEN_CONSULTATION, consultations.screen_consultation, seen(SCREENED)),
    Move(Act.ASSIGN_CONSULTATION, consultations.assign_consultation, _ownership),
    Move(Act.ADD_MATERIAL, ledger.add_material, step),
    Move(Act.ASK_SUPPLEMENT, supplements.ask_supplement, seen(SUPPLEMENT)),
    Move(
        Act.ANSWER_SUPPLEMENT,
        supplements.answer_supplement,
        lambda case, person: (*case.wait(SuspensionKind.SUPPLEMENT), step_of(person)),
    ),
    Move(Act.ASK_BODY, inquiries.ask_body, seen(QUESTION)),
    Move(Act.REMIND_BODY, inquiries.remind_body, wait(*ASKED)),
    Move(Act.ANSWER_INQUIRY, inquiries.answer_inquiry, wait(QUERY, given=({"answer": "허가 대상이다."},))),
    Move(Act.BEGIN_SUSPENSION, suspensions.begin_suspension, seen(HEARING)),
    Move(Act.END_SUSPENSION, suspensions.end_suspension, wait(SuspensionKind.HEARING, given=({},))),
    Move(Act.CANCEL_SUSPENSION, suspensions.cancel_suspension, wait(*KINDS, given=({"reason": "잘못 적음"},))),
    Move(Act.EXTEND_PERIOD, extensions.extend_period, seen(EXTENSION)),
    Move(Act.TELL_PROGRESS, extensions.tell_progress, seen(PROGRESS)),
    Move(Act.LINK_SITE_CHECK, consultations.link_site_check, _site_check),
    Move(Act.LINK_SIBLING, consultations.link_sibling, _sibling),
    Move(Act.SEND_MESSAGE, messages.send_message, step),
    Move(Act.ADD_NOTE, messages.add_note, step),
    Move(Act.PROPOSE_OPINION, opinions.propose_opinion, seen(opinion_fields())),
    Move(Act.RETURN_OPINION, opinions.return_opinion, lambda case, _: (case.opinion[0], "다시 살피세요.")),
    Move(Act.ISSUE_OPINION, opinions.issue_opinion, lambda case, _: case.opinion),
    Move(Act.NOTIFY_OPINION, opinion_notices.notify_opinion, seen(NOTICE)),
    Move(Act.RECORD_OPINION_ARRIVAL, opinion_notices.record_opinion_arrival, named(ARRIVED)),
    Move(Act.NOTIFY_FURTHER, opinion_notices.notify_further, named(FURTHER)),
    Move(Act.NOTIFY_FURTHER, opinion_notices.record_further_arrival, lambda case, _: (case.further_notice, ARRIVED)),
    Move(Act.PROPOSE_OPINION_CORRECTION, opinions.propose_opinion_correction, seen(CORRECTION)),
    Move(Act.PROPOSE_OPINION_WITHDRAWAL, opinions.propose_opinion_withdrawal, seen("사실이 달랐다.")),
    Move(Act.REOPEN_CONSULTATION, opinions.reopen_consultation, seen()),
    Move(Act.REPORT_FOLLOW_UP, follow_ups.report_follow_up, step),
    Move(Act.JUDGE_FOLLOW_UP, follow_ups.judge_follow_up, lambda case, _: (*case.report, ACCEPTED)),
    Move(Act.CLOSE_CONSULTATION, follow_ups.close_consultation, seen()),
    Move(Act.WITHDRAW_CONSULTATION, consultations.withdraw_consultation, seen(WITHDRAWAL)),
)

"""One consultation of a filled office, with what belongs to it, as far as its age has carried it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from benchmarks.work import SENTENCES, Happening, instant_of, moment
from casebase.access.act import Act
from casebase.domain.agency import Agency
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import digest
from casebase.domain.case import FIELDS, CaseKind, numbered
from casebase.domain.consultation import (
    CHECKLIST,
    ApplicantKind,
    Application,
    Channel,
    Consultation,
    ConsultationStatus,
    Eligibility,
)
from casebase.domain.document import Document, DocumentKind
from casebase.domain.opinion import FollowUp, FollowUpDeed, Opinion, OpinionKind, OpinionOutcome, OpinionText
from casebase.domain.suspension import Extension, Suspension, SuspensionKind
from casebase.store.ids import new_id

DAYS_TO_RECEIPT, DAYS_TO_PROPOSAL, DAYS_TO_OPINION, DAYS_TO_NOTICE, DAYS_TO_REPORT = 1, 18, 20, 22, 60

_UNRECEIVED = {ConsultationStatus.APPLIED}
_SENT_ON = {
    ConsultationStatus.RETURNED: OpinionOutcome.RETURNED,
    ConsultationStatus.TRANSFERRED: OpinionOutcome.TRANSFERRED,
}
_NOTIFIED = {ConsultationStatus.NOTIFIED, ConsultationStatus.FOLLOW_UP, ConsultationStatus.CLOSED, *_SENT_ON}
_ANSWERED = {ConsultationStatus.ISSUED, *_NOTIFIED}
_WITH_OPINION = {ConsultationStatus.PROPOSED, *_ANSWERED}
_ARRIVED = {ConsultationStatus.FOLLOW_UP, ConsultationStatus.CLOSED}
_ANSWERS = (OpinionOutcome.ACCEPTED, OpinionOutcome.CONDITIONAL, OpinionOutcome.ALTERNATIVE, OpinionOutcome.REJECTED)


@dataclass(frozen=True, kw_only=True)
class Filing:
    """Who filed an application when, who handles it, who signs, and where it has come to."""

    serial: int
    on: date
    agency: Agency
    applicant_id: str | None
    handler_id: str
    head_id: str
    status: ConsultationStatus

    @property
    def is_received(self) -> bool:
        return self.status not in _UNRECEIVED

    def day_after(self, days: int) -> date:
        """Return a day so many after the filing, never later than today."""
        return self.moment_after(days).date()

    def moment_after(self, days: int) -> datetime:
        return moment(self.on, days * 24 + 1)


def consultation_of(filing: Filing, chance: random.Random) -> Consultation:
    is_received = filing.is_received
    return Consultation(
        id=new_id(),
        number=numbered(filing.on.year, CaseKind.CONSULTATION, filing.serial) if is_received else "",
        channel=Channel.ONLINE if filing.applicant_id else Channel.PAPER,
        applicant_kind=ApplicantKind.AGENCY if chance.random() < 0.9 else ApplicantKind.BUSINESS,
        agency_id=filing.agency.id,
        department="기업지원과",
        applicant_name="담당자",
        applicant_id=filing.applicant_id,
        application=_application(filing, chance),
        status=filing.status,
        opened_by=filing.applicant_id or filing.handler_id,
        opened_at=instant_of(filing.moment_after(0)),
        filed_on=filing.on,
        received_on=filing.day_after(DAYS_TO_RECEIPT) if is_received else None,
        received_at=time(9, 30) if is_received else None,
        handler_id=filing.handler_id if is_received else None,
        eligibility=Eligibility.ELIGIBLE if is_received else None,
        screened_by=filing.handler_id if is_received else None,
        follow_up_due_on=filing.on + timedelta(days=DAYS_TO_REPORT) if filing.status in _ARRIVED else None,
    )


def _application(filing: Filing, chance: random.Random) -> Application:
    background, request, issues, view_a, view_b, opinion = chance.sample(SENTENCES, 6)
    return Application(
        title=request[:30],
        field=chance.choice(FIELDS),
        background=f"{background} {issues}",
        request=request,
        law="산업집적활성화 및 공장설립에 관한 법률 제13조",
        law_as_of=filing.on,
        issues=issues,
        view_a=f"{view_a} {request}",
        view_b=f"{view_b} {background}",
        opinion=opinion,
        self_review="자체 규제심사 부서의 검토를 거쳤다.",
        checklist=tuple(CHECKLIST),
    )


def suspensions_of(filing: Filing, case: Consultation, chance: random.Random) -> Iterator[Suspension]:
    """Of the received every second one had to be completed; of those without an opinion, every fifth waits."""
    if case.received_on is None:
        return
    if chance.random() < 0.5:
        yield _supplement(filing, case)
    if filing.status not in _WITH_OPINION and chance.random() < 0.2:
        begins_on = min(case.received_on + timedelta(days=8), filing.day_after(8))
        yield Suspension(
            id=new_id(),
            consultation_id=case.id,
            kind=SuspensionKind.QUERY,
            begins_on=begins_on,
            due_on=begins_on + timedelta(days=14),
            asked_of="도시계획과",
            question=SENTENCES[0],
            entered_by=filing.handler_id,
            entered_at=instant_of(filing.moment_after(8)),
        )


def _supplement(filing: Filing, case: Consultation) -> Suspension:
    return Suspension(
        id=new_id(),
        consultation_id=case.id,
        kind=SuspensionKind.SUPPLEMENT,
        begins_on=filing.day_after(3),
        ends_on=filing.day_after(6),
        due_on=filing.on + timedelta(days=10),
        asked_of="담당자",
        question=SENTENCES[1],
        answer=SENTENCES[2],
        entered_by=filing.handler_id,
        entered_at=instant_of(filing.moment_after(3)),
        ended_by=filing.handler_id,
    )


def extension_of(filing: Filing, case: Consultation) -> Extension:
    return Extension(
        id=new_id(),
        consultation_id=case.id,
        position=1,
        days=10,
        ground="others",
        reason=SENTENCES[3],
        decided_on=filing.day_after(15),
        decided_by=filing.head_id,
        notified_on=filing.day_after(15),
    )


def opinion_of(filing: Filing, case: Consultation, chance: random.Random) -> Opinion | None:
    """Return the opinion as proposed or issued; None where the case has not come to one."""
    if filing.status not in _WITH_OPINION:
        return None
    is_issued = filing.status in _ANSWERED
    asked = case.application
    return Opinion(
        id=new_id(),
        consultation_id=case.id,
        kind=OpinionKind.ANSWER,
        outcome=_SENT_ON.get(filing.status) or chance.choice(_ANSWERS),
        text=OpinionText(
            overview=asked.background,
            law=asked.law,
            issues=asked.issues,
            view_a=asked.view_a,
            view_b=asked.view_b,
            review=asked.opinion,
            conclusion=asked.request,
            conditions="",
            notes="",
        ),
        cause="",
        state=ApprovalState.ISSUED if is_issued else ApprovalState.PROPOSED,
        digest=digest(case.id.encode()),
        proposed_by=filing.handler_id,
        proposed_at=instant_of(filing.moment_after(DAYS_TO_PROPOSAL)),
        decided_by=filing.head_id if is_issued else None,
        decided_at=instant_of(filing.moment_after(DAYS_TO_OPINION)) if is_issued else None,
        document_id=new_id() if is_issued else None,
    )


def paper_of(filing: Filing, case: Consultation, document_id: str) -> Document:
    is_notified = filing.status in _NOTIFIED
    return Document(
        id=document_id,
        kind=DocumentKind.OPINION,
        number=case.number.replace("사전", "의견"),
        subject_kind="consultation",
        subject_id=case.id,
        issued_on=filing.day_after(DAYS_TO_OPINION),
        sha256=digest(case.id.encode()),
        content_sha256=digest(case.number.encode()),
        size=90_000,
        notified_on=filing.day_after(DAYS_TO_NOTICE) if is_notified else None,
        notified_how="electronic" if is_notified else "",
        reached_on=filing.day_after(DAYS_TO_NOTICE) if filing.status in _ARRIVED or filing.status in _SENT_ON else None,
    )


def report_of(filing: Filing, case: Consultation) -> FollowUp:
    return FollowUp(
        id=new_id(),
        consultation_id=case.id,
        deed=FollowUpDeed.AS_ADVISED,
        done_on=filing.day_after(DAYS_TO_NOTICE),
        text=SENTENCES[4],
        reported_by=filing.applicant_id or filing.handler_id,
        reported_on=filing.day_after(DAYS_TO_NOTICE),
    )


def happenings_of(filing: Filing, case: Consultation) -> Iterator[Happening]:
    """Yield what the events tell: how it came, and the answer where there is one."""
    came = (DAYS_TO_RECEIPT, filing.handler_id, Act.RECEIVE_CONSULTATION)
    if not filing.is_received:
        came = (0, case.opened_by, Act.APPLY_FOR_CONSULTATION)
    answered = (DAYS_TO_OPINION, filing.head_id, Act.ISSUE_OPINION)
    for days, account_id, act in (came, answered) if filing.status in _ANSWERED else (came,):
        yield Happening(
            at=filing.moment_after(days),
            account_id=account_id,
            act=act,
            kind="consultation",
            subject_id=case.id,
            detail={"number": case.number, "title": case.application.title},
        )

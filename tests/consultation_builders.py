"""Consultations to test with, put on record as the store keeps them, without the acts that lead there."""

from datetime import date
from itertools import count

from casebase.domain.account import Account
from casebase.domain.agency import Agency
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import ApplicantKind, Application, Channel, Consultation, ConsultationStatus
from casebase.domain.document import Document, DocumentKind
from casebase.domain.opinion import (
    FollowUp,
    FollowUpDeed,
    FurtherNotice,
    Opinion,
    OpinionKind,
    OpinionOutcome,
    OpinionText,
)
from casebase.domain.suspension import Extension, Suspension, SuspensionKind
from casebase.store.connection import Connection
from casebase.store.consultations import insert_consultation
from casebase.store.documents import insert_document
from casebase.store.follow_ups import insert_follow_up
from casebase.store.ids import new_id
from casebase.store.opinions import insert_further_notice, insert_opinion
from casebase.store.suspensions import insert_extension, insert_suspension
from tests.builders import an_account

_serial = count(1)
_UNNUMBERED = {ConsultationStatus.DRAFTING, ConsultationStatus.APPLIED}


def an_application(**changes: object) -> Application:
    """What an agency asks."""
    told: dict[str, object] = {
        "title": "하천 구역에 걸친 진입도로의 점용허가 가능 여부",
        "field": "인허가",
        "background": "공장 증설에 필요한 진입도로가 하천 구역 일부를 지난다.",
        "request": "하천 점용허가를 할 수 있는지 의견을 구한다.",
        "law": "하천법 제33조 제1항",
        "law_as_of": date(2026, 11, 1),
        "issues": "진입도로가 점용허가를 할 수 있는 공작물인지 여부",
        "view_a": "공익 목적의 도로이므로 허가할 수 있다.",
        "view_b": "사익을 위한 진입도로이므로 허가할 수 없다.",
        "opinion": "갑설에 따라 허가함이 타당하다.",
        "self_review": "법무팀의 검토를 거쳤다.",
        "checklist": ("facts", "law"),
    }
    return Application(**(told | changes))  # type: ignore[arg-type]


def a_consultation(
    con: Connection,
    agency: Agency,
    *,
    opened_by: Account | None = None,
    applicant: Account | None = None,
    handler: Account | None = None,
    owners: tuple[Account, ...] = (),
    status: ConsultationStatus = ConsultationStatus.UNDER_REVIEW,
    filed_on: date = date(2026, 11, 2),
    applicant_kind: ApplicantKind = ApplicantKind.AGENCY,
    field: str = "인허가",
    **facts: object,
) -> Consultation:
    """Put a consultation on record: a draft is not filed yet, and only what was received has a number."""
    is_filed = status != ConsultationStatus.DRAFTING
    is_received = status not in _UNNUMBERED
    told: dict[str, object] = {
        "channel": Channel.ONLINE if applicant else Channel.PAPER,
        "department": "도로과",
        "applicant_name": applicant.name if applicant else "도로과 주무관",
        "opened_at": "2026-11-02T01:00:00.000000Z",
        "filed_on": filed_on if is_filed else None,
        "received_on": filed_on if is_received else None,
        "number": f"{filed_on.year}-사전-{next(_serial):04d}" if is_received else "",
    }
    consultation = Consultation(
        id=new_id(),
        agency_id=agency.id,
        applicant_kind=applicant_kind,
        applicant_id=applicant.id if applicant else None,
        application=an_application(field=field),
        status=status,
        handler_id=handler.id if handler else None,
        co_handler_ids=tuple(owner.id for owner in owners),
        opened_by=(opened_by or applicant or handler or an_account(con)).id,
        **(told | facts),  # type: ignore[arg-type]
    )
    insert_consultation(con, consultation, agency.name)
    return consultation


def a_suspension(
    con: Connection,
    consultation: Consultation,
    kind: SuspensionKind = SuspensionKind.QUERY,
    *,
    begins_on: date = date(2026, 11, 10),
    agency: Agency | None = None,
    **facts: object,
) -> Suspension:
    """Put a suspension on record; it lasts unless `ends_on` or `cancelled_on` is given."""
    suspension = Suspension(
        id=new_id(),
        consultation_id=consultation.id,
        kind=kind,
        begins_on=begins_on,
        entered_by=consultation.opened_by,
        entered_at="2026-11-10T01:00:00.000000Z",
        asked_of=agency.name if agency else "",
        agency_id=agency.id if agency else None,
        **facts,  # type: ignore[arg-type]
    )
    insert_suspension(con, suspension)
    return suspension


def an_extension(con: Connection, consultation: Consultation, position: int = 1, **facts: object) -> Extension:
    """Put an extension by ten days on record."""
    extension = Extension(
        id=new_id(),
        consultation_id=consultation.id,
        position=position,
        days=10,
        ground="complex",
        reason="관계 법령의 해석이 엇갈린다.",
        decided_on=date(2026, 11, 16),
        decided_by=consultation.opened_by,
        **facts,  # type: ignore[arg-type]
    )
    insert_extension(con, extension)
    return extension


def an_opinion(
    con: Connection,
    consultation: Consultation,
    kind: OpinionKind = OpinionKind.ANSWER,
    outcome: OpinionOutcome = OpinionOutcome.ACCEPTED,
    *,
    state: ApprovalState = ApprovalState.PROPOSED,
    document: Document | None = None,
) -> Opinion:
    """Put an opinion on record."""
    opinion = Opinion(
        id=new_id(),
        consultation_id=consultation.id,
        kind=kind,
        outcome=outcome,
        text=an_opinion_text(),
        cause="",
        state=state,
        digest="0" * 64,
        proposed_by=consultation.opened_by,
        proposed_at="2026-11-20T01:00:00.000000Z",
        document_id=document.id if document else None,
    )
    insert_opinion(con, opinion)
    return opinion


def an_opinion_text() -> OpinionText:
    return OpinionText(
        overview="진입도로의 점용허가에 관한 신청이다.",
        law="하천법 제33조",
        issues="공작물인지 여부",
        view_a="허가할 수 있다.",
        view_b="허가할 수 없다.",
        review="공익과 사익을 견주어 검토하였다.",
        conclusion="허가할 수 있다고 판단된다.",
        conditions="‘하천관리계획’에 맞출 것",
        notes="사실관계가 다르면 의견의 효력이 없다.",
    )


def an_opinion_paper(con: Connection, consultation: Consultation, notified_on: date | None = None) -> Document:
    """Put an opinion's paper on record, notified or not."""
    document = Document(
        id=new_id(),
        kind=DocumentKind.OPINION,
        number=new_id(),
        subject_kind="consultation",
        subject_id=consultation.id,
        issued_on=date(2026, 11, 20),
        sha256="",
        content_sha256="",
        size=1,
        notified_on=notified_on,
    )
    insert_document(con, document)
    return document


def a_further_notice(con: Connection, document: Document, **facts: object) -> FurtherNotice:
    """Put on record that an opinion went to another agency as well."""
    notice = FurtherNotice(
        id=new_id(),
        document_id=document.id,
        recipient="낙동강유역환경청",
        notified_how="온나라 문서",
        **{"notified_on": date(2026, 11, 21), **facts},  # type: ignore[arg-type]
    )
    insert_further_notice(con, notice)
    return notice


def a_follow_up(con: Connection, consultation: Consultation, **facts: object) -> FollowUp:
    """Put on record that the agency acted as it was advised."""
    told: dict[str, object] = {"deed": FollowUpDeed.AS_ADVISED, "done_on": date(2026, 12, 1)}
    follow_up = FollowUp(
        id=new_id(),
        consultation_id=consultation.id,
        text="점용허가를 하였다.",
        reported_by=consultation.opened_by,
        reported_on=date(2026, 12, 2),
        **(told | facts),  # type: ignore[arg-type]
    )
    insert_follow_up(con, follow_up)
    return follow_up

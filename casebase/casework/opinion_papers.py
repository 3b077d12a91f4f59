"""What stands on an opinion, gathered from the record as it is at this moment."""

from dataclasses import replace

from casebase.casework.clock import deadline_of, regime_of
from casebase.casework.consultation_changes import agency_name
from casebase.casework.desk import Look
from casebase.casework.ledger import supplied
from casebase.casework.opinion_entry import BLOCKS, block_heading
from casebase.casework.papers import latest_paper, letterhead, nobodys
from casebase.domain.account import ROLE_LABELS, Role
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.consultation import Consultation
from casebase.domain.document import DOCUMENT_TITLES, Attachment, Document, DocumentKind
from casebase.domain.opinion import OPINION_KIND_LABELS, WITHOUT_ANSWER, Opinion, OpinionKind, OpinionOutcome
from casebase.domain.papers import DateProofRow, OpinionPaper, SuppliedOnPaper
from casebase.domain.suspension import SuspensionKind
from casebase.korean.dates import clock_time, local_time, official_span
from casebase.law.periods import PeriodRow
from casebase.law.presumption import conditions_on
from casebase.law.regimes import CLOCK_LABELS
from casebase.law.values import printed_source, value_on
from casebase.store import accounts, opinions, suspensions
from casebase.store.settings import list_settings

TITLES = {
    OpinionOutcome.RETURNED: "사전컨설팅 반려 통지서",
    OpinionOutcome.TRANSFERRED: "사전컨설팅 이첩 통지서",
}
_REGULATION = "지방공무원 적극행정 운영규정"
_TO_PETITIONERS = "면책 추정은 업무를 처리한 공무원에게만 적용되며, 업체나 주민의 책임이나 허가 여부를 정하지 아니한다."


def opinion_paper(
    asked: Look, consultation: Consultation, opinion: Opinion, *, is_draft: bool, corrects: Document | None = None
) -> OpinionPaper:
    """Return an opinion as it would be printed now, its letterhead still without number and approvals.

    `consultation` has been received. `corrects` is the paper that a correction or withdrawal takes the place of.
    """
    deadline = deadline_of(asked, consultation)
    asks = consultation.application
    return OpinionPaper(
        head=letterhead(
            asked,
            consultation.applicant_name if consultation.is_petition else _head_of(asked, consultation),
            disclosure=consultation.disclosure,
            clauses=consultation.disclosure_clauses,
            is_draft=is_draft,
        ),
        title_of_paper=TITLES.get(opinion.outcome, DOCUMENT_TITLES[DocumentKind.OPINION]),
        case_number=consultation.number,
        title=asks.title,
        field=asks.field,
        applicant=_applicant(asked, consultation),
        drafter=_drafter(asked, opinion),
        filed_on=consultation.filed_on or asked.today,
        supplemented_on=tuple(
            each.ends_on
            for each in suspensions.list_suspensions(asked.con, consultation.id)
            if each.kind == SuspensionKind.SUPPLEMENT and each.is_in_force and each.ends_on
        ),
        received_on=consultation.received_on or asked.today,
        outcome=outcome_label(asked, opinion.outcome),
        blocks=_blocks(opinion),
        due_on=deadline.due_on if deadline else None,
        due_at=clock_time(deadline.due_at) if deadline and deadline.due_at else "",
        due_basis=_due_basis(asked, consultation),
        proof=tuple(_proof_row(row) for row in deadline.rows) if deadline else (),
        supplied=tuple(_supplied(asked, consultation, file) for file in supplied(asked, consultation)),
        effect=_effect(asked, consultation, opinion),
        copies_to=_copies_to(asked, consultation, corrects),
        kind=OPINION_KIND_LABELS[opinion.kind],
        corrects=corrects.number if corrects else "",
        cause=opinion.cause,
        source=consultation.source,
    )


def superseded(asked: Look, consultation: Consultation, kind: OpinionKind) -> Document | None:
    """Return the paper that an opinion takes the place of: a correction and a withdrawal do, an answer never."""
    return None if kind == OpinionKind.ANSWER else paper_of(asked, consultation)


def paper_of(asked: Look, consultation: Consultation) -> Document | None:
    """Return the newest paper issued on a consultation."""
    return latest_paper(asked, DocumentKind.OPINION, ("consultation", consultation.id))


def issued_opinions(asked: Look, consultation: Consultation) -> list[Opinion]:
    """Return what was issued on a consultation, the newest first."""
    found = opinions.list_opinions(asked.con, consultation.id)
    return [opinion for opinion in found if opinion.state == ApprovalState.ISSUED]


def is_answer(opinion: Opinion) -> bool:
    """Say whether an opinion advises on what was asked, so that somebody may act on it and report what they did."""
    return opinion.kind != OpinionKind.WITHDRAWAL and opinion.outcome not in WITHOUT_ANSWER


def outcome_label(asked: Look, outcome: OpinionOutcome) -> str:
    """Return the office's own word for an outcome, as it stands today."""
    return str(value_on(f"outcomes.{outcome}", asked.today, list_settings(asked.con)).value)


def as_preview(paper: OpinionPaper) -> OpinionPaper:
    """Return the paper as a draft: marked on every page, without number, day and approvals."""
    return replace(paper, head=replace(paper.head, is_draft=True, number="", issued_on=None, approvals=()))


def content_digest(paper: OpinionPaper) -> str:
    """Return the SHA-256 of all that is answered, whatever letterhead it will leave under."""
    return digest(canonical_json(replace(paper, head=nobodys(paper.head))))


def _head_of(asked: Look, consultation: Consultation) -> str:
    return f"{agency_name(asked, consultation)}의 장"


def _applicant(asked: Look, consultation: Consultation) -> str:
    """Return "가람군(도로과)", or the business or resident by name."""
    if consultation.is_petition:
        return consultation.applicant_name
    agency = agency_name(asked, consultation)
    return f"{agency}({consultation.department})" if consultation.department else agency


def _drafter(asked: Look, opinion: Opinion) -> str:
    account = accounts.fetch_account(asked.con, opinion.proposed_by)
    return f"{ROLE_LABELS[account.role]} {account.name}"


def _blocks(opinion: Opinion) -> tuple[tuple[str, str], ...]:
    """Return the blocks with their headings; of an opinion withdrawn only what it concluded."""
    names = ("conclusion",) if opinion.kind == OpinionKind.WITHDRAWAL else tuple(BLOCKS)
    written = ((block_heading(name, opinion.outcome), getattr(opinion.text, name)) for name in names)
    return tuple((heading, text) for heading, text in written if text)


def _due_basis(asked: Look, consultation: Consultation) -> str:
    """Return what the period rests on: its length, how it is counted, and by which article or whose decision."""
    if consultation.received_on is None:
        return ""
    regime = regime_of(asked, consultation)
    rests_on = dict.fromkeys((regime.period.printed_source, regime.clock_article))
    return f"{regime.period.printed}, {CLOCK_LABELS[regime.clock]} ({'; '.join(rests_on)})"


def _proof_row(row: PeriodRow) -> DateProofRow:
    return DateProofRow(
        period=official_span(row.from_on, row.to_on), days=row.counted, reason=row.reason, article=row.article
    )


def _supplied(asked: Look, consultation: Consultation, file: Attachment) -> SuppliedOnPaper:
    """Return a ledger's entry; of what came on paper it says who entered it."""
    account = accounts.fetch_account(asked.con, file.added_by)
    is_own = account.role == Role.APPLICANT
    return SuppliedOnPaper(
        name=file.name,
        supplied_at=local_time(file.added_at),
        supplied_by=account.name if is_own else f"{consultation.applicant_name}({account.name} 입력)",
        size=_printed_size(file.size),
        sha256=file.sha256,
    )


def _printed_size(size: int) -> str:
    if size < 1024:
        return f"{size}B"
    return f"{size / 1024:.1f}KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f}MB"


def _copies_to(asked: Look, consultation: Consultation, corrects: Document | None) -> tuple[str, ...]:
    """Return who else is told: the agency whose act a petition is about, and all who hold the paper superseded."""
    told = opinions.list_further_notices(asked.con, corrects.id) if corrects else []
    concerned = [_head_of(asked, consultation)] if consultation.is_petition and consultation.agency_id else []
    return tuple(dict.fromkeys([*concerned, *(notice.recipient for notice in told)]))


def _effect(asked: Look, consultation: Consultation, opinion: Opinion) -> tuple[str, ...]:
    """Return what follows from the paper, a sentence each: never more than its law gives its reader."""
    arrival = "이 문서는 신청인에게 도달한 날부터 효력이 있다."
    if opinion.kind == OpinionKind.WITHDRAWAL:
        return (arrival,)
    if opinion.outcome in WITHOUT_ANSWER:
        return (arrival, "이 통지는 신청한 사안에 대한 의견이 아니므로 면책 추정의 근거가 되지 아니한다.")
    return (arrival, *_presumption(consultation), _TO_PETITIONERS if consultation.is_petition else _report_duty(asked))


def _presumption(consultation: Consultation) -> tuple[str, ...]:
    """지방공무원 적극행정 운영규정 제15조 제4항, 제16조 제2항: who is protected are officials that act on the opinion.

    Empty where no provision presumed anything on the day of receipt.
    """
    sources = {
        ground.code: printed_source(ground.basis, ground.source)
        for ground in (conditions_on(consultation.received_on) if consultation.received_on else ())
    }
    if not sources:
        return ()
    return (
        f"이 의견대로 업무를 처리한 지방공무원은 면책 요건을 갖춘 것으로 추정한다({sources['as_advised']}).",
        f"이 의견대로 업무를 처리한 지방공무원에게는 징계의결을 하지 아니한다({_REGULATION} 제16조 제2항).",
        "그 공무원과 대상 업무 사이에 사적인 이해관계가 있거나 이 의견에 필요한 정보를 충분히 제공하지 아니한 경우에는"
        f" 추정하지 아니하고 징계의결도 면하지 아니한다({_REGULATION} 제15조 제4항 단서, 제16조 제2항).",
        f"이 의견은 신청한 사안과 동일한 사안에 한하여 효력이 있다({sources['same_matter']}).",
    )


def _report_duty(asked: Look) -> str:
    days = value_on("consultations.follow_up_days", asked.today, list_settings(asked.con))
    return (
        "신청기관은 조치한 결과를 감사기구에 알려야 한다(공공감사에 관한 법률 시행령 제13조의2 제3항, 제13조 제4항)."
        f" 알릴 기한은 이 문서가 도달한 날부터 {days.printed}이다({days.printed_source})."
    )

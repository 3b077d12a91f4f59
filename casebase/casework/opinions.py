"""Opinions: proposed by the handler, approved and issued by another; corrected or withdrawn the same way."""

from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.casework.approvals import approval_box, status_before, wipe_proposal_draft, withdraw_paper
from casebase.casework.clock import ended_on
from casebase.casework.consultation_changes import allowed, move, must_stand_at, record
from casebase.casework.desk import Deed, Look, act
from casebase.casework.entry import checked_text
from casebase.casework.follow_ups import must_be_judged
from casebase.casework.ledger import damaged
from casebase.casework.opinion_entry import OpinionProposal, read_opinion
from casebase.casework.opinion_papers import (
    as_preview,
    content_digest,
    is_answer,
    issued_opinions,
    opinion_paper,
    paper_of,
    superseded,
)
from casebase.casework.papers import keep_paper, numbered
from casebase.documents.opinion import opinion_pdf
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.consultation import Consultation, ConsultationStatus, Eligibility
from casebase.domain.document import Document, DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, SecondPersonNeeded
from casebase.domain.opinion import OPINION_OUTCOME_LABELS, WITHOUT_ANSWER, Opinion, OpinionKind, OpinionOutcome
from casebase.domain.papers import OpinionPaper
from casebase.domain.suspension import SUSPENSION_LABELS, Suspension, SuspensionKind
from casebase.korean.text import particle
from casebase.store import opinions, screenings, suspensions
from casebase.store.ids import new_id


@act(Act.PROPOSE_OPINION)
def propose_opinion(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Propose an opinion for approval. Returns the opinion's id.

    `fields`: see `read_opinion`. Raises: SeveralInvalid, MoveNotPermitted, ChangedMeanwhile, and InvalidEntry
    while something asked is unanswered, before it is decided whether the matter is one for an opinion, where the
    outcome does not go with that, and where a file supplied is damaged.
    """
    consultation = allowed(deed, consultation_id)
    must_stand_at(consultation, frozenset({ConsultationStatus.UNDER_REVIEW}), "의견안 상신")
    proposal = read_opinion(fields, OpinionKind.ANSWER)
    _must_wait_for_nothing(deed, consultation)
    _must_be_fit_to_print(deed, consultation, proposal.outcome)
    return _proposed(deed, consultation, version, proposal, OpinionKind.ANSWER)


@act(Act.PROPOSE_OPINION_CORRECTION)
def propose_opinion_correction(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Propose a paper that corrects the issued one and supersedes it; `fields` also holds `cause`."""
    consultation = allowed(deed, consultation_id)
    _in_force(deed, consultation)
    proposal = read_opinion(fields, OpinionKind.CORRECTION)
    _must_be_fit_to_print(deed, consultation, proposal.outcome)
    return _proposed(deed, consultation, version, proposal, OpinionKind.CORRECTION)


@act(Act.PROPOSE_OPINION_WITHDRAWAL)
def propose_opinion_withdrawal(deed: Deed, consultation_id: str, version: int, cause: str) -> str:
    """Propose to withdraw the issued opinion; what it concluded is printed as it was.

    Raises also: InvalidEntry while a report of what was done by it waits to be checked.
    """
    consultation = allowed(deed, consultation_id)
    issued = _in_force(deed, consultation)
    must_be_judged(deed, consultation)
    proposal = OpinionProposal(
        outcome=issued.outcome,
        text=issued.text,
        disclosure=consultation.disclosure,
        clauses=consultation.disclosure_clauses,
        cause=checked_text(cause, "withdrawal_cause", "취소 사유"),
    )
    return _proposed(deed, consultation, version, proposal, OpinionKind.WITHDRAWAL)


@act(Act.RETURN_OPINION)
def return_opinion(deed: Deed, opinion_id: str, reason: str) -> str:
    """Send a proposal back with a reason. Returns the consultation's number."""
    opinion, consultation = _proposal(deed, opinion_id)
    reason = checked_text(reason, "return_reason", "반려 사유")
    _closed(deed, opinion, ApprovalState.RETURNED, return_reason=reason)
    after = move(deed, consultation, consultation.version, _status_after_return(deed, consultation, opinion))
    return record(deed, after, kind=opinion.kind, reason=reason)


@act(Act.ISSUE_OPINION)
def issue_opinion(deed: Deed, opinion_id: str, seen_digest: str) -> str:
    """Approve a proposal and issue its paper, as one act of a second person. Returns the paper's number.

    `seen_digest` is that of the state the approver read; if anything it rests on has changed since, nothing
    is issued. Raises: SecondPersonNeeded, ChangedMeanwhile, and InvalidEntry where the application was withdrawn
    or a file supplied is damaged.
    """
    opinion, consultation = _proposal(deed, opinion_id)
    consultation.must_move_to(ConsultationStatus.ISSUED)
    _must_be_another(deed, opinion, consultation)
    if opinion.kind != OpinionKind.WITHDRAWAL:
        _must_be_whole(deed, consultation)
    earlier = superseded(deed, consultation, opinion.kind)
    paper = opinion_paper(deed, consultation, opinion, is_draft=False, corrects=earlier)
    if content_digest(paper) != opinion.digest or seen_digest != opinion.digest:
        raise ChangedMeanwhile("상신한 뒤 사건 기록이 바뀜. 의견안을 반려해 다시 상신받아야 합니다")
    document = _kept(deed, consultation, opinion, paper, earlier)
    if opinion.kind == OpinionKind.WITHDRAWAL and earlier is not None:
        withdraw_paper(deed, earlier, opinion.cause)
    _closed(deed, opinion, ApprovalState.ISSUED, document_id=document.id)
    # What the superseded paper asked to be reported is asked anew, from the day this one arrives.
    issued = replace(consultation, follow_up_due_on=None)
    after = move(deed, issued, consultation.version, ConsultationStatus.ISSUED)
    record(deed, after, document=document.number, kind=opinion.kind, due_on=paper.due_on)
    return document.number


@act(Act.REOPEN_CONSULTATION)
def reopen_consultation(deed: Deed, consultation_id: str, version: int) -> str:
    """Review a matter again after its opinion was withdrawn and the applicant was told. Returns the number.

    Raises: MoveNotPermitted, InvalidEntry while an opinion is in force or the withdrawal was not notified.
    """
    consultation = allowed(deed, consultation_id)
    withdrawable = frozenset({ConsultationStatus.ISSUED, ConsultationStatus.NOTIFIED})
    must_stand_at(consultation, withdrawable, "다시 검토")
    if issued_opinions(deed, consultation)[0].kind != OpinionKind.WITHDRAWAL:
        raise InvalidEntry("효력 있는 의견이 있습니다. 다시 검토하려면 먼저 의견을 취소하세요.")
    if consultation.status == ConsultationStatus.ISSUED:
        raise InvalidEntry("의견을 취소했다고 신청인에게 통보한 날을 먼저 기록하세요.", "notified_on")
    _take_out(deed, consultation, ended_on(deed, consultation) or deed.today)
    after = move(deed, consultation, version, ConsultationStatus.UNDER_REVIEW)
    return record(deed, after, status=after.status)


def _take_out(deed: Deed, consultation: Consultation, issued_on: date) -> None:
    """Keep out of the count the days on which an opinion stood that was withdrawn."""
    stood = Suspension(
        id=new_id(),
        consultation_id=consultation.id,
        kind=SuspensionKind.ANSWERED,
        begins_on=issued_on,
        ends_on=deed.today,
        entered_by=deed.account.id,
        entered_at=deed.now,
        ended_by=deed.account.id,
    )
    suspensions.insert_suspension(deed.con, stood)


def hands_on(asked: Look, opinion: Opinion, consultation: Consultation) -> set[str | None]:
    """Return who drafted an opinion, handles its consultation or screened it: none of them may approve it."""
    screeners = {answer.account_id for answer in screenings.list_answers(asked.con, consultation.id)}
    handlers = {consultation.handler_id, *consultation.co_handler_ids, consultation.screened_by}
    return screeners | handlers | {opinion.proposed_by}


def _proposed(
    deed: Deed, consultation: Consultation, version: int, proposal: OpinionProposal, kind: OpinionKind
) -> str:
    before = consultation.status
    consultation.must_move_to(ConsultationStatus.PROPOSED)
    consultation = replace(consultation, disclosure=proposal.disclosure, disclosure_clauses=proposal.clauses)
    opinion = Opinion(
        id=new_id(),
        consultation_id=consultation.id,
        kind=kind,
        outcome=proposal.outcome,
        text=proposal.text,
        cause=proposal.cause,
        state=ApprovalState.PROPOSED,
        digest="",
        proposed_by=deed.account.id,
        proposed_at=deed.now,
    )
    earlier = superseded(deed, consultation, kind)
    paper = opinion_paper(deed, consultation, opinion, is_draft=False, corrects=earlier)
    opinion = replace(opinion, digest=content_digest(paper))
    opinion_pdf(as_preview(paper))  # what cannot be printed is refused before it is proposed
    opinions.insert_opinion(deed.con, opinion)
    after = move(deed, consultation, version, ConsultationStatus.PROPOSED)
    wipe_proposal_draft(deed, Form.OPINION, f"{opinion.kind}:{opinion.consultation_id}")
    detail = {"kind": kind, "outcome": opinion.outcome, "digest": opinion.digest}
    record(deed, after, opinion=opinion.id, before=before, **detail)
    return opinion.id


def _must_wait_for_nothing(deed: Deed, consultation: Consultation) -> None:
    """Raises: InvalidEntry, naming the first wait that is still open."""
    waits = suspensions.list_suspensions(deed.con, consultation.id)
    name = next((SUSPENSION_LABELS[wait.kind] for wait in waits if wait.is_open), "")
    if name:
        raise InvalidEntry(
            f"{name}{particle(name, '이/가')} 끝나지 않았습니다. 끝난 날을 기록하거나 취소한 뒤 상신하세요."
        )


def _must_be_fit_to_print(deed: Deed, consultation: Consultation, outcome: OpinionOutcome) -> None:
    """Raises: InvalidEntry where an opinion of this outcome cannot rest on what is on record."""
    if consultation.eligibility is None:
        raise InvalidEntry("대상 여부를 먼저 판단하세요.", "eligibility")
    if consultation.eligibility == Eligibility.EXCLUDED and outcome not in WITHOUT_ANSWER:
        permitted = ", ".join(OPINION_OUTCOME_LABELS[each] for each in OpinionOutcome if each in WITHOUT_ANSWER)
        raise InvalidEntry(
            f"제외 대상으로 판단한 신청에는 의견을 낼 수 없습니다. {permitted} 가운데 고르거나 대상 여부를 다시"
            " 판단하세요.",
            "outcome",
        )
    _must_be_whole(deed, consultation)


def _must_be_whole(deed: Deed, consultation: Consultation) -> None:
    """Raises: InvalidEntry, naming what was supplied and no longer is what its hash says."""
    if names := damaged(deed, consultation):
        raise InvalidEntry(
            f"제출 자료가 받은 때와 다릅니다({', '.join(names)}). 관리자에게 백업에서 되살리게 한 뒤 다시 하세요."
        )


def _in_force(deed: Deed, consultation: Consultation) -> Opinion:
    """Return the opinion now in force. Raises: InvalidEntry when there is none."""
    issued = issued_opinions(deed, consultation)
    if not issued or issued[0].kind == OpinionKind.WITHDRAWAL:
        raise InvalidEntry("효력 있는 의견이 없어 정정하거나 취소할 수 없습니다.")
    return issued[0]


def _must_be_another(deed: Deed, opinion: Opinion, consultation: Consultation) -> None:
    """Raises: SecondPersonNeeded."""
    if deed.account.id in hands_on(deed, opinion, consultation):
        raise SecondPersonNeeded


def _proposal(deed: Deed, opinion_id: str) -> tuple[Opinion, Consultation]:
    """Return a proposal that waits for approval. Raises: InvalidEntry, ChangedMeanwhile."""
    opinion = opinions.fetch_opinion(deed.con, opinion_id)
    consultation = allowed(deed, opinion.consultation_id)
    if consultation.status == ConsultationStatus.WITHDRAWN:
        raise InvalidEntry("결재를 기다리는 동안 신청이 취하되어 의견안을 처리할 수 없습니다. 사건 화면을 확인하세요.")
    if opinion.state != ApprovalState.PROPOSED:
        raise ChangedMeanwhile("이미 처리된 의견안")
    return opinion, consultation


def _status_after_return(deed: Deed, consultation: Consultation, opinion: Opinion) -> ConsultationStatus:
    """Return where the consultation stood before, but past the notice if the earlier paper arrived meanwhile."""
    before = ConsultationStatus(
        status_before(deed, ("consultation", consultation.id), ("opinion", opinion.id)),
    )
    earlier = paper_of(deed, consultation)
    has_arrived = earlier is not None and earlier.reached_on is not None
    if before == ConsultationStatus.NOTIFIED and has_arrived and is_answer(issued_opinions(deed, consultation)[0]):
        return ConsultationStatus.FOLLOW_UP
    return before


def _kept(
    deed: Deed, consultation: Consultation, opinion: Opinion, paper: OpinionPaper, earlier: Document | None
) -> Document:
    """Number the paper and keep its bytes."""
    approvals = approval_box(deed, opinion.proposed_by, opinion.proposed_at)
    head = numbered(deed, paper.head, DocumentKind.OPINION, approvals)
    paper = replace(paper, head=head)
    return keep_paper(
        deed,
        head,
        DocumentKind.OPINION,
        ("consultation", consultation.id),
        opinion_pdf(paper),
        digest(canonical_json(paper)),
        earlier.id if earlier else None,
    )


def _closed(
    deed: Deed, opinion: Opinion, state: ApprovalState, *, return_reason: str = "", document_id: str | None = None
) -> None:
    decided = replace(
        opinion,
        state=state,
        decided_by=deed.account.id,
        decided_at=deed.now,
        return_reason=return_reason,
        document_id=document_id,
    )
    if not opinions.update_opinion(deed.con, decided):
        raise ChangedMeanwhile("이미 처리된 의견안")

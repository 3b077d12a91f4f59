"""The papers of an item (안건자료): the ruling as proposed, the advice on it, and who is excluded."""

from dataclasses import replace

from casebase.casework.desk import Deed, Look
from casebase.casework.meeting_sight import Floor
from casebase.casework.papers import keep_paper, letterhead, numbered
from casebase.casework.ruling_papers import proposed_paper
from casebase.documents.item_papers import item_pdf
from casebase.domain.advice import STANCE_LABELS, AdviceRequest, Assignment, AssignmentStatus
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.committee_papers import AdviceOnItem, IssueOnPaper, ItemPaper
from casebase.domain.document import Document, DocumentKind
from casebase.domain.review import Review
from casebase.domain.ruling import Ruling
from casebase.korean.dates import clock_time, official_date
from casebase.store import accounts, advice, documents


def keep_item_papers(deed: Deed, floor: Floor, review: Review, proposal: Ruling) -> Document:
    """Freeze what the committee will read on an item; papers sent anew supersede those sent before."""
    paper = item_paper(deed, floor, review, proposal)
    head = numbered(deed, paper.head, DocumentKind.ITEM_PAPERS, ())
    paper = replace(paper, head=head)
    return keep_paper(
        deed,
        head,
        DocumentKind.ITEM_PAPERS,
        ("meeting", floor.item.meeting_id),
        item_pdf(paper),
        digest(canonical_json(paper)),
        floor.item.document_id,
    )


def item_paper(asked: Look, floor: Floor, review: Review, proposal: Ruling) -> ItemPaper:
    """Return what stands on an item's papers, the letterhead still without a number."""
    meeting = floor.bench.meeting
    names = {seat.account_id: accounts.fetch_account(asked.con, seat.account_id).name for seat in floor.bench.seats}
    return ItemPaper(
        head=letterhead(asked, "감사위원회 위원", clauses=("5",)),
        meeting_number=meeting.number,
        held_at=f"{official_date(meeting.held_on)} {clock_time(meeting.held_at)}",
        place=meeting.place or "서면",
        position=floor.item.position,
        members=tuple(names.values()),
        ruling=proposed_paper(asked, review, proposal),
        advice=tuple(_advice(asked, review)),
        excluded=tuple(f"{names[one.account_id]} 위원: {one.conflict.explanation}" for one in floor.exclusions),
    )


def item_of(asked: Look, document: Document, items: dict[str, str]) -> str | None:
    """Return the item that papers are of; `items` maps its newest papers' id to the item's. None once taken off.

    Papers sent before were superseded by the newest, step by step.
    """
    later = {
        paper.supersedes_id: paper.id
        for paper in documents.list_documents_of(asked.con, document.subject_kind, document.subject_id)
    }
    paper_id: str | None = document.id
    while paper_id is not None and paper_id not in items:
        paper_id = later.get(paper_id)
    return items[paper_id] if paper_id is not None else None


def _advice(asked: Look, review: Review) -> list[AdviceOnItem]:
    return [
        _one_advice(asked, request, assignment)
        for request in advice.list_requests_of(asked.con, "review", review.id)
        for assignment in advice.list_assignments(asked.con, request.id)
        if assignment.status == AssignmentStatus.ANSWERED
    ]


def _one_advice(asked: Look, request: AdviceRequest, assignment: Assignment) -> AdviceOnItem:
    paper = documents.fetch_document(asked.con, assignment.document_id) if assignment.document_id else None
    given = {answer.issue_id: answer for answer in assignment.answers}
    return AdviceOnItem(
        number=paper.number if paper else request.number,
        adviser=accounts.fetch_account(asked.con, assignment.account_id).name,
        issues=tuple(
            IssueOnPaper(text=issue.text, stance=STANCE_LABELS[given[issue.id].stance], answer=given[issue.id].text)
            for issue in request.issues
            if issue.id in given
        ),
        summary=assignment.summary,
    )

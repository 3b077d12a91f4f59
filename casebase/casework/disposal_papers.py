"""What stands on the paper of a disposal, gathered from the record just before it goes."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from casebase.casework.approvals import approval_box
from casebase.casework.desk import Deed, Look
from casebase.casework.papers import keep_paper, letterhead, numbered
from casebase.documents.disposal import disposal_pdf
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.case import Disclosure
from casebase.domain.document import DOCUMENT_TITLES, Document, DocumentKind
from casebase.domain.retention import RECORD_LABELS, Disposal, Record
from casebase.domain.retention_papers import DisposalPaper, PaperGone
from casebase.korean.dates import official_date
from casebase.law.retention import grade_on, kept_until
from casebase.store.documents import list_revisions_of
from casebase.store.retentions import find_own_grade
from casebase.store.settings import list_settings

_STAYING = (
    "기록의 번호, 종류, 분야, 기관과 부서, 날짜, 단계와 결과, 표결의 수",
    "발행한 문서의 번호, 종류, 시행일과 SHA-256 값(문서 확인에 쓴다)",
    "누가 언제 무엇을 하였는지의 처리 기록과 그 이어짐",
    "이 기록에서 개인정보를 가리고 공개한 사례와 게시글",
)
_NOTICE = (
    "폐기 전에 만든 백업에는 이 기록이 남아 있으며, 그 백업을 지울 때 함께 없어진다.",
    "밖으로 나간 문서의 진위는 문서번호와 SHA-256 값으로 앞으로도 확인할 수 있다.",
)


def draw_up(asked: Look, disposal: Disposal, record: Record, papers: Sequence[Document]) -> DisposalPaper:
    """Return what stands on the paper as far as it is known before anything has gone."""
    kept = kept_until(record.completed_on or disposal.expired_on, record.grade)
    return DisposalPaper(
        head=letterhead(asked, "내부결재", disclosure=Disclosure.OPEN),
        disposal_number=disposal.number,
        kind=RECORD_LABELS[record.kind],
        record_number=record.number or "없음(접수 전 취하)",
        agency=record.agency,
        completed_on=kept.completed_on,
        retention=record.grade,
        basis=_basis(asked, record),
        counted_from=kept.counted_from,
        last_day=kept.last_day or disposal.expired_on,
        reason=disposal.reason,
        papers=_papers_gone(asked, papers),
        files=(),
        events="",
        count_events=0,
        staying=_STAYING,
        notice=_NOTICE,
    )


def publish_disposal(
    deed: Deed, disposal: Disposal, drawn: DisposalPaper, digests: Sequence[str], seqs: Collection[int]
) -> Document:
    """Number, sign and keep the paper of a disposal, with the files that went and the events that were emptied."""
    approvals = approval_box(deed, disposal.proposed_by, disposal.proposed_at)
    head = numbered(deed, drawn.head, DocumentKind.DISPOSAL, approvals)
    of_papers = {paper.sha256 for paper in drawn.papers}
    paper = replace(
        drawn,
        head=head,
        files=tuple(sha256 for sha256 in digests if sha256 not in of_papers),
        events=_spans(sorted(seqs)),
        count_events=len(seqs),
    )
    return keep_paper(
        deed,
        head,
        DocumentKind.DISPOSAL,
        ("disposal", disposal.id),
        disposal_pdf(paper),
        digest(canonical_json(paper)),
    )


def _papers_gone(asked: Look, papers: Sequence[Document]) -> tuple[PaperGone, ...]:
    """Return a line for each file of the papers: as issued, and as signed once more."""
    signed_again = list_revisions_of(asked.con, [paper.id for paper in papers])
    gone = []
    for paper in papers:
        issued = PaperGone(
            title=DOCUMENT_TITLES[paper.kind], number=paper.number, issued_on=paper.issued_on, sha256=paper.sha256
        )
        again = replace(issued, title=f"{issued.title}(추가 서명)")
        gone += [issued, *(replace(again, sha256=one.sha256) for one in signed_again if one.document_id == paper.id)]
    return tuple(gone)


def _basis(asked: Look, record: Record) -> str:
    own = find_own_grade(asked.con, record.kind, record.id)
    if own is not None:
        return f"이 기록에 따로 정한 보존기간: {own.reason}"
    standard = grade_on(record.kind, asked.today, list_settings(asked.con))
    return f"{standard.printed_source}({official_date(standard.since)}부터)"


def _spans(seqs: Sequence[int]) -> str:
    """Return numbers as people write them: "12, 15~18"."""
    known = set(seqs)
    begins = [seq for seq in seqs if seq - 1 not in known]
    ends = [seq for seq in seqs if seq + 1 not in known]
    spans = zip(begins, ends, strict=True)
    return ", ".join(str(first) if first == last else f"{first}~{last}" for first, last in spans)

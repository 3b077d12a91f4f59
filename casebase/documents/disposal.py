"""기록물 폐기 확인서: the paper of a disposal."""

from collections.abc import Sequence

from casebase.documents.blocks import Block
from casebase.documents.official_form import Sheet, demo_notes, sheet_pdf
from casebase.documents.printable import printable
from casebase.documents.typesetting import ended, fields, fingerprint, grid, itemised, numbered, prose
from casebase.domain.canonical import canonical_json
from casebase.domain.retention_papers import DisposalPaper, PaperGone
from casebase.korean.dates import official_date, official_span

_NAME = "기록물 폐기 확인서"
_INDENT = 11.0
_PAPER_WIDTHS = (95.0, 105.0, 85.0, 175.0)
_FILE_WIDTHS = (50.0, 250.0)


def disposal_pdf(paper: DisposalPaper) -> bytes:
    """Return the paper as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The file holds canonical_json(paper) as "disposal.json"; its SHA-256 is printed and stands in the QR code.
    Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    return sheet_pdf(
        Sheet(
            name=_NAME,
            subject=f"{text.kind} {text.record_number} 폐기",
            head=text.head,
            notes=demo_notes(text.head, ""),
            body=numbered(
                [
                    ("폐기한 기록", _record(text)),
                    ("폐기 사유", prose(text.reason)),
                    ("없앤 문서 파일", _papers(text.papers)),
                    ("없앤 첨부 파일", _files(text.files)),
                    ("내용을 비운 처리 기록", prose(_events(text))),
                    ("남긴 내용", itemised(text.staying)),
                    ("안내", itemised(ended(text.notice))),
                ]
            ),
            dated=text.last_day,
            data=canonical_json(paper),
            data_name="disposal.json",
        )
    )


def _record(paper: DisposalPaper) -> Sequence[Block]:
    return fields(
        [("폐기 번호", paper.disposal_number)],
        [("기록 종류", paper.kind), ("기록 번호", paper.record_number)],
        [("기관", paper.agency)] if paper.agency else [("기관", "해당 없음")],
        [("완결일", official_date(paper.completed_on)), ("보존기간", paper.retention)],
        [("보존한 기간", official_span(paper.counted_from, paper.last_day))],
        [("보존기간의 근거", paper.basis)],
        indent=_INDENT,
    )


def _papers(papers: Sequence[PaperGone]) -> list[Block]:
    rows = [(one.title, one.number, official_date(one.issued_on), fingerprint(one.sha256)) for one in papers]
    if not rows:
        return [*prose("이 기록으로 발행한 문서가 없다.")]
    return [*grid(("문서", "문서번호", "시행일", "SHA-256 값"), _PAPER_WIDTHS, rows, _INDENT)]


def _files(files: Sequence[str]) -> list[Block]:
    rows = [(str(n), fingerprint(sha256)) for n, sha256 in enumerate(files, 1)]
    if not rows:
        return [*prose("첨부된 파일이 없다.")]
    return [*grid(("번호", "SHA-256 값"), _FILE_WIDTHS, rows, _INDENT)]


def _events(paper: DisposalPaper) -> str:
    return (
        f"처리 기록 {paper.count_events:,}건({paper.events}번)의 상세 내용을 비웠다. 누가 언제 무엇을 하였는지와 "
        "기록의 이어짐은 그대로이다."
    )

"""법률자문 의견서: what a member of the panel was asked and shown, and what they answered."""

from collections.abc import Sequence

from casebase.documents import styles
from casebase.documents.blocks import Block
from casebase.documents.official_form import Sheet, demo_notes, sheet_pdf
from casebase.documents.printable import printable
from casebase.documents.typesetting import ended, fields, fingerprint, grid, item, itemised, numbered, prose
from casebase.domain.canonical import canonical_json
from casebase.domain.committee_papers import AdvicePaper, FileOnPaper, IssueOnPaper
from casebase.korean.dates import official_date

_NAME = "법률자문 의견서"
_INDENT = 11.0
# Points, nearly: half the digits of any SHA-256 stand on one line.
_FILE_WIDTHS = (34, 260, 166)


def advice_pdf(paper: AdvicePaper) -> bytes:
    """Return the advice as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The file holds canonical_json(paper) as "advice.json"; its SHA-256 is printed and stands in the QR code.
    A preview (head.is_draft) has neither number, day, digest nor QR code. Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    return sheet_pdf(
        Sheet(
            name=_NAME,
            subject=f"법률자문 의견({text.title})",
            head=text.head,
            notes=demo_notes(text.head, text.source),
            body=[
                *_identification(text),
                *numbered(
                    [
                        ("자문 요지", prose(text.question)),
                        ("제공받은 사실관계", prose(text.facts)),
                        ("제공받은 자료", _files(text.files)),
                        ("쟁점별 의견", answers(text.issues, level=2)),
                        ("종합 의견", prose(text.summary)),
                        ("의뢰에 넣지 않은 쟁점", _unasked(text.unasked)),
                        ("이해관계 확인", prose(text.declaration)),
                        ("유의사항", itemised(ended(text.notice))),
                    ]
                ),
            ],
            has_seal=False,  # it is a member's own opinion
            dated=text.answered_on,
            data=canonical_json(paper),
            data_name="advice.json",
        )
    )


def answers(issues: Sequence[IssueOnPaper], level: int) -> list[Block]:
    """Return the answers of one member, issue by issue, as items of that level."""
    blocks: list[Block] = []
    for n, issue in enumerate(issues, 1):
        blocks.append(item(level, n, len(issues), issue.text))
        blocks.append(item(level + 1, 1, 1, f"결론: {issue.stance}"))
        blocks += prose(issue.answer, level=level)
    return blocks or [*prose("", level=level - 1)]


def _identification(paper: AdvicePaper) -> Sequence[Block]:
    return fields(
        [("문서번호", "" if paper.head.is_draft else paper.head.number), ("자문번호", paper.request_number)],
        [("건명", paper.title)],
        [("사건번호", paper.case_number)],
        [("자문위원", paper.adviser), ("소속", paper.affiliation)],
        [("의뢰일", official_date(paper.asked_on)), ("수락일", official_date(paper.accepted_on))],
        [("회신 기한", official_date(paper.due_on)), ("회신일", official_date(paper.answered_on))],
    )


def _files(files: Sequence[FileOnPaper]) -> Sequence[Block]:
    rows = [(str(n), file.name, fingerprint(file.sha256)) for n, file in enumerate(files, 1)]
    if not rows:
        return prose("자문위원에게 제공한 자료가 없다.")
    return [
        *prose(f"자문위원에게 제공한 자료는 아래 {len(rows)}건이 전부이다."),
        *grid(("번호", "이름", "SHA-256 값"), _FILE_WIDTHS, rows, _INDENT, styles.FINE_CELL),
    ]


def _unasked(unasked: Sequence[str]) -> Sequence[Block]:
    return itemised(unasked) if unasked else prose("의뢰하면서 뺀 쟁점이 없다.")

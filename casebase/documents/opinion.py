"""사전컨설팅 의견서: what was asked and what is advised, why it was due when it was, and what it rests on."""

from collections.abc import Sequence

from casebase.documents import styles
from casebase.documents.blocks import Block
from casebase.documents.official_form import Sheet, correction_notes, demo_notes, sheet_pdf
from casebase.documents.printable import printable
from casebase.documents.typesetting import (
    END_MARK,
    Section,
    ended,
    fields,
    fingerprint,
    grid,
    heading,
    itemised,
    numbered,
    prose,
)
from casebase.domain.canonical import canonical_json
from casebase.domain.opinion import OPINION_KIND_LABELS, OpinionKind
from casebase.domain.papers import OpinionPaper
from casebase.korean.dates import official_date
from casebase.korean.text import particle

_CORRECTION = OPINION_KIND_LABELS[OpinionKind.CORRECTION]
_WITHDRAWAL = OPINION_KIND_LABELS[OpinionKind.WITHDRAWAL]
_LEDGER = "신청인이 제출한 자료 목록"
# Points, nearly: a day and half the digits of any SHA-256 stand on one line; so does a span of days in the proof.
_LEDGER_WIDTHS = (28, 115, 66, 58, 51, 164)
_PROOF_WIDTHS = (142, 42, 160, 127)
_INDENT = 11.0

Passage = tuple[str, Sequence[str]]  # a section of words only: its title and its sentences


def opinion_pdf(paper: OpinionPaper) -> bytes:
    """Return the opinion as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The file holds canonical_json(paper) as "opinion.json"; its SHA-256 is printed and stands in the QR code.
    A preview (head.is_draft) has neither number, day, digest nor QR code. Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    is_withdrawal = text.kind == _WITHDRAWAL
    return sheet_pdf(
        Sheet(
            name=_name(text),
            subject=f"{_matter(text)}({text.title})",
            head=text.head,
            notes=[*demo_notes(text.head, text.source), *_supersedes(text)],
            body=[*_identification(text), *(_withdrawal(text) if is_withdrawal else _answer(text))],
            annex=[] if is_withdrawal else _ledger(text),
            dated=text.filed_on,
            data=canonical_json(paper),
            data_name="opinion.json",
        )
    )


def _name(paper: OpinionPaper) -> str:
    names = {_CORRECTION: f"{paper.title_of_paper}(정정)", _WITHDRAWAL: f"{_matter(paper)}서"}
    return names.get(paper.kind, paper.title_of_paper)


def _matter(paper: OpinionPaper) -> str:
    """What the paper is about, as 제목 says it: "사전컨설팅 의견", "사전컨설팅 반려 통지 취소"."""
    return paper.title_of_paper.removesuffix("서") + {_CORRECTION: " 정정", _WITHDRAWAL: " 취소"}.get(paper.kind, "")


def _supersedes(paper: OpinionPaper) -> list[str]:
    return correction_notes(paper.title_of_paper, paper.corrects, paper.cause) if paper.kind == _CORRECTION else []


def _identification(paper: OpinionPaper) -> Sequence[Block]:
    filed, completed = official_date(paper.filed_on), ", ".join(map(official_date, paper.supplemented_on))
    return fields(
        [("문서번호", "" if paper.head.is_draft else paper.head.number), ("접수번호", paper.case_number)],
        [("신청인", paper.applicant), ("작성자", paper.drafter)],
        [("건명", paper.title)],
        [
            ("신청일(보완일)", f"{filed}({completed} 보완)") if completed else ("신청일", filed),
            ("접수일", official_date(paper.received_on)),
        ],
        [("분야", paper.field), ("처리결과", _WITHDRAWAL if paper.kind == _WITHDRAWAL else paper.outcome)],
    )


def _answer(paper: OpinionPaper) -> list[Block]:
    words = [*_written(paper), *_effect(paper)]
    last = [("제출한 자료", [_supplied(paper)]), *_copies(paper)]
    sections = [
        *_sections(words),
        ("처리기한과 산정 근거", _deadline(paper)),
        *_sections(last if paper.supplied else _ended(last)),
    ]
    attached = prose(f"붙임 {_LEDGER} 1부.{END_MARK}", style=styles.AFTER_TABLE) if paper.supplied else []
    return [*numbered(sections), *attached]


def _withdrawal(paper: OpinionPaper) -> list[Block]:
    name = paper.title_of_paper
    words = [
        ("취소하는 문서", [f"{paper.corrects} {name}{particle(name, '을/를')} 취소한다."]),
        ("취소 사유", [paper.cause]),
        *_written(paper),
        *_effect(paper),
        *_copies(paper),
    ]
    return numbered(_sections(_ended(words)))


def _sections(passages: Sequence[Passage]) -> list[Section]:
    return [(title, itemised(sentences)) for title, sentences in passages]


def _ended(passages: Sequence[Passage]) -> list[Passage]:
    *earlier, (title, sentences) = passages
    return [*earlier, (title, ended(sentences))]


def _written(paper: OpinionPaper) -> list[Passage]:
    return [(title, [text]) for title, text in paper.blocks]


def _effect(paper: OpinionPaper) -> list[Passage]:
    """ "의견의 효력", "통지의 효력", "취소의 효력"."""
    what = "취소" if paper.kind == _WITHDRAWAL else paper.title_of_paper.removesuffix("서").split(" ")[-1]
    return [(f"{what}의 효력", paper.effect)] if paper.effect else []


def _copies(paper: OpinionPaper) -> list[Passage]:
    return [("통보 기관", paper.copies_to)] if paper.copies_to else []


def _deadline(paper: OpinionPaper) -> list[Block]:
    due = f"{official_date(paper.due_on)} {paper.due_at}".rstrip() if paper.due_on else "정하지 않음"
    rows = [(row.period, row.days, row.reason, row.article) for row in paper.proof]
    return [
        *prose(f"처리기한: {due}"),
        *prose(f"산정 기준: {paper.due_basis or '없음'}"),
        *(grid(("기간", "일수", "사유", "근거"), _PROOF_WIDTHS, rows, _INDENT) if rows else []),
    ]


def _supplied(paper: OpinionPaper) -> str:
    count = len(paper.supplied)
    return f"신청인이 제출한 자료는 모두 {count}건이며 붙임과 같다." if count else "신청인이 제출한 자료가 없다."


def _ledger(paper: OpinionPaper) -> list[Block]:
    """What the applicant supplied, each with its SHA-256: whoever holds a file can show that it is the same."""
    rows = [
        (str(n), thing.name, thing.supplied_at, thing.supplied_by, thing.size, fingerprint(thing.sha256))
        for n, thing in enumerate(paper.supplied, 1)
    ]
    if not rows:
        return []
    return [
        heading(f"붙임 {_LEDGER}"),
        *prose("이 목록은 문서를 시행할 때 확정되어 그 뒤에는 더하거나 바꿀 수 없다."),
        *prose("파일에서 다시 계산한 SHA-256 값이 아래와 같으면 제출한 그대로의 파일이다."),
        *grid(
            ("번호", "이름", "받은 때", "제출자", "크기", "SHA-256 값"), _LEDGER_WIDTHS, rows, style=styles.FINE_CELL
        ),
    ]

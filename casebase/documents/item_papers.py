"""안건자료: what the committee reads before it decides on one proposed ruling."""

from collections.abc import Sequence

from casebase.documents import styles
from casebase.documents.advice import answers
from casebase.documents.blocks import Block
from casebase.documents.official_form import Sheet, demo_notes, sheet_pdf
from casebase.documents.printable import printable
from casebase.documents.ruling import decided, ruling_body, ruling_name, ruling_notes
from casebase.documents.typesetting import (
    END_MARK,
    boxed,
    fields,
    heading,
    item,
    itemised,
    numbered,
    prose,
)
from casebase.domain.canonical import canonical_json
from casebase.domain.committee_papers import AdviceOnItem, ItemPaper
from casebase.domain.papers import RulingPaper

_NAME = "감사위원회 안건자료"


def item_pdf(paper: ItemPaper) -> bytes:
    """Return the papers of an item as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The ruling as proposed follows whole as an annex; of its letterhead nothing is drawn. The file holds
    canonical_json(paper) as "item.json"; its SHA-256 is printed and stands in the QR code. A preview
    (head.is_draft) has neither number, day, digest nor QR code. Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    ruling = text.ruling
    return sheet_pdf(
        Sheet(
            name=_NAME,
            subject=f"제{text.position}호 안건({ruling.title})",
            head=text.head,
            notes=demo_notes(text.head, ruling.source),
            body=[*_identification(text), *_cover(text)],
            annex=[heading(f"붙임 {_annexed(ruling)}"), *boxed(ruling_notes(ruling)), *ruling_body(ruling)],
            dated=ruling.filed_on,
            data=canonical_json(paper),
            data_name="item.json",
        )
    )


def _annexed(ruling: RulingPaper) -> str:
    return f"{ruling_name(ruling)}안"


def _identification(paper: ItemPaper) -> Sequence[Block]:
    return fields(
        [("회의번호", paper.meeting_number), ("안건 순서", f"제{paper.position}호")],
        [("회의 일시", paper.held_at), ("회의 장소", paper.place)],
        [("사건번호", paper.ruling.case_number)],
        [("위원", ", ".join(paper.members))],
    )


def _cover(paper: ItemPaper) -> list[Block]:
    sections = [
        ("제안하는 결정", _proposal(paper.ruling)),
        ("법률자문 의견", _advice(paper.advice)),
        ("심의와 의결에서 제외되는 위원", _excluded(paper.excluded)),
    ]
    attached = f"붙임 {_annexed(paper.ruling)} 1부.{END_MARK}"
    return [*numbered(sections), *prose(attached, style=styles.AFTER_TABLE)]


def _proposal(ruling: RulingPaper) -> list[Block]:
    ground = prose(f"각하 사유: {ruling.dismissal_ground}") if ruling.dismissal_ground else []
    return [*prose(decided(ruling)), *ground]


def _advice(advice: Sequence[AdviceOnItem]) -> list[Block]:
    """Each member's advice apart, so that who differs is read as whole as who agrees."""
    if not advice:
        return [*prose("이 사건에서 받은 법률자문 의견이 없다.")]
    blocks: list[Block] = [*prose("아래 의견은 자문이며, 판단은 위원회가 한다.")]
    for n, one in enumerate(advice, 1):
        blocks.append(item(2, n, len(advice), f"{one.adviser}({one.number})"))
        blocks += answers(one.issues, level=3)
        blocks.append(item(3, 1, 1, "종합 의견"))
        blocks += prose(one.summary, level=3)
    return blocks


def _excluded(excluded: Sequence[str]) -> list[Block]:
    found = itemised(excluded) if excluded else prose("기록에서 확인되는 제척 사유가 있는 위원이 없다.")
    return [*found, *prose("그 밖에 제척이나 회피 사유가 있는 위원은 심의에 앞서 밝혀야 한다.")]

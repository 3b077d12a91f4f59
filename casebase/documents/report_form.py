"""The form of a report on the office's work: no letter, so without 두문, 결문 and number; made anew whenever asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casebase.documents import styles
from casebase.documents.blocks import Block, Rule
from casebase.documents.finishing import finished
from casebase.documents.official_form import DEMO
from casebase.documents.pages import Furniture, set_pages
from casebase.documents.styles import TEXT_WIDTH, THICK
from casebase.documents.typesetting import boxed, paragraphs
from casebase.domain.canonical import digest

_DEMO_NOTE = "이 보고서는 시연용 자료로 만들었습니다. 실제 기관의 실적이 아닙니다."


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report, its text already printable. `dated` is its only time stamp, so equal reports are equal bytes.

    `data` is the canonical JSON of what it reports, embedded as `data_name`.
    """

    name: str
    office: str
    notes: Sequence[str]  # in a box above the body
    body: Sequence[Block]
    dated: date
    is_demo: bool
    data: bytes
    data_name: str


def report_pdf(report: Report) -> bytes:
    """Return the report as PDF/A-3a and PDF/UA-1."""
    notes = [*([_DEMO_NOTE] if report.is_demo else []), *report.notes]
    blocks = [*_opening(report), *boxed(notes), *report.body, *_closing(report)]
    furniture = Furniture(header=(report.name, report.office), band=DEMO if report.is_demo else "", has_watermark=False)
    drawn, document = set_pages([blocks], furniture)
    return finished(
        drawn,
        document,
        title=f"{report.name} - {report.office}",
        author=report.office,
        dated=report.dated,
        data=report.data,
        data_name=report.data_name,
    )


def _opening(report: Report) -> list[Block]:
    return [
        *paragraphs(report.office, styles.OFFICE, TEXT_WIDTH, keeps=True),
        *paragraphs(report.name, styles.TITLE, TEXT_WIDTH, tag="H1", keeps=True),
        Rule(width=TEXT_WIDTH, thickness=THICK, before=6.0),
    ]


def _closing(report: Report) -> list[Block]:
    text = f"내용 자료({report.data_name})의 SHA-256 값 {digest(report.data)}"
    return [Rule(width=TEXT_WIDTH, before=12.0), *paragraphs(text, styles.SMALL, TEXT_WIDTH)]

"""The official form of every paper: 두문, 본문, 결문, its digest and QR code, and the marks of a preview or a demo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casebase.documents import styles
from casebase.documents.approval_box import approval_box
from casebase.documents.blocks import Block, Paragraph, Rule
from casebase.documents.finishing import finished
from casebase.documents.pages import Furniture, set_pages
from casebase.documents.qr import SIZE, qr_content, qr_figure
from casebase.documents.signature_fields import signed_line
from casebase.documents.styles import MM, TEXT_WIDTH, THICK
from casebase.documents.typesetting import addressed, boxed, paragraphs, side_by_side
from casebase.documents.watermark import PREVIEW
from casebase.domain.canonical import digest
from casebase.domain.papers import Letterhead
from casebase.domain.verification import DIGITS_NEEDED
from casebase.korean.dates import official_date
from casebase.korean.text import particle

DEMO = "시연용 문서 - 실제 기관이 낸 문서가 아님"
_QR_COLUMN = SIZE + 5 * MM


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One paper, its text already printable.

    `data` is the canonical JSON of the paper as it was given; `notes` stand in a box above the body, and
    `annex` begins a page of its own after 결문. Where the paper speaks for somebody else than the office it is signed
    without the seal on it. `dated` stands for time stamps where no day of issue is set.
    """

    name: str  # 문서 이름
    subject: str  # 제목
    head: Letterhead
    notes: Sequence[str]
    body: Sequence[Block]
    annex: Sequence[Block] = ()
    has_seal: bool = True
    dated: date
    data: bytes
    data_name: str


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return the paper as PDF/A-3a and PDF/UA-1."""
    head = sheet.head
    number = "" if head.is_draft else head.number
    letter = [*_opening(sheet), *boxed(sheet.notes), *sheet.body, *_closing(sheet)]
    furniture = Furniture(header=(sheet.name, number), band=_band(head), has_watermark=head.is_draft)
    drawn, document = set_pages([letter, sheet.annex] if sheet.annex else [letter], furniture)
    return finished(
        drawn,
        document,
        title=f"{PREVIEW}: {sheet.name}" if head.is_draft else f"{sheet.name} {number}",
        author=head.office,
        dated=head.issued_on or sheet.dated,
        data=sheet.data,
        data_name=sheet.data_name,
    )


def demo_notes(head: Letterhead, source: str) -> list[str]:
    """Return the sentences that a paper made for a demo, or from a published case, owes its reader."""
    notes = ["이 문서는 시연용입니다. 실제 기관이 낸 문서가 아니며 효력이 없습니다."] if head.is_demo else []
    return [*notes, f"사실관계의 출처: {source}"] if source else notes


def correction_notes(name: str, number: str, reason: str) -> list[str]:
    """Return the sentences that a paper owes its reader which takes the place of an earlier one of that number."""
    topic, thing = particle(name, "은/는"), particle(name, "을/를")
    return [f"이 {name}{topic} {number} {name}{thing} 정정하여 대신합니다.", f"정정 사유: {reason}"]


def _band(head: Letterhead) -> str:
    return "  /  ".join(mark for mark, holds in ((PREVIEW, head.is_draft), (DEMO, head.is_demo)) if holds)


def _opening(sheet: Sheet) -> list[Block]:
    """두문: 행정기관명, the paper's name, 수신, 경유, 제목."""
    return [
        *paragraphs(sheet.head.office, styles.OFFICE, TEXT_WIDTH, keeps=True),
        *paragraphs(sheet.name, styles.TITLE, TEXT_WIDTH, tag="H1", keeps=True),
        addressed("수신", sheet.head.recipient, styles.RECIPIENT),
        addressed("(경유)", "", styles.ADDRESS),
        addressed("제목", sheet.subject, styles.SUBJECT),
        Rule(width=TEXT_WIDTH, thickness=THICK),
    ]


def _closing(sheet: Sheet) -> list[Block]:
    """결문: 발신명의, 결재란, 등록번호와 시행일, 주소와 전화와 공개구분, and how to check the paper."""
    head = sheet.head
    return [
        *_sender(sheet),
        *approval_box(head.approvals),
        Rule(width=TEXT_WIDTH, thickness=THICK, before=6.0),
        *_small(_registration(head)),
        *_small(f"주소 {head.address or '없음'} / 전화 {head.telephone or '없음'} / 공개구분 {head.disclosure}"),
        *_verification(sheet),
    ]


def _sender(sheet: Sheet) -> list[Block]:
    """발신명의, its last line with the places for signatures; a preview has none."""
    head = sheet.head
    *lines, last = paragraphs(head.sender, styles.SENDER, TEXT_WIDTH, keeps=True)
    return [*lines, last if head.is_draft else signed_line(last, head.sender, has_seal=sheet.has_seal)]


def _registration(head: Letterhead) -> str:
    if head.is_draft:
        return "등록번호 없음 / 시행일 없음 (결재가 끝나면 정해집니다)"
    return f"등록번호 {head.number} / 시행일 {official_date(head.issued_on) if head.issued_on else '없음'}"


def _verification(sheet: Sheet) -> list[Block]:
    """The QR code and the digest of the embedded data; a preview has neither."""
    head = sheet.head
    if head.is_draft:
        return []
    fingerprint = digest(sheet.data)
    width = TEXT_WIDTH - _QR_COLUMN
    lines = ["문서 확인", f"문서번호 {head.number}", "내용 자료의 SHA-256 값", fingerprint, _how_to_check(head)]
    words = [p for line in lines for p in paragraphs(line, styles.SMALL, width)]
    code = qr_figure(qr_content(head.number, fingerprint, head.public_url))
    return [side_by_side([(_QR_COLUMN, [code]), (width, words)], before=8.0)]


def _how_to_check(head: Letterhead) -> str:
    if head.public_url:
        return (
            f"QR 코드를 찍거나, {head.public_url.rstrip('/')}/verify 에 문서번호와 위 값의 앞 {DIGITS_NEEDED}자리를 "
            "넣거나 받은 파일을 올리면 진본인지 확인할 수 있습니다."
        )
    return "QR 코드에는 문서번호와 위 값이 들어 있습니다. 보낸 기관에 둘을 함께 알리면 진본인지 확인할 수 있습니다."


def _small(text: str) -> list[Paragraph]:
    return paragraphs(text, styles.CLOSING, TEXT_WIDTH, keeps=True)

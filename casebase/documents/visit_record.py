"""현장 방문 상담 결과서: who was visited, what was hard, and what was answered or promised on the spot."""

from collections.abc import Mapping, Sequence

from casebase.documents import styles
from casebase.documents.blocks import Block
from casebase.documents.official_form import Sheet, correction_notes, demo_notes, sheet_pdf
from casebase.documents.pictures import photo_rows, signature_figure
from casebase.documents.printable import printable
from casebase.documents.typesetting import END_MARK, ended, fields, heading, item, numbered, prose
from casebase.domain.canonical import canonical_json
from casebase.domain.papers import MatterOnPaper, VisitRecord
from casebase.korean.dates import official_date

_NAME = "현장 방문 상담 결과서"
_INDENT = 11.0


def visit_record_pdf(record: VisitRecord, photos: Mapping[str, bytes]) -> bytes:
    """Return the record as PDF/A-3a and PDF/UA-1; the same record and photos always give the same bytes.

    `photos` holds the JPEG bytes (RGB or grey) of each photo of the record by its SHA-256. The file holds
    canonical_json(record) as "visit.json". Raises: CharacterNotPrintable.
    """
    text = printable(record)
    return sheet_pdf(
        Sheet(
            name=_NAME,
            subject=f"현장 방문 상담 결과({text.business})",
            head=text.head,
            notes=[*demo_notes(text.head, text.source), *_supersedes(text)],
            body=numbered(
                [
                    ("방문 개요", _visit(text)),
                    ("애로사항과 답변", _matters(text.matters)),
                    ("확인", _confirmation(text)),
                ]
            ),
            annex=_annex(text, photos),
            dated=text.visited_on,
            data=canonical_json(record),
            data_name="visit.json",
        )
    )


def _supersedes(record: VisitRecord) -> list[str]:
    return correction_notes("결과서", record.corrects, record.correction_reason) if record.corrects else []


def _visit(record: VisitRecord) -> Sequence[Block]:
    return fields(
        [("업체", record.business)],
        [("사업자등록번호", record.registration_number), ("업종", record.industry)],
        [("방문일", official_date(record.visited_on)), ("방문 시간", f"{record.begins_at}~{record.ends_at}")],
        [("지역", record.region), ("방문 장소", record.place)],
        [("방문자", ", ".join(record.team))],
        [("면담자", record.met)],
        [("상담 기록", "면담자가 동의함" if record.consents_to_record else "면담자가 동의하지 않음")],
        indent=_INDENT,
    )


def _matters(matters: Sequence[MatterOnPaper]) -> list[Block]:
    if not matters:
        return [*prose("제기된 애로사항이 없다.")]
    return [
        block
        for n, matter in enumerate(matters, 1)
        for block in (item(2, n, len(matters), f"{matter.field}: {matter.track}"), *_matter(matter))
    ]


def _matter(matter: MatterOnPaper) -> Sequence[Block]:
    promise = (
        [("회신 약속일", official_date(matter.promised_on)), ("회신 담당자", matter.owner)]
        if matter.promised_on
        else []
    )
    rows = [
        [("애로사항", matter.difficulty)],
        [("소관부서", matter.department)] if matter.department else [],
        [("관련 법령", matter.law)] if matter.law else [],
        [("답변", matter.answer)] if matter.answer else [],
        promise,
    ]
    return fields(*[row for row in rows if row], indent=_INDENT)


def _confirmation(record: VisitRecord) -> list[Block]:
    """The signature, then 붙임; the end mark follows what stands last, below a table on a line of its own."""
    attached = f"붙임 현장 사진 {len(record.photos)}장." if record.photos else ""
    signature = signature_figure(record.signature, record.met)
    if signature is None:
        words = ("면담자의 서명은 받지 않았다.", attached)
        return [block for text in ended([word for word in words if word]) for block in prose(text)]
    table = fields([("면담자", record.met)], [("서명", signature)], indent=_INDENT)
    last = attached + END_MARK if attached else END_MARK.lstrip()
    return [*prose("면담자는 위 상담 내용을 확인하고 서명하였다."), *table, *prose(last, style=styles.AFTER_TABLE)]


def _annex(record: VisitRecord, photos: Mapping[str, bytes]) -> list[Block]:
    if not record.photos:
        return []
    return [heading("붙임 현장 사진"), *photo_rows(record.photos, photos)]

"""후속 회신: the answer promised on a visit, sent to the business afterwards."""

from casebase.documents.official_form import Sheet, demo_notes, sheet_pdf
from casebase.documents.printable import printable
from casebase.documents.typesetting import ended, fields, prose, section
from casebase.domain.canonical import canonical_json
from casebase.domain.papers import LaterAnswer
from casebase.korean.dates import official_date

_NAME = "현장 방문 상담 후속 회신서"
_INDENT = 11.0


def later_answer_pdf(answer: LaterAnswer) -> bytes:
    """Return the answer as PDF/A-3a and PDF/UA-1; the same answer always gives the same bytes.

    The file holds canonical_json(answer) as "answer.json". Raises: CharacterNotPrintable.
    """
    text = printable(answer)
    matter = text.matter
    promise = [
        ("회신 약속일", official_date(matter.promised_on) if matter.promised_on else ""),
        ("회신 담당자", matter.owner),
    ]
    return sheet_pdf(
        Sheet(
            name=_NAME,
            subject=f"현장 방문 상담 후속 회신({text.business})",
            head=text.head,
            notes=demo_notes(text.head, text.source),
            body=[
                section(1, "회신 대상"),
                *fields(
                    [("업체", text.business)],
                    [("방문 번호", text.visit_number), ("방문일", official_date(text.visited_on))],
                    [("분야", matter.field), ("소관부서", matter.department)],
                    promise,
                    [("관련 법령", matter.law)],
                    indent=_INDENT,
                ),
                section(2, "애로사항"),
                *prose(matter.difficulty),
                section(3, "답변"),
                *prose("\n".join(ended((text.answer,)))),
            ],
            dated=text.visited_on,
            data=canonical_json(answer),
            data_name="answer.json",
        )
    )

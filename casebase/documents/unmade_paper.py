"""What stands in the place of every paper of a generated office: it says that the paper itself was not made."""

from dataclasses import dataclass
from datetime import date

from casebase.documents.official_form import Sheet, demo_notes, sheet_pdf
from casebase.documents.typesetting import ended, prose
from casebase.domain.canonical import canonical_json
from casebase.domain.papers import Letterhead

_NAME = "시연용 대체 문서"
_SUBJECT = "시연 자료로 생성한 사건의 문서"
_TEXT = (
    "이 사건은 시연과 시험을 위하여 컴퓨터가 생성한 것입니다. 사건 기록에는 문서를 발행한 것으로 적혀 있으나 "
    "문서 자체는 만들지 않았고, 생성한 모든 문서의 자리에 이 문서를 둡니다.",
    "내용은 사건 화면에서 확인하십시오. 실제 문서의 모양은 이 시연 자료에 새 사건을 등록하고 발행하면 볼 수 있습니다",
)


@dataclass(frozen=True, kw_only=True)
class UnmadePaper:
    """The one paper that stands for all: who is said to have sent them, since when."""

    head: Letterhead
    since: date


def unmade_paper_pdf(paper: UnmadePaper) -> bytes:
    """Return the paper as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes."""
    return sheet_pdf(
        Sheet(
            name=_NAME,
            subject=_SUBJECT,
            head=paper.head,
            notes=demo_notes(paper.head, ""),
            body=prose("\n".join(ended(_TEXT))),
            dated=paper.since,
            data=canonical_json(paper),
            data_name="unmade-paper.json",
        )
    )

"""The paper of a disposal: what went, what stays, and the same bytes every time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from casebase.documents.disposal import disposal_pdf
from casebase.domain.canonical import canonical_json
from casebase.domain.retention_papers import DisposalPaper, PaperGone
from tests.paper_builders import a_letterhead
from tests.paper_reading import body_of, embedded, in_order
from tests.verapdf import verify_pdfa

PAPER = DisposalPaper(
    head=a_letterhead(recipient="내부결재", number="2040-폐기확인-0001"),
    disposal_number="2040-폐기-0001",
    kind="면책심사",
    record_number="2026-면책-0007",
    agency="한울시",
    completed_on=date(2026, 11, 23),
    retention="10년",
    basis="기관 기준: 기록관리기준표(2010. 7. 1.부터)",
    counted_from=date(2027, 1, 1),
    last_day=date(2036, 12, 31),
    reason="보존기간이 끝나 폐기하고자 한다.",
    papers=(PaperGone(title="회의록", number="2026-회의록-0001", issued_on=date(2026, 11, 22), sha256="ab" * 32),),
    files=("cd" * 32,),
    events="1~4, 9",
    count_events=5,
    staying=("번호", "날짜"),
    notice=("백업에는 남아 있다.",),
)


def test_the_contents_stand_in_their_order() -> None:
    body = body_of(disposal_pdf(PAPER))

    assert in_order(
        body,
        "기록물 폐기 확인서",
        "1. 폐기한 기록",
        "2040-폐기-0001",
        "2026-면책-0007",
        "2. 폐기 사유",
        "3. 없앤 문서 파일",
        "2026-회의록-0001",
        "4. 없앤 첨부 파일",
        "5. 내용을 비운 처리 기록",
        "처리 기록 5건(1~4, 9번)",
        "6. 남긴 내용",
        "7. 안내",
    )


def test_a_record_without_papers_and_files_says_so() -> None:
    body = body_of(disposal_pdf(replace(PAPER, papers=(), files=())))

    assert in_order(body, "발행한 문서가 없다.", "첨부된 파일이 없다.")


def test_the_data_is_embedded_and_the_same_paper_gives_the_same_bytes() -> None:
    pdf = disposal_pdf(PAPER)

    assert embedded(pdf, "disposal.json") == canonical_json(PAPER)
    assert disposal_pdf(PAPER) == pdf


def test_it_is_archivable_and_accessible(tmp_path: Path) -> None:
    path = tmp_path / "disposal.pdf"
    path.write_bytes(disposal_pdf(PAPER))

    assert verify_pdfa([path]) == []

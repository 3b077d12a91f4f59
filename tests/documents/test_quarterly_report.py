"""The quarterly report as paper: every decision with its change, the totals, and why it was due when it was."""

from dataclasses import asdict

from casebase.documents.quarterly_report import quarterly_report_pdf
from casebase.domain.canonical import canonical_json, digest
from tests.paper_builders import SENTENCE
from tests.paper_reading import (
    body_of,
    digests_of_two_processes,
    embedded,
    in_order,
    pages_of,
    squeezed,
    tags_of,
    text_of,
    texts_in,
)
from tests.report_builders import a_changed_exemption, a_quarterly_report, an_exemption_on_report


def test_every_sentence_can_be_read_back():
    paper = a_quarterly_report()

    body = body_of(quarterly_report_pdf(paper))

    assert [text for text in texts_in(asdict(paper)) if squeezed(text) not in body] == []


def test_the_contents_stand_in_their_order():
    body = body_of(quarterly_report_pdf(a_quarterly_report()))

    assert in_order(
        body,
        "가람도 감사위원회",
        "적극행정 면책심사 결과 보고(2026년 3분기)",
        "1. 보고 개요",
        "받는 기관 감사원",
        "대상 기간 2026. 7. 1.~9. 30.",
        "기준일 2026. 9. 30. 보고 기한 2026. 10. 12.",
        "2. 결정 총괄",
        "결정 신청 직권 재심의 계",
        "면책 인정 1 1 0 2",
        "일부 인정 1 0 0 1",
        "계 2 1 0 3",
        "3. 결정 목록",
        "2026. 8. 14. 2026-결정-0003 (2026-면책-0007) 가람군 [2026년 종합감사] 협의 절차 누락 공사비 과다 지급",
        "일부 인정 주의 → 불문 2건 경고 → 경고 1건",
        "4. 정정하거나 취소한 결정",
        "2026. 9. 1. 정정 2026-결정-0005 2026-결정-0001 (2026-면책-0002, 2026. 5. 20.) 한울시 불인정",
        "5. 보고 기한 산정 근거",
        "보고 기한: 2026. 10. 12.(공공감사에 관한 법률 시행령 제13조의4 제5항)",
    )
    assert squeezed("아직 끝나지 않아") not in body


def test_a_quarter_without_decisions_says_so():
    body = body_of(quarterly_report_pdf(a_quarterly_report(decisions=(), changed=(), totals=())))

    assert in_order(
        body,
        "계 0 0 0 0",
        "3. 결정 목록 이 분기에 한 결정이 없다.",
        "4. 정정하거나 취소한 결정 이 분기에 정정하거나 취소한 앞선 결정이 없고",
    )


def test_a_quarter_that_still_lasts_says_until_when_it_was_counted():
    paper = a_quarterly_report()
    running = a_quarterly_report(as_of=paper.first_on)

    assert squeezed("분기가 아직 끝나지 않아 2026. 7. 1.까지의 결정만 담았습니다.") in body_of(
        quarterly_report_pdf(running)
    )


def test_a_long_list_is_printed_whole_under_a_heading_on_every_page():
    lines = tuple(an_exemption_on_report(ruling_number=f"2026-결정-{n:04d}") for n in range(1, 121))

    pages = pages_of(quarterly_report_pdf(a_quarterly_report(decisions=lines, changed=())))

    told = squeezed("".join(pages))
    assert all(line.ruling_number in told for line in lines)
    listed = [page for page in pages if "2026-결정-0" in page]
    assert len(listed) > 5
    assert all("지적건명" in page for page in listed)


def test_long_words_do_not_break_the_table():
    changed = a_changed_exemption(cause=f"{SENTENCE * 40}끝맺음")
    line = an_exemption_on_report(
        observations=(f"{SENTENCE * 20}맺는말",), changes=("징계 요구 → 인사자료 통보 12건",) * 9
    )

    body = body_of(quarterly_report_pdf(a_quarterly_report(decisions=(line,), changed=(changed,))))

    assert body.count(squeezed(SENTENCE)) > 50  # where a page ends within one, another column stands between its parts
    assert in_order(body, "맺는말", "끝맺음")


def test_its_tables_are_tagged_with_headings():
    tags = tags_of(quarterly_report_pdf(a_quarterly_report()))

    assert tags.count("Table") == 5
    assert tags.count("TH") == 6 + 5 + 8 + 7 + 4
    assert tags.count("H1") == 1


def test_the_data_is_embedded_and_its_digest_printed():
    paper = a_quarterly_report()

    pdf = quarterly_report_pdf(paper)

    assert embedded(pdf, "exemptions.json") == canonical_json(paper)
    assert digest(canonical_json(paper)) in text_of(pdf)


def test_two_processes_give_the_same_bytes():
    imports = (
        "from casebase.documents.quarterly_report import quarterly_report_pdf; "
        "from tests.report_builders import a_quarterly_report"
    )

    digests = digests_of_two_processes(imports, "quarterly_report_pdf(a_quarterly_report())")

    assert digests == {digest(quarterly_report_pdf(a_quarterly_report()))}
    assert quarterly_report_pdf(a_quarterly_report()) != quarterly_report_pdf(a_quarterly_report(decisions=()))

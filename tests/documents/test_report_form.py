"""What every report has in common."""

from dataclasses import replace
from io import BytesIO

import pikepdf

from casebase.documents.quarterly_report import quarterly_report_pdf
from tests.paper_reading import pages_of
from tests.report_builders import a_quarterly_report, an_exemption_on_report


def test_a_report_of_a_demo_says_so_on_every_page():
    paper = a_quarterly_report(decisions=(an_exemption_on_report(),) * 60)

    real, demo = (pages_of(quarterly_report_pdf(replace(paper, is_demo=is_demo))) for is_demo in (False, True))

    assert all("시연용 문서" in page for page in demo)
    assert "이 보고서는 시연용 자료로 만들었습니다." in demo[0]
    assert "시연용" not in "".join(real)


def test_a_report_carries_its_name_from_page_to_page_and_no_preview_mark():
    pages = pages_of(quarterly_report_pdf(a_quarterly_report(decisions=(an_exemption_on_report(),) * 60)))

    assert all("적극행정 면책심사 결과 보고(2026년 3분기)" in page for page in pages)
    assert "미리보기" not in "".join(pages)


def test_the_file_names_itself_and_takes_its_time_from_the_report():
    with pikepdf.open(BytesIO(quarterly_report_pdf(a_quarterly_report()))) as opened:
        info = {key: str(value) for key, value in opened.docinfo.items()}

    assert info["/Title"] == "적극행정 면책심사 결과 보고(2026년 3분기) - 가람도 감사위원회"
    assert info["/CreationDate"] == "D:20260930000000+09'00'"

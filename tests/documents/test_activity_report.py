"""The report on the work as paper: each figure with what it counts, its numbers, and bars that are told in words."""

from dataclasses import asdict

from casebase.documents.activity_report import activity_report_pdf
from casebase.domain.canonical import canonical_json, digest
from tests.paper_reading import (
    body_of,
    digests_of_two_processes,
    embedded,
    figures_of,
    in_order,
    squeezed,
    tags_of,
    texts_in,
)
from tests.report_builders import a_table_on_report, an_activity_report


def test_every_sentence_can_be_read_back():
    paper = an_activity_report()

    body = body_of(activity_report_pdf(paper))

    assert [text for text in texts_in(asdict(paper)) if squeezed(text) not in body] == []


def test_the_contents_stand_in_their_order():
    body = body_of(activity_report_pdf(an_activity_report()))

    assert in_order(
        body,
        "감사위원회 업무 보고(2026. 7. 1.~9. 30.)",
        "1. 보고 개요",
        "작성 기관 가람도 감사위원회",
        "작성일 2026. 10. 5.",
        "2. 사전컨설팅",
        "가. 분야별 사전컨설팅 결과",
        "분야 회신 기한 안",
        "인허가 12건 10건",
        "도로 7건 -",
        "나. 접수와 회신",
        "3. 현장 방문",
        "시군별 방문",
        "기록이 없거나, 칸마다 5건이 되지 않아 적지 않았다.",
        "4. 읽는 방법",
        "가. 5건이 되지 않는 칸은 적지 않았다.",
    )


def test_bars_are_told_in_words_and_a_number_not_shown_stays_so():
    figures = figures_of(activity_report_pdf(an_activity_report()))

    assert figures == ["분야별 사전컨설팅 결과 막대그래프: 인허가 12건, 도로 7건, 건축 -"]


def test_a_table_of_one_number_or_very_many_rows_has_no_bars():
    one = a_table_on_report(bars=(("인허가", 12), ("도로", None), ("건축", None)))
    many = a_table_on_report(bars=tuple((f"분야 {n}", n) for n in range(25)))

    pdf = activity_report_pdf(an_activity_report(sections=(("사전컨설팅", (one, many)),)))

    assert figures_of(pdf) == []
    assert tags_of(pdf).count("Table") == 3


def test_the_data_is_embedded():
    paper = an_activity_report()

    assert embedded(activity_report_pdf(paper), "activity.json") == canonical_json(paper)


def test_two_processes_give_the_same_bytes():
    imports = (
        "from casebase.documents.activity_report import activity_report_pdf; "
        "from tests.report_builders import an_activity_report"
    )

    digests = digests_of_two_processes(imports, "activity_report_pdf(an_activity_report())")

    assert digests == {digest(activity_report_pdf(an_activity_report()))}

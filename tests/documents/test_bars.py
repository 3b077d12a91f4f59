"""Bars: their places, their words, and names too long for their column."""

from casebase.documents.activity_report import activity_report_pdf
from casebase.documents.bars import bars_figure
from casebase.documents.styles import TEXT_WIDTH
from tests.paper_reading import words_of
from tests.report_builders import a_table_on_report, an_activity_report

LONG_NAME = "농림축산식품과 해양수산 및 산림환경 분야의 인허가와 보조금"


def test_the_figure_fills_its_column_and_grows_with_its_bars():
    two, four = (bars_figure("결과", (("가", 1),) * count, "건", indent=22.0) for count in (2, 4))

    assert two.width == TEXT_WIDTH - 22.0
    assert four.height == 2 * two.height


def test_numbers_are_told_with_their_unit_and_thousands():
    assert bars_figure("방문", (("창원시", 1_200), ("밀양시", 0)), "회").node.alt == (
        "방문 막대그래프: 창원시 1,200회, 밀양시 0회"
    )
    assert bars_figure("처리일수", (("도로", 12.5), ("계약", 12.0)), "일").node.alt == (
        "처리일수 막대그래프: 도로 12.5일, 계약 12일"
    )


def test_a_long_name_is_cut_where_its_column_ends_and_told_whole():
    bars = ((LONG_NAME, 3), ("도로", 2))
    table = a_table_on_report(rows=(("도로", "2건", "2건"),), bars=bars)

    words = words_of(activity_report_pdf(an_activity_report(sections=(("사전컨설팅", (table,)),))))

    cut = next(word for word in words if word.text.endswith("…"))
    assert cut.left > 55
    assert bars_figure("결과", bars, "건").node.alt.count(LONG_NAME) == 1


def test_nothing_but_zeros_draws_no_bar_and_does_not_divide_by_it():
    figure = bars_figure("결과", (("가", 0), ("나", None)), "건")

    assert figure.node.alt == "결과 막대그래프: 가 0건, 나 -"

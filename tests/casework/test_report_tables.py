"""A figure as a report prints it."""

from datetime import date

from casebase.casework.report_tables import SECTIONS, table_on_report
from casebase.insight.figures.asking import Column, Figure, Table
from casebase.insight.figures.catalog import FIGURES

FIELD, MONTH = Column(name="field", label="분야"), Column(name="month", label="월")
COUNT, DAYS = Column(name="count", label="사건", unit="건"), Column(name="median_days", label="걸린 날", unit="일")
WORDS = {"track": {"on_site": "현장 답변"}, "holds": {"true": "그렇다"}}


def a_table(groups: tuple[Column, ...], rows: tuple[tuple[object, ...], ...]) -> Table:
    figure = Figure(name="f", title="분야별 사건", note="센 것", groups=groups, measures=(COUNT, DAYS))
    return Table(figure=figure, seq=1, rows=rows)


def test_numbers_carry_their_units_and_what_is_not_shown_is_a_dash() -> None:
    printed = table_on_report(a_table((FIELD,), (("도로", 1_200, 12.5), ("인허가", None, 3))), WORDS)

    assert printed.headings == ("분야", "사건", "걸린 날")
    assert printed.rows == (("도로", "1,200건", "12.5일"), ("인허가", "-", "3일"))
    assert printed.bars == (("도로", 1_200), ("인허가", None))
    assert (printed.unit, printed.count_names) == ("건", 1)


def test_what_is_hidden_whole_is_left_out() -> None:
    part, whole, nothing = (
        table_on_report(a_table((FIELD,), rows), WORDS)
        for rows in ((("도로", 7, 3), ("인허가", None, None)), (("인허가", None, None),), ())
    )

    assert part.rows == (("도로", "7건", "3일"),)
    assert part.bars == (("도로", 7),)
    assert whole.rows == nothing.rows == ()
    assert whole.empty == nothing.empty == "기록이 없거나, 칸마다 5건이 되지 않아 적지 않았다."


def test_bars_are_of_the_first_measure_that_is_shown() -> None:
    printed = table_on_report(a_table((FIELD,), (("도로", None, 12.5), ("인허가", None, 3))), WORDS)

    assert printed.rows == (("도로", "-", "12.5일"), ("인허가", "-", "3일"))
    assert (printed.bars, printed.unit) == ((("도로", 12.5), ("인허가", 3)), "일")


def test_codes_days_and_truths_become_words() -> None:
    groups = (MONTH, Column(name="track", label="방법"), Column(name="holds", label="판단"), FIELD)
    rows = ((date(2026, 7, 1), "on_site", True, None), (date(2026, 8, 1), "unknown", True, ""))

    printed = table_on_report(a_table(groups, tuple((*row, 7, 3) for row in rows)), WORDS)

    assert printed.rows == (
        ("2026. 7.", "현장 답변", "그렇다", "없음", "7건", "3일"),
        ("2026. 8.", "unknown", "그렇다", "없음", "7건", "3일"),
    )
    assert printed.bars == ()


def test_a_quarter_is_named_as_one() -> None:
    quarter = Column(name="quarter", label="분기")

    assert table_on_report(a_table((quarter,), ((date(2026, 7, 1), 7, 3),)), WORDS).rows[0][0] == "2026년 3분기"


def test_a_report_prints_only_figures_that_may_be_published() -> None:
    names = [name for names in SECTIONS.values() for name in names]

    assert len(names) == len(set(names))
    assert not any(FIGURES[name].is_of_people for name in names)

"""Figures as a report prints them: codes as words, numbers with their units, and what is not shown as a dash."""

from collections.abc import Mapping
from datetime import date

from casebase.domain.report_papers import TableOnReport
from casebase.insight.figures.asking import Column, Table
from casebase.law.quarterly_report import quarter_of

# The figures of a report under the headings of the office's work. Those of today, or of people, are none of it.
SECTIONS = {
    "사전컨설팅": (
        "days_by_field",
        "lateness_by_month",
        "late_causes",
        "outcomes_by_field",
        "follow_ups",
    ),
    "현장 방문": ("visits_by_region", "matters_by_field", "matters_by_track", "promises_kept"),
    "면책심사": ("recognition_by_quarter", "findings_by_criterion"),
    "접수와 처리": ("cases_by_month",),
}
PUBLIC_READER, OFFICE_READER = "누구나", "내부용(밖으로 내보내지 않는다)"
PUBLIC_NOTICE = (
    "신청인에게 통보하는 등 이미 밖에 알린 것만 세었다.",
    "끝난 분기를 단위로 세며, 분기의 일부만 고르면 그 분기 전체를 센다.",
    "5건이 되지 않는 칸과, 그 칸의 수를 알아낼 수 있게 하는 칸은 적지 않고 ‘-’로 남기거나 줄을 뺐다.",
)
OFFICE_NOTICE = (
    "만든 사람이 볼 수 있는 사건만 세었다. 아직 통보하지 않은 것도 들어 있다.",
    "5건이 되지 않는 칸도 그대로 적었으므로 사람을 알아볼 수 있다. 밖에는 공개용 보고서를 보낸다.",
)

# Where all is hidden, a figure under protection has no rows, as if there were no record.
PUBLIC_EMPTY, OFFICE_EMPTY = "기록이 없거나, 칸마다 5건이 되지 않아 적지 않았다.", "기록이 없다."
_NOT_SHOWN = "-"
_NONE = "없음"

Words = Mapping[str, Mapping[str, str]]


def table_on_report(table: Table, words: Words, empty: str = PUBLIC_EMPTY) -> TableOnReport:
    """Return a figure as printed; one with a single group of names is drawn as bars too, of the first measure shown.

    A row of which nothing is shown is left out; `empty` is told where none is left.
    """
    figure = table.figure
    count = len(figure.groups)
    shown = [row for row in table.rows if any(value is not None for value in row[count:])]
    drawn_at = next(
        (at for at, _ in enumerate(figure.measures, count) if any(row[at] is not None for row in shown)), count
    )
    rows = tuple(
        (
            *(_name(value, column, words) for value, column in zip(row[:count], figure.groups, strict=True)),
            *(_number(value, column) for value, column in zip(row[count:], figure.measures, strict=True)),
        )
        for row in shown
    )
    drawn = zip(rows, shown, strict=True) if count == 1 else ()
    return TableOnReport(
        title=figure.title,
        note=figure.note,
        headings=tuple(column.label for column in (*figure.groups, *figure.measures)),
        count_names=count,
        rows=rows,
        empty=empty,
        bars=tuple((printed[0], row[drawn_at]) for printed, row in drawn),
        unit=figure.measures[drawn_at - count].unit,
    )


def _name(value: object, column: Column, words: Words) -> str:
    if value is None or value == "":
        return _NONE
    if isinstance(value, date):
        return quarter_of(value).printed if column.name == "quarter" else f"{value.year}. {value.month}."
    code = str(value).lower() if isinstance(value, bool) else str(value)
    return words.get(column.name, {}).get(code, code)


def _number(value: int | float | None, column: Column) -> str:
    return _NOT_SHOWN if value is None else f"{value:,.10g}{column.unit}"

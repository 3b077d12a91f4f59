"""업무 보고: the figures of a span of days as tables, each with what it counts and simple bars."""

from collections.abc import Sequence

from casebase.documents import styles
from casebase.documents.bars import MOST, bars_figure
from casebase.documents.blocks import Block
from casebase.documents.printable import printable
from casebase.documents.report_form import Report, report_pdf
from casebase.documents.typesetting import fields, grid, item, itemised, numbered, prose, whole
from casebase.domain.canonical import canonical_json
from casebase.domain.report_papers import ActivityReportPaper, TableOnReport
from casebase.korean.dates import official_date, official_span

_INDENT = 11.0
_NAME_SHARE = 2.0  # of a table's width, for a column of names against one of numbers


def activity_report_pdf(paper: ActivityReportPaper) -> bytes:
    """Return the report as PDF/A-3a and PDF/UA-1; the same paper always gives the same bytes.

    The file holds canonical_json(paper) as "activity.json". Raises: CharacterNotPrintable.
    """
    text = printable(paper)
    sections = [(title, _tables(tables)) for title, tables in text.sections]
    return report_pdf(
        Report(
            name=f"감사위원회 업무 보고({official_span(text.first_on, text.last_on)})",
            office=text.office,
            notes=[],
            body=numbered([("보고 개요", _head(text)), *sections, ("읽는 방법", itemised(text.notice))]),
            dated=text.made_on,
            is_demo=text.is_demo,
            data=canonical_json(paper),
            data_name="activity.json",
        )
    )


def _head(paper: ActivityReportPaper) -> Sequence[Block]:
    return whole(
        fields(
            [("작성 기관", paper.office)],
            [("열람 범위", paper.reader)],
            [("대상 기간", official_span(paper.first_on, paper.last_on)), ("작성일", official_date(paper.made_on))],
            indent=_INDENT,
        )
    )


def _tables(tables: Sequence[TableOnReport]) -> list[Block]:
    return [block for n, one in enumerate(tables, 1) for block in (item(2, n, len(tables), one.title), *_table(one))]


def _table(table: TableOnReport) -> list[Block]:
    note = prose(table.note, level=2, style=styles.FINE_CELL)
    if not table.rows:
        return [*note, *prose(table.empty, level=2)]
    widths = [_NAME_SHARE if place < table.count_names else 1.0 for place in range(len(table.headings))]
    drawn = grid(table.headings, widths, table.rows, 2 * _INDENT, style=styles.FINE_CELL)
    count_shown = sum(number is not None for _, number in table.bars)
    is_read_as_bars = count_shown > 1 and len(table.bars) <= MOST
    figure = [bars_figure(table.title, table.bars, table.unit, 2 * _INDENT)] if is_read_as_bars else []
    return [*note, *drawn, *figure]

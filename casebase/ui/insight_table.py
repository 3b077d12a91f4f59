"""A figure's table: as a table that everybody can read, and as files."""

import html
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from casebase.casework.figure_files import table_file
from casebase.charts.labels import group_label, measure_label
from casebase.sheets.writing import MEDIA_TYPES, Format

if TYPE_CHECKING:
    from casebase.charts.tables import Words
    from casebase.insight.figures.asking import Table

MOST_ROWS = 200
_FORMATS = {Format.XLSX: "엑셀(xlsx)", Format.CSV: "CSV", Format.PARQUET: "Parquet"}


def figure_table_shown(table: "Table", words: "Words") -> None:
    """Show the rows behind a figure, and offer them as files; nothing of a file is made before it is asked for."""
    with st.container(horizontal=True):
        for format, label in _FORMATS.items():
            st.download_button(
                f"{label} 내려받기",
                partial(table_file, table, words, format),
                file_name=f"{table.figure.title}.{format}",
                mime=MEDIA_TYPES[format],
                key=f"download_{format}",
                on_click="ignore",
            )
    if len(table.rows) > MOST_ROWS:
        st.caption(f"{len(table.rows):,}줄 가운데 {MOST_ROWS}줄만 보입니다. 모두 보려면 파일로 내려받으세요.")
    st.html(_table(table, words))


def _table(table: "Table", words: "Words") -> str:
    figure, first = table.figure, len(table.figure.groups)
    heads = "".join(f'<th scope="col">{html.escape(each.label)}</th>' for each in figure.groups)
    heads += "".join(f'<th scope="col" class="number">{html.escape(each.label)}</th>' for each in figure.measures)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{html.escape(group_label(group, value, words))}</th>'
            for group, value in zip(figure.groups, row, strict=False)
        )
        + "".join(
            f'<td class="number">{html.escape(measure_label(measure, value))}</td>'
            for measure, value in zip(figure.measures, row[first:], strict=True)
        )
        + "</tr>"
        for row in table.rows[:MOST_ROWS]
    )
    caption = f"<caption>{html.escape(figure.title)}</caption>"
    return f'<table class="figure">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

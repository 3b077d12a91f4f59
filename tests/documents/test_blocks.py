"""Blocks part where a page ends, lose nothing, and leave no line alone."""

import pytest

from casebase.documents import styles
from casebase.documents.blocks import Cell, Figure, Paragraph, Row
from casebase.documents.tagging import Node
from casebase.documents.typesetting import fields, paragraphs, side_by_side

LEADING = styles.BODY.leading


def a_paragraph(count: int) -> Paragraph:
    [block] = paragraphs("가나다라마바사 " * 200, styles.BODY, 200)
    return Paragraph(
        lines=block.lines[: count - 1] + block.lines[-1:],
        style=styles.BODY,
        node=block.node,
        outer=block.outer,
        indent=0,
        width=200,
        keeps=True,
    )


def a_figure(height: float) -> Figure:
    return Figure(width=10, height=height, ink=lambda *_: None, node=Node("Figure", alt="그림"))


def test_a_paragraph_parts_between_lines_and_stays_one_element():
    whole = a_paragraph(10)

    first, rest = whole.split(4.5 * LEADING) or pytest.fail("not parted")

    assert (len(first.lines), len(rest.lines)) == (4, 6)
    assert first.lines + rest.lines == whole.lines
    assert first.node is rest.node is whole.node
    assert not first.keeps
    assert rest.before == 0


def test_neither_the_first_nor_the_last_line_stands_alone():
    assert a_paragraph(10).split(1.5 * LEADING) is None
    first, rest = a_paragraph(10).split(9.5 * LEADING) or pytest.fail("not parted")

    assert (len(first.lines), len(rest.lines)) == (8, 2)


def test_a_row_parts_inside_its_cells_and_loses_no_line():
    [row] = fields([("이유", "가나다라마바사 " * 500)])

    first, rest = row.split(200) or pytest.fail("not parted")

    assert first.height <= 200
    lines = [line for part in (first, rest) for line in part.cells[1].blocks[0].lines]
    assert lines == list(row.cells[1].blocks[0].lines)
    assert [len(part.cells[0].blocks) for part in (first, rest)] == [1, 0]
    assert first.nodes == rest.nodes


def test_a_row_is_not_parted_where_one_cell_could_not_begin():
    row = Row(
        cells=(
            Cell(left=0, width=50, blocks=(a_figure(100),)),
            Cell(left=50, width=200, blocks=tuple(paragraphs("가 " * 900, styles.BODY, 200))),
        ),
        nodes=(),
        is_ruled=False,
    )

    assert row.split(90) is None
    assert row.split(150) is not None


def test_a_short_row_of_a_table_is_not_parted():
    [row] = fields([("이유", "가나다라마바사 " * 20)])

    assert row.height > 50
    assert row.least == row.height
    assert row.split(row.height - 1) is None


def test_a_picture_is_never_parted():
    assert a_figure(100).split(50) is None
    assert a_figure(100).least == 100


def test_side_by_side_is_as_high_as_its_highest_column():
    row = side_by_side([(50, [a_figure(40)]), (50, [a_figure(30), a_figure(30)])], before=5)

    assert row.height == 60
    assert [node.alt for node in row.nodes] == ["그림"] * 3

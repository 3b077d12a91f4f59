"""Words become blocks: item marks, the end mark, tables of fields."""

import pytest

from casebase.documents import styles
from casebase.documents.blocks import Paragraph
from casebase.documents.typesetting import (
    boxed,
    ended,
    fields,
    fingerprint,
    grid,
    heading,
    item,
    item_mark,
    itemised,
    numbered,
    paragraphs,
    prose,
    section,
    whole,
)


def words(paragraph: Paragraph) -> str:
    return "".join(line.text for line in paragraph.lines)


@pytest.mark.parametrize(
    ("level", "position", "mark"),
    [
        (1, 1, "1."),
        (1, 12, "12."),
        (2, 1, "가."),
        (2, 14, "하."),
        (2, 15, "거."),
        (2, 28, "허."),
        (2, 29, "고."),
        (2, 84, "히."),
        (2, 85, "가가."),
        (3, 2, "2)"),
        (4, 3, "다)"),
    ],
)
def test_marks_follow_the_order_of_official_items(level, position, mark):
    assert item_mark(level, position) == mark


def test_each_level_begins_further_right():
    levels = [section(1, "지적내용"), item(2, 1, 2, "첫째"), item(3, 1, 2, "둘째")]

    starts = [block.indent - block.hang for block in levels]

    assert starts == pytest.approx([0, 11, 22])
    assert all(block.keeps for block in levels)


def test_an_only_item_has_no_mark():
    assert item(2, 1, 1, "하나").marker == ""
    assert [block.marker for block in itemised(["하나"])] == [""]
    assert [block.marker for block in itemised(["하나", "둘"])] == ["가.", "나."]
    assert heading("붙임").marker == ""


def test_a_list_is_one_list_in_the_structure():
    first, second = itemised(["하나", "둘"])

    assert first.outer is second.outer
    assert [part.tag for part in first.outer.parts] == ["LI", "LI"]


def test_sections_are_numbered_from_one():
    blocks = numbered([("개요", prose("하나")), ("검토", prose("둘\n셋"))])

    assert [block.marker for block in blocks] == ["1.", "", "2.", "", ""]
    assert [words(block) for block in blocks] == ["개요", "하나", "검토", "둘", "셋"]


def test_a_fingerprint_is_one_element_on_two_lines():
    block = fingerprint("0123456789abcdef" * 4)

    assert [line.text for line in block.lines] == ["0123456789abcdef" * 2] * 2
    assert [line.is_last for line in block.lines] == [False, True]
    assert words(fingerprint("")) == ""


def test_the_end_mark_stands_two_narrow_spaces_after_the_last_sentence_only():
    assert ended(["첫째다.", "둘째다. "]) == ("첫째다.", "둘째다.\u00a0\u00a0끝.")
    assert ended([]) == ("해당 사항 없음\u00a0\u00a0끝.",)


def test_a_day_is_never_broken_over_two_lines():
    [block] = paragraphs("가 " * 30 + "2026. 11. 22. 끝", styles.BODY, 200)

    assert any("2026.\u00a011.\u00a022." in line.text for line in block.lines)


def test_each_line_of_a_text_is_a_paragraph_and_blank_ones_are_dropped():
    assert [words(block) for block in prose("하나\n\n  \n둘")] == ["하나", "둘"]
    assert [words(block) for block in prose("")] == ["해당 사항 없음"]


def test_rows_of_one_pair_reach_over_the_columns_of_the_others():
    first, second = fields([("번호", "1"), ("날짜", "2")], [("이름", "")])

    assert second.cells[0].width == first.cells[0].width
    assert sum(cell.width for cell in first.cells) == pytest.approx(sum(cell.width for cell in second.cells))
    assert [node.column_span for node in second.nodes[0].parts[1].parts] == [1, 3]
    assert words(second.cells[1].blocks[0]) == "-"


def test_tables_without_rows_are_nothing():
    assert fields() == []
    assert boxed([]) == []


def test_the_heading_row_of_a_table_stays_with_its_first_row():
    head, row = grid(("대상", "결론"), (1, 3), [("가", "나")])

    assert head.keeps
    assert not row.keeps
    assert [cell.width for cell in head.cells] == pytest.approx([styles.TEXT_WIDTH / 4, styles.TEXT_WIDTH * 3 / 4])


def test_a_whole_table_keeps_its_rows_together_and_lets_go_of_what_follows():
    rows = fields([("재적위원", "5명")], [("출석위원", "4명")], [("의결정족수", "과반수")])

    assert [row.keeps for row in whole(rows)] == [True, True, False]
    assert [row.keeps for row in rows] == [False, False, False]

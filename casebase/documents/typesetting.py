"""From words to blocks: headings and items numbered as offices do, paragraphs, tables of fields."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from casebase.documents import styles
from casebase.documents.blocks import PAD, Block, Cell, Paragraph, Row
from casebase.documents.fonts import NBSP
from casebase.documents.line_breaking import Line, break_lines
from casebase.documents.styles import TEXT_WIDTH, Style
from casebase.documents.tagging import Node
from casebase.documents.typefaces import typeface

END_MARK = f"{NBSP}{NBSP}끝."  # one letter-space, that of a syllable, after the last character
NOTHING = "해당 사항 없음"

_CONSONANTS = "가나다라마바사아자차카타파하"
_VOWELS_APART = 28  # code points from 가 to 개; the office order goes on with 거, 고, 구, 그, 기
_VOWEL_STEPS = (0, 4, 8, 13, 18, 20)
_DATE_GAP = re.compile(r"(?<=\d\.) (?=\d{1,2}\.)")
_STEP = 11.0  # each level of items begins one syllable further right
_LABEL_WIDTH = 27 * styles.MM
_ADDRESS_HANG = 42.0
_DIGITS_A_LINE = 32
_GAPING_FILLED, _GAPING_RAGGED = 0.12, 0.5  # of a line: stretched lines gape sooner than ragged ones

FieldValue = str | Block
Section = tuple[str, Sequence[Block]]  # its title, and what stands below


def item_mark(level: int, position: int) -> str:
    """Return the mark of an item: level 1 "1.", 2 "가.", 3 "1)", 4 "가)"; positions count from 1."""
    sign = _hangul_mark(position) if level % 2 == 0 else str(position)
    return f"{sign}{'.' if level <= 2 else ')'}"


def section(position: int, title: str) -> Paragraph:
    """A heading of the first level: "1. 지적내용"."""
    return _marked(item_mark(1, position), title, 1, styles.SECTION, Node("H2"))


def numbered(sections: Iterable[Section]) -> list[Block]:
    """Return the sections of a body, headed "1.", "2." and so on."""
    return [block for n, (title, blocks) in enumerate(sections, 1) for block in (section(n, title), *blocks)]


def heading(title: str) -> Paragraph:
    """A heading of the first level that carries no mark: "붙임 현장 사진"."""
    return _marked("", title, 1, styles.SECTION, Node("H2"))


def item(level: int, position: int, count: int, title: str) -> Paragraph:
    """A heading inside a section; an only one (count 1) carries no mark."""
    mark = item_mark(level, position) if count > 1 else ""
    return _marked(mark, title, level, styles.ITEM, Node(f"H{level + 1}"))


def prose(text: str, *, level: int = 1, style: Style = styles.BODY) -> list[Paragraph]:
    """Return the paragraphs of a text under an item of that level, one a line; an empty text says so."""
    indent = _STEP * level
    return paragraphs(text or NOTHING, style, TEXT_WIDTH - indent, indent=indent)


def addressed(label: str, text: str, style: Style) -> Paragraph:
    """Return a line of 두문: its label, and the text aligned with that of the other lines."""
    made = _paragraph(text.replace("\n", " "), style, TEXT_WIDTH - _ADDRESS_HANG, Node("P"), _ADDRESS_HANG, keeps=True)
    return replace(made, marker=label, hang=_ADDRESS_HANG)


def itemised(texts: Sequence[str], level: int = 2) -> list[Paragraph]:
    """Return a list of sentences marked 가. 나. ...; a single one carries no mark."""
    if len(texts) <= 1:
        return prose("".join(texts), level=level - 1)
    # PDF knows no order by Hangul letters; by letters is nearest to 가. 나.
    listing = Node("L", numbering="LowerAlpha" if level % 2 == 0 else "Decimal")
    return [_list_item(listing, item_mark(level, n), text, level) for n, text in enumerate(texts, 1)]


def ended(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the last sentences of a body with the end mark after their last character."""
    *earlier, last = texts or ("",)
    return (*earlier, (last.rstrip() or NOTHING) + END_MARK)


def paragraphs(
    text: str, style: Style, width: float, *, tag: str = "P", indent: float = 0.0, keeps: bool = False
) -> list[Paragraph]:
    """Return a paragraph for each line of the text; blank lines are dropped. `width` in points."""
    words = [line for line in text.split("\n") if line.strip(" ")]
    return [_paragraph(line, style, width, Node(tag), indent, keeps) for line in words or [""]]


def fingerprint(value: str) -> Paragraph:
    """Return a SHA-256 value in hex as one paragraph of two lines, each of half its digits."""
    starts = range(0, len(value), _DIGITS_A_LINE) or (0,)
    pieces = [value[start : start + _DIGITS_A_LINE] for start in starts]
    lines = tuple(Line(piece, _advance(piece, styles.DIGEST) / styles.DIGEST.size, False) for piece in pieces)
    lines = (*lines[:-1], replace(lines[-1], is_last=True))
    node = Node("P")
    width = max(line.width for line in lines) * styles.DIGEST.size
    return Paragraph(lines=lines, style=styles.DIGEST, node=node, outer=node, indent=0.0, width=width)


def fields(*rows: Sequence[tuple[str, FieldValue]], indent: float = 0.0) -> list[Row]:
    """Return a table of labels and values; each row shares the width among its pairs.

    A value that is empty is printed as "-".
    """
    if not rows:
        return []
    table = Node("Table")
    width = TEXT_WIDTH - indent
    columns = 2 * max(len(row) for row in rows)
    made = [_field_row(table, row, indent, width / len(row), columns) for row in rows]
    return [replace(made[0], before=4.0), *made[1:]]


def whole(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a table of few short values so that it stays on one page."""
    *earlier, last = rows
    return [*(replace(row, keeps=True) for row in earlier), last]


def grid(
    headings: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[FieldValue]],
    indent: float = 0.0,
    style: Style = styles.CELL,
) -> list[Row]:
    """Return a table with a heading row, shown again on each page the table goes on to; `widths` are shares."""
    table = Node("Table")
    share = (TEXT_WIDTH - indent) / sum(widths)
    lefts = [indent + share * sum(widths[:n]) for n in range(len(widths))]
    columns = [(left, share * width) for left, width in zip(lefts, widths, strict=True)]
    head = _row(
        table, [_cell(text, column, Node("TH", scope="Column")) for text, column in zip(headings, columns, strict=True)]
    )
    body = [
        _row(table, [_cell(value, column, Node("TD"), style) for value, column in zip(row, columns, strict=True)], head)
        for row in rows
    ]
    return [replace(head, before=4.0, keeps=bool(body)), *body]


def boxed(texts: Sequence[str]) -> list[Row]:
    """Return a notice in a shaded box across the page; nothing for no text."""
    inner = TEXT_WIDTH - 2 * PAD
    blocks = tuple(chain.from_iterable(paragraphs(text, styles.CELL, inner) for text in texts))
    if not blocks:
        return []
    cell = Cell(left=0.0, width=TEXT_WIDTH, blocks=blocks, is_shaded=True)
    return [Row(cells=(cell,), nodes=[block.node for block in blocks], is_ruled=True, before=8.0)]


def side_by_side(columns: Sequence[tuple[float, Sequence[Block]]], *, before: float, keeps: bool = False) -> Row:
    """Return blocks in columns without lines; each column is its width and what stands in it."""
    lefts = [sum(width for width, _ in columns[:n]) for n in range(len(columns))]
    cells = tuple(
        Cell(left=left, width=width, blocks=tuple(blocks)) for left, (width, blocks) in zip(lefts, columns, strict=True)
    )
    nodes = [node for cell in cells for block in cell.blocks for node in block.nodes]
    return Row(cells=cells, nodes=nodes, is_ruled=False, before=before, keeps=keeps)


def _hangul_mark(position: int) -> str:
    """가 to 하, then 거 to 허, 고 to 호 ...; past 기 to 히 the letters are doubled."""
    turn, place = divmod(position - 1, len(_CONSONANTS))
    again, vowel = divmod(turn, len(_VOWEL_STEPS))
    letter = chr(ord(_CONSONANTS[place]) + _VOWEL_STEPS[vowel] * _VOWELS_APART)
    return letter * (again + 1)


def _marked(mark: str, title: str, level: int, style: Style, node: Node) -> Paragraph:
    """A heading over as many lines as it needs, its mark hanging to the left."""
    left = _STEP * (level - 1)
    hang = _advance(f"{mark} ", style) if mark else 0.0
    heading = _paragraph(title.replace("\n", " "), style, TEXT_WIDTH - left - hang, node, left + hang, keeps=True)
    return replace(heading, marker=mark, hang=hang)


def _list_item(listing: Node, mark: str, text: str, level: int) -> Paragraph:
    label, body = Node("Lbl"), Node("LBody")
    listing.parts.append(Node("LI", [label, body]))
    left, hang = _STEP * (level - 1), _advance(f"{mark} ", styles.BODY)
    made = _paragraph(text.replace("\n", " "), styles.BODY, TEXT_WIDTH - left - hang, body, left + hang, keeps=False)
    return replace(made, outer=listing, marker=mark, marker_node=label, hang=hang)


def _paragraph(text: str, style: Style, width: float, node: Node, indent: float, keeps: bool) -> Paragraph:
    bound = _DATE_GAP.sub(NBSP, text)
    gaping = _GAPING_FILLED if style.align == "justify" else _GAPING_RAGGED
    lines = break_lines(bound, width / style.size, typeface(style.weight).widths, gaping)
    return Paragraph(lines=lines, style=style, node=node, outer=node, indent=indent, width=width, keeps=keeps)


def _advance(text: str, style: Style) -> float:
    widths = typeface(style.weight).widths
    return style.size * sum(widths[c] for c in text)


def _field_row(table: Node, pairs: Sequence[tuple[str, FieldValue]], left: float, width: float, columns: int) -> Row:
    """A row of fewer pairs than the table has columns gives the rest to its last value."""
    cells = []
    for number, (label, value) in enumerate(pairs, 1):
        start = left + (number - 1) * width
        span = columns - 2 * len(pairs) + 1 if number == len(pairs) else 1
        cells.append(_cell(label, (start, _LABEL_WIDTH), Node("TH", scope="Row")))
        cells.append(_cell(value or "-", (start + _LABEL_WIDTH, width - _LABEL_WIDTH), Node("TD", column_span=span)))
    return _row(table, cells)


def _row(table: Node, cells: Sequence[tuple[Cell, Node]], heading: Row | None = None) -> Row:
    table.parts.append(Node("TR", [node for _, node in cells]))
    return Row(cells=tuple(cell for cell, _ in cells), nodes=(table,), is_ruled=True, heading=heading)


def _cell(value: FieldValue, column: tuple[float, float], node: Node, style: Style = styles.CELL) -> tuple[Cell, Node]:
    left, width = column
    is_label = node.tag == "TH"
    blocks: Sequence[Block] = (
        [value]
        if not isinstance(value, str)
        else paragraphs(value, styles.LABEL if is_label else style, width - 2 * PAD)
    )
    node.parts.extend(part for block in blocks for part in block.nodes)
    return Cell(left=left, width=width, blocks=tuple(blocks), is_shaded=is_label), node

"""The cells of a workbook's sheet as text: numbers as they are read, days as days, what a formula came to."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zipfile import ZipFile

from casebase.domain.errors import FileRefused
from casebase.sheets.rows import MOST_COLUMNS, SheetRow, address, placed
from casebase.sheets.shared_texts import SharedTexts
from casebase.sheets.unpacking import add_piece, bare, elements, fed, new_parser

CellReader = Callable[[str], str]

_STYLES = "xl/styles.xml"
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
# Built-in formats of days, the Korean and Japanese ones (27 to 36, 50 to 58) among them.
_DAY_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_NOT_IN_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_SERIAL = 2_958_466  # the day after 9999-12-31


@dataclass
class Reading:
    """One run through a sheet: `readers` turn a number into text by the index of its cell's style."""

    texts: SharedTexts
    readers: Mapping[int, CellReader]
    _done: list[SheetRow] = field(default_factory=list)
    _cells: dict[int, str] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)
    _columns: dict[str, int] = field(default_factory=dict)
    _kind: str = ""
    _style: str | None = None
    _row: int = 0
    _column: int = -1
    _is_value: bool = False
    _is_phonetic: bool = False
    _has_formula: bool = False

    def rows(self, archive: ZipFile, part: str) -> Iterator[SheetRow]:
        """Yield the rows that hold anything. Raises: FileRefused."""
        parser = new_parser()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._take
        for _ in fed(parser, archive, part):
            yield from self._done
            self._done.clear()

    # Called for each of some millions of elements: the order of the names is that of how often they come.

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._names.get(tag) or self._names.setdefault(tag, bare(tag))
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v":
            self._is_value = True
        elif name == "t":
            self._is_value = not self._is_phonetic
        elif name == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._column = -1
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._is_phonetic = True

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column_of(reference.rstrip("0123456789")) if reference else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s")
        self._has_formula = False
        if self._parts:
            self._parts.clear()

    def _column_of(self, named: str) -> int:
        column = self._columns.get(named)
        if column is None:
            at = placed(f"{named}1")
            column = self._columns[named] = at[1] if at else MOST_COLUMNS
        return column

    def _end(self, tag: str) -> None:
        name = self._names[tag]
        if name == "c":
            if self._parts or self._has_formula:
                self._end_cell("".join(self._parts))
        elif name in {"v", "t"}:
            self._is_value = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._is_phonetic = False

    def _take(self, text: str) -> None:
        if self._is_value:
            add_piece(self._parts, text)

    def _end_cell(self, value: str) -> None:
        if not value:
            if self._kind != "str":
                raise FileRefused(
                    f"{address(self._row, self._column)} 칸의 수식에 계산된 값이 없습니다. "
                    "엑셀에서 열어 저장한 뒤 다시 올리세요."
                )
            return
        if self._column >= MOST_COLUMNS:
            raise FileRefused(
                f"{address(self._row, self._column)} 칸이 너무 오른쪽에 있습니다. "
                f"대장은 {MOST_COLUMNS}열까지 읽습니다. 쓰지 않는 열을 지우고 저장해 올리세요."
            )
        self._cells[self._column] = self._text(value)

    def _text(self, value: str) -> str:
        match self._kind:
            case "s":
                return _unescaped(self.texts.text(_whole(value, -1)))
            case "n":
                return self.readers.get(_whole(self._style, 0), number_text)(value)
            case "b":
                return "TRUE" if value == "1" else "FALSE"
            case "d":
                return value.replace("T", " ")
        return _unescaped(value)

    def _end_row(self) -> None:
        if any(map(str.strip, self._cells.values())):
            cells = tuple(self._cells.get(column, "") for column in range(max(self._cells) + 1))
            self._done.append(SheetRow(self._row, cells))
        self._cells.clear()


def cell_readers(archive: ZipFile, *, is_1904: bool) -> dict[int, CellReader]:
    """Return how the numbers of those styles are read that show days. Raises: FileRefused."""
    if _STYLES not in archive.namelist():
        return {}
    found = elements(archive, _STYLES)
    codes = {_whole(each.get("numFmtId"), 0): each.get("formatCode", "") for tag, each in found if tag == "numFmt"}
    begin = next((place for place, (tag, _) in enumerate(found) if tag == "cellXfs"), len(found))
    end = next((place for place, (tag, _) in enumerate(found) if tag == "cellStyles"), len(found))
    formats = [_whole(each.get("numFmtId"), 0) for tag, each in found[begin:end] if tag == "xf"]
    epoch = _EPOCH_1904 if is_1904 else _EPOCH
    return {style: _day_reader(epoch) for style, code in enumerate(formats) if _shows_day(code, codes.get(code, ""))}


def number_text(value: str) -> str:
    """Return a number as people write it: "7.0" gives "7"; what is none stays as it is."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _day_reader(epoch: date) -> CellReader:
    def read(value: str) -> str:
        try:
            serial = float(value)
        except ValueError:
            return value
        if not 0 < serial < _LAST_SERIAL:
            return number_text(value)
        moment = datetime.combine(epoch, time()) + timedelta(seconds=round(serial * 86_400))
        return f"{moment:%Y-%m-%d}" if serial.is_integer() else f"{moment:%Y-%m-%d %H:%M}"

    return read


def _shows_day(code: int, custom: str) -> bool:
    if not custom:
        return code in _DAY_FORMATS
    plain = _NOT_IN_FORMAT.sub("", custom).lower()
    return plain != "general" and ("y" in plain or "d" in plain)


def _unescaped(text: str) -> str:
    """Return what a workbook cannot hold as it is: it writes a carriage return as _x000D_."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() else otherwise

"""The texts that a workbook's cells share, kept in a file of their own while it is read, however many they are."""

import mmap
import tempfile
from array import array
from zipfile import ZipFile

from casebase.domain.errors import FileRefused
from casebase.sheets.unpacking import add_piece, bare, fed, new_parser

_PART = "xl/sharedStrings.xml"


class SharedTexts:
    """Texts by their index. Close it when done."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as this
        self._ends = array("Q", [0])
        self._read: mmap.mmap | None = None

    def add(self, text: str) -> None:
        content = text.encode("utf-8", "replace")
        self._file.write(content)
        self._ends.append(self._ends[-1] + len(content))

    def text(self, index: int) -> str:
        """Return the text of an index. Raises: FileRefused where there is none."""
        if not 0 <= index < len(self._ends) - 1:
            raise FileRefused("파일이 손상되어 읽을 수 없습니다. 엑셀에서 열리는지 확인하고 다시 저장해 올리세요.")
        begin, end = self._ends[index], self._ends[index + 1]
        if begin == end:
            return ""
        if self._read is None:
            self._file.flush()
            self._read = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._read[begin:end].decode()

    def close(self) -> None:
        if self._read is not None:
            self._read.close()
        self._file.close()


def shared_texts(archive: ZipFile) -> SharedTexts:
    """Read the shared texts of a workbook, none where it has none. Raises: FileRefused."""
    texts = SharedTexts()
    if _PART not in archive.namelist():
        return texts
    parts: list[str] = []
    is_text = is_phonetic = False

    def begin(tag: str, _: dict[str, str]) -> None:
        nonlocal is_text, is_phonetic
        name = bare(tag)
        is_phonetic = is_phonetic or name == "rPh"
        is_text = name == "t" and not is_phonetic
        if name == "si":
            parts.clear()

    def end(tag: str) -> None:
        nonlocal is_text, is_phonetic
        name = bare(tag)
        is_text = False
        is_phonetic = is_phonetic and name != "rPh"
        if name == "si":
            texts.add("".join(parts))

    def take(text: str) -> None:
        if is_text:
            add_piece(parts, text)

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, take
    for _ in fed(parser, archive, _PART):
        pass
    return texts

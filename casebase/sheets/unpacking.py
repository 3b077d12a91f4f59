"""The parts of a workbook, unpacked piece by piece within a bound and read as XML that declares nothing."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from casebase.domain.errors import FileRefused

MOST_UNPACKED = 1024**3  # bytes of all parts together; 200,000 rows with long texts take a quarter of it
_PIECE = 256 * 1024
_MOST_ELEMENTS = 200_000  # of a part that is read whole
MOST_PIECES = 40  # of one text, as the parser hands it over: ten megabytes at most, where a cell has a tenth of one
_DAMAGED = "파일이 손상되어 읽을 수 없습니다. 엑셀에서 열리는지 확인하고 다시 저장해 올리세요."

Element = tuple[str, dict[str, str]]


def opened(file: BinaryIO) -> ZipFile:
    """Open a workbook. Raises: FileRefused where it is damaged or would unpack to more than MOST_UNPACKED."""
    try:
        archive = ZipFile(file)
    except (BadZipFile, NotImplementedError, ValueError, OSError) as damage:
        raise FileRefused(_DAMAGED) from damage
    # No more than this is ever unpacked: zipfile stops reading a part at the size told here, true or not.
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        raise _unfolds()
    return archive


def pieces(archive: ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part's bytes. Raises: FileRefused."""
    try:
        with archive.open(name) as part:
            while piece := part.read(_PIECE):
                yield piece
    except (KeyError, BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as damage:
        raise FileRefused(_DAMAGED) from damage


def new_parser() -> expat.XMLParserType:
    """Return a parser that refuses a document type: no office program writes one, and it could unfold without end."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise FileRefused(_DAMAGED)

    parser.StartDoctypeDeclHandler = refuse
    return parser


def fed(parser: expat.XMLParserType, archive: ZipFile, name: str) -> Iterator[None]:
    """Feed a part to a parser, yielding after each piece. Raises: FileRefused."""
    try:
        for piece in pieces(archive, name):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as damage:
        raise FileRefused(_DAMAGED) from damage


def elements(archive: ZipFile, name: str) -> list[Element]:
    """Return the elements of a small part in order, each with its name bare of a prefix. Raises: FileRefused."""
    found: list[Element] = []
    parser = new_parser()
    parser.StartElementHandler = lambda tag, attributes: found.append((bare(tag), attributes))
    for _ in fed(parser, archive, name):
        if len(found) > _MOST_ELEMENTS:
            raise _unfolds()
    return found


def add_piece(pieces: list[str], piece: str) -> None:
    """Add a piece to the text of one cell. Raises: FileRefused where no cell could be that long."""
    if len(pieces) > MOST_PIECES:
        raise _unfolds()
    pieces.append(piece)


def _unfolds() -> FileRefused:
    return FileRefused("풀면 지나치게 커지는 파일이라 열지 않았습니다. 필요한 시트만 새 파일로 저장해 올리세요.")


def bare(tag: str) -> str:
    """Return an element's name without its prefix: some programs write `x:row`."""
    return tag.rpartition(":")[2]

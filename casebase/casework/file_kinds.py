"""What a file is, told by its content, and whether its name says the same."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from casebase.domain.errors import FileRefused


@dataclass(frozen=True)
class FileKind:
    """A kind of file that can be told by its content. `suffixes` are the endings of names it goes by."""

    media_type: str
    label: str
    suffixes: tuple[str, ...]


JPEG = FileKind("image/jpeg", "JPEG 사진", (".jpg", ".jpeg", ".jfif"))
PNG = FileKind("image/png", "PNG 그림", (".png",))
WEBP = FileKind("image/webp", "WebP 그림", (".webp",))
HEIC = FileKind("image/heic", "HEIC 사진", (".heic", ".heif"))
PDF = FileKind("application/pdf", "PDF 문서", (".pdf",))
HWP = FileKind("application/x-hwp", "한글 문서(hwp)", (".hwp",))
HWPX = FileKind("application/hwp+zip", "한글 문서(hwpx)", (".hwpx",))
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = FileKind(f"{_OPEN_XML}wordprocessingml.document", "워드 문서(docx)", (".docx",))
XLSX = FileKind(f"{_OPEN_XML}spreadsheetml.sheet", "엑셀 문서(xlsx)", (".xlsx",))
UTF8_TEXT = FileKind("text/plain; charset=utf-8", "텍스트", (".txt", ".csv", ".md", ".log"))
KOREAN_TEXT = FileKind("text/plain; charset=euc-kr", "텍스트", UTF8_TEXT.suffixes)

PICTURES = (JPEG, PNG, WEBP)

_SIGNATURES = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF))
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_COMPOUND, _HWP_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"HWP Document File"
_ZIP = b"PK\x03\x04"
_NOT_IN_TEXT = frozenset(map(chr, range(32))) - set("\t\n\r\f")


def kind_of(content: bytes) -> FileKind | None:
    """Return what a file is by its content alone; None for what the house does not know."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content.startswith(_COMPOUND):
        return HWP if _HWP_MARK in content else None
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    return _kind_of_text(content)


def must_be_named_so(name: str, kind: FileKind) -> None:
    """Raises: FileRefused if the name's ending says that the file is something else. No ending says nothing."""
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in kind.suffixes:
        raise FileRefused(f"이름은 ‘{suffix}’인데 내용은 {kind.label}입니다. 내용에 맞는 파일을 다시 고르세요.")


def _kind_of_zip(content: bytes) -> FileKind | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as told:
                    return HWPX if told.read(100).strip() == HWPX.media_type.encode() else None
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        return None  # damaged, or packed in a way that office programs do not use
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _kind_of_text(content: bytes) -> FileKind | None:
    for encoding, kind in (("utf-8", UTF8_TEXT), ("cp949", KOREAN_TEXT)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _NOT_IN_TEXT.intersection(text) else kind
    return None

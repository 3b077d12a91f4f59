"""Files told by their content, whatever their names say."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from casebase.casework.file_kinds import (
    DOCX,
    HEIC,
    HWP,
    HWPX,
    JPEG,
    KOREAN_TEXT,
    PDF,
    PNG,
    UTF8_TEXT,
    WEBP,
    XLSX,
    FileKind,
    kind_of,
    must_be_named_so,
)
from casebase.domain.errors import FileRefused

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def a_zip(**files: str) -> bytes:
    """A zip archive; in the names `__` stands for "/" and `_DOT_` for "."."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_DOT_", ".").replace("__", "/"), content)
    return packed.getvalue()


def an_office_file(**files: str) -> bytes:
    packed = BytesIO(a_zip(**files))
    with ZipFile(packed, "a") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0 jfif", JPEG),
        (b"\x89PNG\r\n\x1a\n rest", PNG),
        (b"RIFF\x10\0\0\0WEBPVP8 ", WEBP),
        (b"\0\0\0\x18ftypheic\0\0\0\0", HEIC),
        (b"%PDF-1.7\n%\xe2\xe3", PDF),
        (COMPOUND + b"\0" * 600 + b"HWP Document File" + b"\0" * 15, HWP),
        (a_zip(mimetype="application/hwp+zip"), HWPX),
        (an_office_file(word__document_DOT_xml="<w/>"), DOCX),
        (an_office_file(xl__workbook_DOT_xml="<x/>"), XLSX),
        ("공장 증설 승인".encode(), UTF8_TEXT),
        ("공장 증설 승인".encode("cp949"), KOREAN_TEXT),
        (b"a,b\r\n1,2\r\n", UTF8_TEXT),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: FileKind) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    "content",
    [
        COMPOUND + b"\0" * 600,  # an old office file, or anything else in that wrapping
        a_zip(photo_DOT_jpg="x"),
        a_zip(mimetype="application/epub+zip"),
        an_office_file(ppt__presentation_DOT_xml="<p/>"),
        b"PK\x03\x04 and nothing more",
        a_zip(mimetype="application/hwp+zip")[:40],
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02\x01\x01\0",
        b"text with \0 inside",
        b"\x81\xff\xfe not a text",
    ],
    ids=range(10),  # a zip holds the time it was made, and every process must find the same tests
)
def test_what_the_house_does_not_know_is_nothing(content: bytes) -> None:
    assert kind_of(content) is None


@pytest.mark.parametrize("name", ["경위서.pdf", "경위서.PDF", "경위서", "v1.2 경위서.pdf"])
def test_a_name_that_fits_or_says_nothing_is_taken(name: str) -> None:
    must_be_named_so(name, PDF)


@pytest.mark.parametrize("name", ["경위서.docx", "경위서.pdf.exe", "경위서.jpg"])
def test_a_name_that_says_something_else_is_refused_in_words_that_name_both(name: str) -> None:
    with pytest.raises(FileRefused) as refused:
        must_be_named_so(name, PDF)

    assert name[name.rindex(".") :] in str(refused.value)
    assert "PDF 문서" in str(refused.value)

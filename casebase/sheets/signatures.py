"""What a file of rows is by its content, and what to save it as where it cannot be read."""

from enum import StrEnum
from typing import BinaryIO

from casebase.domain.errors import FileRefused
from casebase.sheets.unpacking import opened

SAVE_AS_XLSX = "엑셀에서 열어 ‘Excel 통합 문서(.xlsx)’로 저장한 뒤 그 파일을 올리세요."

_COMPOUND, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_OLD_XLS = b"\x09\x08"  # the record that a workbook of before 1997 begins with
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 64 * 1024


class FileKind(StrEnum):
    """A kind of file whose rows can be read."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


def kind_of_rows(file: BinaryIO) -> FileKind:
    """Return what a file of rows is. Raises: FileRefused with the sentence that helps."""
    file.seek(0)
    head = file.read(_HEAD)
    if not head.strip(b"\xef\xbb\xbf\r\n\t "):
        raise FileRefused("빈 파일입니다. 내용이 있는 파일을 고르세요.")
    if head.startswith(_COMPOUND):
        raise FileRefused(_told_of_compound(head + file.read()))
    if head.startswith(_OLD_XLS):
        raise FileRefused(f"옛 엑셀 형식(.xls)은 읽지 않습니다. {SAVE_AS_XLSX}")
    if head.startswith(_ZIP):
        _must_be_workbook(file)
        return FileKind.XLSX
    return _kind_of_text(head)


def _kind_of_text(head: bytes) -> FileKind:
    if head.startswith(_WIDE_MARKS):
        raise FileRefused("유니코드(UTF-16) 텍스트입니다. ‘CSV UTF-8(쉼표로 분리)’ 형식으로 다시 저장해 올리세요.")
    if b"\0" in head:
        raise FileRefused(f"대장이나 사례집으로 읽을 수 없는 파일입니다. {SAVE_AS_XLSX}")
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if begin.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")):
        raise FileRefused(f"이름과 달리 웹 문서로 저장된 표입니다. {SAVE_AS_XLSX}")
    if begin.startswith(b"{"):
        raise FileRefused("JSON 사례집은 사례의 목록([ ... ])이어야 합니다. README의 형식을 확인하세요.")
    return FileKind.JSON if begin.startswith(b"[") else FileKind.CSV


def _told_of_compound(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "암호가 걸린 파일이라 읽을 수 없습니다. 암호를 풀고 저장한 뒤 올리세요."
    if b"HWP Document File" in content:
        return "한글 문서는 대장으로 읽지 않습니다. 표를 엑셀에 붙여 ‘Excel 통합 문서(.xlsx)’로 저장해 올리세요."
    return f"옛 엑셀 형식(.xls)은 읽지 않습니다. {SAVE_AS_XLSX}"


def _must_be_workbook(file: BinaryIO) -> None:
    with opened(file) as archive:
        names = set(archive.namelist())
        is_locked = any(entry.flag_bits & 1 for entry in archive.infolist())
    if is_locked:
        raise FileRefused("암호가 걸린 파일이라 읽을 수 없습니다. 암호를 풀고 저장한 뒤 올리세요.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(f"매크로가 든 통합 문서(.xlsm)는 읽지 않습니다. {SAVE_AS_XLSX} 매크로는 빠집니다.")
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise FileRefused(f"엑셀 통합 문서(.xlsx)가 아닙니다. {SAVE_AS_XLSX}")

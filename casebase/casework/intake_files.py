"""Files handed in with a draft: checked by content, photos made small and anonymous, kept by hash."""

import io
import json
import zipfile
from dataclasses import asdict, dataclass

from casebase.casework.desk import Desk, reading
from casebase.casework.drafts import fetch_draft, keep_fields
from casebase.domain.draft import Draft, TypedField
from casebase.domain.errors import FileRefused, NotFound
from casebase.korean.text import clean
from casebase.store.files import fetch_bytes, keep_bytes

LARGEST = 20 * 1024 * 1024
LONGEST_SIDE = 1600  # pixels of a kept photo
MOST_PIXELS = 80_000_000

_MAGIC = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",  # hwp, doc, xls
    b"PK\x03\x04": "application/zip",
}
# What a file's name may say when its content is of a type.
_ENDINGS = {
    "application/pdf": {"pdf"},
    "image/png": {"png"},
    "image/jpeg": {"jpg", "jpeg"},
    "application/x-ole-storage": {"hwp", "doc", "xls", "ppt"},
    "application/zip": {"hwpx", "docx", "xlsx", "pptx"},
    "text/plain": {"txt", "csv"},
}


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file of a draft, as its field holds it. `key` is the browser's own, so a repeat adds nothing."""

    key: str
    sha256: str
    name: str
    media_type: str
    size: int
    role: str


def keep_file(desk: Desk, draft_id: str, key: str, name: str, role: str, content: bytes) -> KeptFile:
    """Keep a file for a draft and return what was kept.

    A photo is turned upright, reduced and freed of EXIF (position, device, time). Raises: FileRefused with a
    sentence for the person, NotFound if the draft is not theirs, SignedOut, StorageFull.
    """
    draft = fetch_draft(desk, draft_id)
    if f"file_{key}" in draft.fields:
        return _kept(draft, key)
    if len(content) > LARGEST:
        raise FileRefused(too_large(len(content)))
    name = clean(name, limit=200, field="file", label="파일 이름") or "이름 없음"
    media_type = _photo_type(content) if role == "photo" else _evidence_type(name, content)
    if role == "photo":
        content = _anonymous_photo(content)
        media_type, name = "image/jpeg", f"{name.rpartition('.')[0] or name}.jpg"
    kept = KeptFile(
        key=key,
        sha256=keep_bytes(desk.store.home, content),
        name=name,
        media_type=media_type,
        size=len(content),
        role=role,
    )
    _write(desk, draft_id, key, json.dumps(asdict(kept), ensure_ascii=False))
    return kept


def remove_file(desk: Desk, draft_id: str, key: str) -> None:
    """Take a file out of a draft; its field stays, empty, so that a late repeat does not bring it back."""
    draft = fetch_draft(desk, draft_id)
    if f"file_{key}" not in draft.fields:
        raise NotFound("파일을")
    _write(desk, draft_id, key, "")


def file_of_draft(desk: Desk, draft_id: str, sha256: str) -> tuple[KeptFile, bytes]:
    """Return a file that one's own draft holds. Raises: NotFound, SignedOut."""
    draft = fetch_draft(desk, draft_id)
    for name, value in draft.fields.items():
        if name.startswith("file_") and value and json.loads(value)["sha256"] == sha256:
            with reading(desk):
                return KeptFile(**json.loads(value)), fetch_bytes(desk.store.home, sha256)
    raise NotFound("파일을")


def too_large(size: int) -> str:
    return f"파일이 너무 큽니다({size / 1024 / 1024:.0f} MB). 20 MB까지 올릴 수 있습니다. 크기를 줄여 다시 올리세요."


def _kept(draft: Draft, key: str) -> KeptFile:
    value = draft.fields[f"file_{key}"]
    if not value:
        raise FileRefused("이미 뺀 파일입니다. 다시 골라 올리세요.")
    return KeptFile(**json.loads(value))


def _write(desk: Desk, draft_id: str, key: str, value: str) -> None:
    sequence = int(desk.now.timestamp() * 1000)
    keep_fields(desk, draft_id, [TypedField(key=f"file_{key}", value=value, sequence=sequence)])


def _photo_type(content: bytes) -> str:
    media_type = _type_of(content)
    if media_type not in {"image/jpeg", "image/png"} and not _is_webp(content):
        raise FileRefused("사진 파일이 아닙니다. JPEG, PNG, WebP 사진을 올리세요.")
    return media_type


def _evidence_type(name: str, content: bytes) -> str:
    media_type, ending = _type_of(content), name.rpartition(".")[2].lower()
    if not content:
        raise FileRefused("빈 파일입니다. 파일을 확인하세요.")
    if media_type not in _ENDINGS:
        raise FileRefused("받지 않는 형식입니다. PDF, 사진, 한글·워드·엑셀, 텍스트 파일을 올리세요.")
    if ending not in _ENDINGS[media_type]:
        raise FileRefused(f"파일의 내용이 이름(.{ending})과 다릅니다. 올바른 파일인지 확인하세요.")
    if media_type == "application/zip" and not _is_office_archive(content):
        raise FileRefused("문서 파일이 아닌 압축 파일입니다. 문서를 하나씩 올리세요.")
    return media_type


def _type_of(content: bytes) -> str:
    """Return the type that the first bytes tell, whatever the name says; "" for an unknown one."""
    for magic, media_type in _MAGIC.items():
        if content.startswith(magic):
            return media_type
    return "text/plain" if _is_text(content) else ""


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_office_archive(content: bytes) -> bool:
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except zipfile.BadZipFile:
        return False
    return "[Content_Types].xml" in names or "mimetype" in names


def _anonymous_photo(content: bytes) -> bytes:
    """Return the picture alone, upright, as JPEG: nothing of where, when and with what it was taken."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise FileRefused("사진의 화소가 너무 많습니다. 크기를 줄여 다시 올리세요.")
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as broken:
        raise FileRefused("사진을 읽을 수 없습니다. 파일이 깨졌는지 확인하고 다시 찍거나 고르세요.") from broken
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    kept = io.BytesIO()
    bare.save(kept, "JPEG", quality=82)
    return kept.getvalue()

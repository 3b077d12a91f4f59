"""Files brought to a draft: checked by content, photos made small and bare, kept by hash, named in the draft.

A photo is made anew as a JPEG of at most 1600 pixels, so that neither the place nor the device it was taken with
stays in it. Evidence and statements are kept byte for byte, because a ruling cites them by their hash.
"""

import json
import re
import threading
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from casebase.casework.desk import Desk, drafting, retried
from casebase.casework.drafts import FILE_FIELDS, fetch_draft, lock_own
from casebase.casework.file_kinds import HEIC, JPEG, PDF, PICTURES, kind_of, must_be_named_so
from casebase.documents.fonts import unprintable
from casebase.domain.draft import Draft, TypedField
from casebase.domain.errors import FileRefused, InvalidEntry, NotFound
from casebase.korean.text import nfc
from casebase.sheets.book import open_book
from casebase.store import drafts
from casebase.store.files import fetch_bytes, keep_bytes, keep_named

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 20 * 1024 * 1024
MOST_FILES = 50
MOST_PIXELS = 64_000_000  # more than a tablet's camera takes, and still little enough to unpack
LONGEST_SIDE = 1600
LONGEST_NAME = 120
LEDGER = "ledger"  # a file of rows, to be imported
POST = "post"  # a PDF for everybody, on the board
ROLES = ("photo", "evidence", "statement", "supplied", "material", "followup", LEDGER, POST)

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_REMOVED = 2**53 - 1  # after every instant in milliseconds: an upload that arrives late loses against it
_unpacking = threading.Lock()  # one photo at a time takes a quarter of a gigabyte at most


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file of a draft, as its field holds it. `size` is in bytes; `role` is one of ROLES."""

    key: str
    sha256: str
    name: str
    media_type: str
    size: int
    role: str


def keep_file(desk: Desk, draft_id: str, key: str, name: str, role: str, content: bytes) -> KeptFile:
    """Keep a file for one's own draft, once for each key, however often it is sent.

    `key` is made by the browser, `name` is the file's own. Raises: SignedOut, NotFound, InvalidEntry,
    FileRefused, StorageFull.
    """
    draft = fetch_draft(desk, draft_id)
    _must_be_asked_right(draft, key, role)
    if kept := _kept(draft, FILE_FIELDS + key):
        return kept
    _must_have_room(draft)
    name, media_type, content = _prepared(_bare_name(name), role, content)
    sha256 = keep_bytes(desk.store.home, content)  # here, so that nobody else who writes waits for a large file
    file = KeptFile(key=key, sha256=sha256, name=name, media_type=media_type, size=len(content), role=role)
    value, sequence = json.dumps(asdict(file), ensure_ascii=False), int(desk.now.timestamp() * 1000)
    _name_in_draft(desk, draft_id, TypedField(key=FILE_FIELDS + key, value=value, sequence=sequence), content)
    return file


def remove_file(desk: Desk, draft_id: str, key: str) -> None:
    """Take a file out of one's own draft, also one that is still on its way. Raises: SignedOut, NotFound."""
    if not _KEY.fullmatch(key):
        raise NotFound("파일을")
    _name_in_draft(desk, draft_id, TypedField(key=FILE_FIELDS + key, value="", sequence=_REMOVED))


def file_of_draft(desk: Desk, draft_id: str, sha256: str) -> tuple[KeptFile, bytes]:
    """Return a file of one's own draft by its SHA-256. Raises: SignedOut, NotFound."""
    draft = fetch_draft(desk, draft_id)
    for name in draft.fields:
        kept = _kept(draft, name) if name.startswith(FILE_FIELDS) else None
        if kept and kept.sha256 == sha256:
            return kept, fetch_bytes(desk.store.home, sha256)
    raise NotFound("파일을")


def too_large(size: int) -> str:
    """Return the sentence for a file of `size` bytes or more."""
    return (
        f"{LARGEST // 2**20} MB보다 큰 파일은 올릴 수 없습니다(이 파일은 {size / 2**20:.1f} MB). "
        "크기를 줄여 다시 올리세요."
    )


def reduced_photo(content: bytes) -> bytes:
    """Return a picture as JPEG: upright, LONGEST_SIDE pixels at most, only its pixels. Raises: FileRefused."""
    kind = kind_of(content)
    if kind is HEIC:
        raise FileRefused("HEIC 사진은 올릴 수 없습니다. 카메라 설정을 JPEG(높은 호환성)로 바꾸어 다시 찍으세요.")
    if kind not in PICTURES:
        raise FileRefused("사진이 아닙니다. JPEG, PNG, WebP 사진을 고르세요.")
    from PIL import Image  # costs 20 ms: not at import

    try:
        with _unpacking, Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileRefused("사진의 화소 수가 너무 많습니다. 카메라의 해상도를 낮추어 다시 찍으세요.")
            return _bare_jpeg(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as damage:
        raise FileRefused("사진 파일이 손상되어 열 수 없습니다. 다시 찍거나 다른 사진을 고르세요.") from damage


def _bare_jpeg(picture: "Image.Image") -> bytes:
    from PIL import Image, ImageOps

    if picture.mode not in {"RGB", "L"}:
        picture = picture.convert("RGBA")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    bare = Image.new("RGB", upright.size, "white")  # takes over pixels and nothing else
    bare.paste(upright, mask=upright if upright.mode == "RGBA" else None)
    written = BytesIO()
    bare.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()


def _kept(draft: Draft, field: str) -> KeptFile | None:
    text = draft.text(field)
    return KeptFile(**json.loads(text)) if text else None


def _must_be_asked_right(draft: Draft, key: str, role: str) -> None:
    if role not in ROLES or not _KEY.fullmatch(key):
        raise InvalidEntry("알 수 없는 파일 요청입니다. 화면을 새로 고친 뒤 다시 올리세요.")
    if draft.sequences.get(FILE_FIELDS + key) == _REMOVED:
        raise NotFound("지운 파일을")


def _must_have_room(draft: Draft) -> None:
    count = sum(name.startswith(FILE_FIELDS) and bool(text) for name, text in draft.fields.items())
    if count >= MOST_FILES:
        raise InvalidEntry(f"파일은 {MOST_FILES}개까지 올릴 수 있습니다. 필요 없는 파일을 지운 뒤 올리세요.")


def _prepared(name: str, role: str, content: bytes) -> tuple[str, str, bytes]:
    """Return name, media type and bytes as they are kept. Raises: FileRefused."""
    if len(content) > LARGEST:
        raise FileRefused(too_large(len(content)))
    if not content:
        raise FileRefused("빈 파일입니다. 내용이 있는 파일을 고르세요.")
    if role == "photo":
        return f"{PurePath(name).stem}.jpg", JPEG.media_type, reduced_photo(content)
    if role == LEDGER:
        return name, "application/octet-stream", _readable_ledger(name, content)
    kind = kind_of(content)
    if kind is None or kind is HEIC:
        raise FileRefused("올릴 수 없는 형식입니다. PDF, 한글, 워드, 엑셀, 텍스트, JPEG·PNG·WebP 파일을 고르세요.")
    if role == POST and kind is not PDF:
        raise FileRefused("게시판에는 PDF 파일만 올릴 수 있습니다. PDF로 저장해 다시 올리세요.")
    must_be_named_so(name, kind)
    return name, kind.media_type, content


def _readable_ledger(name: str, content: bytes) -> bytes:
    open_book(BytesIO(content), name)
    return content


def _bare_name(name: str) -> str:
    """Return a file's name without folders and without what a paper cannot print, its ending kept."""
    printable = nfc(name).replace("\\", "/").rpartition("/")[2]
    for character in unprintable(printable):
        printable = printable.replace(character, "")
    path = PurePath("_" + printable)  # a name that is all ending would count as a stem
    stem = " ".join(path.stem[1:].split())[: LONGEST_NAME - len(path.suffix)]
    return (stem or "파일") + path.suffix


def _name_in_draft(desk: Desk, draft_id: str, field: TypedField, content: bytes | None = None) -> None:
    def write() -> None:
        with drafting(desk) as (con, account):
            lock_own(con, account, draft_id, desk.instant)
            if content is not None:
                keep_named(con, desk.store.home, content)  # a disposal may have dropped them since they were kept
            drafts.update_field(con, draft_id, field)

    retried(write)

"""Files brought to a draft: what they are, what is taken out of them, and whose they are."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from casebase.casework import intake_files
from casebase.casework.desk import Desk
from casebase.casework.drafts import begin_draft, discard_draft, fetch_draft
from casebase.casework.intake_files import LARGEST, LONGEST_SIDE, file_of_draft, keep_file, reduced_photo, remove_file
from casebase.domain.canonical import digest
from casebase.domain.draft import Form
from casebase.domain.errors import CasebaseError, FileRefused, InvalidEntry, NotFound
from casebase.store.connection import Store
from casebase.store.events import latest_seq
from casebase.store.files import fetch_bytes
from tests.builders import a_desk, an_account

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
ORIENTATION, MODEL, POSITION = 0x0112, 0x0110, 0x8825


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    with sqlite_store.transaction() as con:
        account = an_account(con)
    return a_desk(sqlite_store, account)


@pytest.fixture
def draft_id(desk: Desk) -> str:
    return begin_draft(desk, Form.VISIT)


def a_photo(size: tuple[int, int] = (400, 300), kind: str = "JPEG", colour: str = "navy", **saved: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, kind, **saved)  # type: ignore[arg-type]
    return written.getvalue()


def a_told_photo() -> bytes:
    """A photo that lies on its side and tells where, when and with what it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MODEL] = "SM-T970 of Kim"
    exif.get_ifd(POSITION).update({1: "N", 2: (35.0, 13.0, 41.0), 3: "E", 4: (128.0, 40.0, 55.0)})
    return a_photo(exif=exif, comment=b"taken by Kim", xmp=b"<x:xmpmeta>Kim</x:xmpmeta>")


def kept_files(store: Store) -> list[Path]:
    return [path for path in (store.home / "files").rglob("*") if path.is_file()]


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photo_is_kept_and_named_in_its_draft_without_an_event(desk: Desk, draft_id: str) -> None:
    file = keep_file(desk, draft_id, "a1", "현장.png", "photo", a_photo(kind="PNG"))

    content = fetch_bytes(desk.store.home, file.sha256)
    assert (file.name, file.media_type, file.role, file.size) == ("현장.jpg", "image/jpeg", "photo", len(content))
    assert file.sha256 == digest(content)
    assert list(fetch_draft(desk, draft_id).fields) == ["file_a1"]
    assert file_of_draft(desk, draft_id, file.sha256) == (file, content)
    with desk.store.reading() as con:
        assert latest_seq(con) == 0


def test_nothing_of_where_when_and_with_what_stays_in_a_photo(desk: Desk, draft_id: str) -> None:
    taken = a_told_photo()
    assert b"Kim" in taken
    assert opened(taken).getexif().get_ifd(POSITION)

    file = keep_file(desk, draft_id, "a1", "IMG_1.jpg", "photo", taken)

    content = fetch_bytes(desk.store.home, file.sha256)
    assert not opened(content).getexif()
    assert set(opened(content).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Kim" not in content
    assert b"Exif" not in content


def test_a_photo_that_lay_on_its_side_stands_upright() -> None:
    assert opened(a_told_photo()).size == (400, 300)

    assert opened(reduced_photo(a_told_photo())).size == (300, 400)


@pytest.mark.parametrize(
    ("size", "reduced"),
    [((4000, 3000), (1600, 1200)), ((900, 3200), (450, 1600)), ((LONGEST_SIDE, 10), (LONGEST_SIDE, 10))],
)
def test_a_photo_is_reduced_to_its_longest_side_and_never_enlarged(
    size: tuple[int, int], reduced: tuple[int, int]
) -> None:
    assert opened(reduced_photo(a_photo(size))).size == reduced


def test_what_a_picture_lets_through_becomes_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(written, "PNG")

    assert opened(reduced_photo(written.getvalue())).convert("RGB").getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_every_kind_of_picture_taken_becomes_a_jpeg(kind: str, mode: str) -> None:
    written = BytesIO()
    Image.new(mode, (30, 20)).save(written, kind)

    reduced = opened(reduced_photo(written.getvalue()))

    assert (reduced.format, reduced.mode, reduced.size) == ("JPEG", "RGB", (30, 20))


@pytest.mark.parametrize("mode", ["P", "CMYK", "1", "I;16", "LA"])
def test_pictures_in_rarer_colours_are_taken_too(mode: str) -> None:
    written = BytesIO()
    Image.new(mode, (30, 20)).save(written, "JPEG" if mode == "CMYK" else "PNG")

    assert opened(reduced_photo(written.getvalue())).mode == "RGB"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    bomb = a_photo((10, 10), "PNG")
    huge = bomb[:16] + (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + bomb[24:]

    with pytest.raises(FileRefused):
        reduced_photo(huge)


def test_a_camera_s_largest_picture_is_refused_by_its_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_files, "MOST_PIXELS", 400 * 300 - 1)

    with pytest.raises(FileRefused, match="화소"):
        reduced_photo(a_photo())


@pytest.mark.parametrize("cut", [20, 300, 700])
def test_a_photo_cut_off_on_its_way_is_refused(cut: int) -> None:
    with pytest.raises(FileRefused, match="손상"):
        reduced_photo(a_photo((640, 480))[:cut])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PDF, "사진이 아닙니다"),
        ("글".encode(), "사진이 아닙니다"),
        (b"<svg onload=alert(1)>", "사진이 아닙니다"),
        (b"GIF89a\x01\0\x01\0", "사진이 아닙니다"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"", "빈 파일"),
    ],
)
def test_what_is_no_photo_is_refused_whatever_its_name(desk: Desk, draft_id: str, content: bytes, told: str) -> None:
    with pytest.raises(FileRefused, match=told):
        keep_file(desk, draft_id, "a1", "현장.jpg", "photo", content)

    assert fetch_draft(desk, draft_id).fields == {}
    assert kept_files(desk.store) == []


def test_evidence_is_kept_byte_for_byte(desk: Desk, draft_id: str) -> None:
    photo = a_told_photo()

    papers = keep_file(desk, draft_id, "a1", "경위서.pdf", "evidence", PDF)
    picture = keep_file(desk, draft_id, "a2", "현장.jpg", "statement", photo)

    assert (papers.media_type, papers.sha256) == ("application/pdf", digest(PDF))
    assert file_of_draft(desk, draft_id, picture.sha256)[1] == photo


@pytest.mark.parametrize(
    ("name", "content"),
    [("경위서.pdf", "글".encode()), ("현장.jpg", PDF), ("표.xlsx", b"PK\x03\x04 broken"), ("run.exe", b"MZ\x90\0")],
)
def test_evidence_that_is_not_what_its_name_says_is_refused(
    desk: Desk, draft_id: str, name: str, content: bytes
) -> None:
    with pytest.raises(FileRefused):
        keep_file(desk, draft_id, "a1", name, "evidence", content)

    assert fetch_draft(desk, draft_id).fields == {}
    assert kept_files(desk.store) == []


def test_a_file_of_fifty_megabytes_is_refused_and_told_the_limit(desk: Desk, draft_id: str) -> None:
    with pytest.raises(FileRefused) as refused:
        keep_file(desk, draft_id, "a1", "현장.jpg", "photo", a_photo() + b"\0" * (50 * 2**20))

    assert f"{LARGEST // 2**20} MB" in str(refused.value)
    assert "50.0 MB" in str(refused.value)
    assert kept_files(desk.store) == []


def test_the_same_file_sent_again_is_there_once_and_not_looked_at_again(desk: Desk, draft_id: str) -> None:
    first = keep_file(desk, draft_id, "a1", "현장.jpg", "photo", a_photo())

    again = keep_file(desk, draft_id, "a1", "현장.jpg", "photo", b"cut off")

    assert again == first
    assert list(fetch_draft(desk, draft_id).fields) == ["file_a1"]


def test_a_removed_file_is_gone_and_a_late_upload_does_not_bring_it_back(desk: Desk, draft_id: str) -> None:
    file = keep_file(desk, draft_id, "a1", "현장.jpg", "photo", a_photo())

    remove_file(desk, draft_id, "a1")

    with pytest.raises(NotFound):
        file_of_draft(desk, draft_id, file.sha256)
    with pytest.raises(NotFound):
        keep_file(desk, draft_id, "a1", "현장.jpg", "photo", a_photo())
    assert fetch_draft(desk, draft_id).text("file_a1") == ""


def test_a_file_removed_before_it_arrived_stays_away(desk: Desk, draft_id: str) -> None:
    remove_file(desk, draft_id, "a1")

    with pytest.raises(NotFound):
        keep_file(desk, draft_id, "a1", "현장.jpg", "photo", a_photo())

    assert kept_files(desk.store) == []


def test_a_draft_s_files_are_nobody_else_s(desk: Desk, draft_id: str) -> None:
    file = keep_file(desk, draft_id, "a1", "현장.jpg", "photo", a_photo())
    with desk.store.transaction() as con:
        other = an_account(con)
    foreign = a_desk(desk.store, other)
    own_draft = begin_draft(foreign, Form.VISIT)

    for refused in (
        lambda: file_of_draft(foreign, draft_id, file.sha256),
        lambda: file_of_draft(foreign, own_draft, file.sha256),  # to know a hash opens nothing
        lambda: keep_file(foreign, draft_id, "b1", "현장.jpg", "photo", a_photo()),
        lambda: remove_file(foreign, draft_id, "a1"),
    ):
        with pytest.raises(NotFound):
            refused()

    assert file_of_draft(desk, draft_id, file.sha256)[0] == file


def test_nothing_is_kept_for_a_draft_that_was_discarded(desk: Desk, draft_id: str) -> None:
    discard_draft(desk, draft_id)

    with pytest.raises(NotFound):
        keep_file(desk, draft_id, "a1", "현장.jpg", "photo", a_photo())

    assert kept_files(desk.store) == []


@pytest.mark.parametrize(("key", "role"), [("", "photo"), ("../x", "photo"), ("a" * 65, "photo"), ("a1", "script")])
def test_a_request_no_page_makes_is_refused(desk: Desk, draft_id: str, key: str, role: str) -> None:
    with pytest.raises(InvalidEntry):
        keep_file(desk, draft_id, key, "현장.jpg", role, a_photo())

    assert fetch_draft(desk, draft_id).fields == {}


def test_a_draft_takes_so_many_files_and_one_more_once_one_is_removed(
    desk: Desk, draft_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_files, "MOST_FILES", 2)
    for key in ("a1", "a2"):
        keep_file(desk, draft_id, key, "경위서.pdf", "evidence", PDF)

    with pytest.raises(CasebaseError, match="2개까지"):
        keep_file(desk, draft_id, "a3", "경위서.pdf", "evidence", PDF)
    remove_file(desk, draft_id, "a1")

    keep_file(desk, draft_id, "a3", "경위서.pdf", "evidence", PDF)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\Kim\\경위서.pdf", "경위서.pdf"),
        ("../../etc/경위서.pdf", "경위서.pdf"),
        ("경위서 😀.pdf", "경위서.pdf"),
        ("😀.pdf", "파일.pdf"),
        ("", "파일"),
        ("경\u1100\u1161위서.pdf", "경가위서.pdf"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("줄\n바꿈\0.pdf", "줄 바꿈.pdf"),
    ],
)
def test_a_file_s_name_is_kept_as_a_paper_can_print_it(desk: Desk, draft_id: str, name: str, kept: str) -> None:
    assert keep_file(desk, draft_id, "a1", name, "evidence", PDF).name == kept

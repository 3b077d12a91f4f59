"""Files that are not what they say, are more than they say, or would be something else elsewhere."""

import os
import struct
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from starlette.testclient import TestClient

from casebase.casework.desk import Desk
from casebase.casework.drafts import begin_draft
from casebase.casework.intake_files import ROLES
from casebase.casework.sign_in import session_of_token
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.web.session_cookie import COOKIE
from tests.hostile.conftest import Browser
from tests.hostile.depth import counted, tries
from tests.hostile.texts import hostile_texts
from tests.world import World

HTML = b"<html><body><script>alert(document.cookie)</script></body></html>"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>\n%%EOF\n"


def a_zip(**entries: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def a_picture(kind: str, **saved: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(written, kind, **saved)
    return written.getvalue()


def a_png_of(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says that it is so large, and unpacks to zeros."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1024 * 1024))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def a_bomb() -> bytes:
    """A workbook of 20 KB whose one sheet unpacks to 20 MB of zeros and says that it is XML."""
    return a_zip(
        **{
            "[Content_Types].xml": b"<Types/>",
            "xl__workbook.xml": b"<x/>",
            "xl__worksheets__sheet1.xml": bytes(20 * 2**20),
        }
    )


def billion_laughs() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">' + entities + b"]><x>&l11;</x>"
    return a_zip(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": xml, "xl__sharedStrings.xml": xml})


def outside_entity() -> bytes:
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    return a_zip(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": xml})


FILES = {
    "pdf and zip": PDF + a_zip(**{"a.html": HTML}),
    "pdf and html": PDF + HTML,
    "html before pdf": HTML + PDF,
    "gif and jar": b"GIF89a\x01\0\x01\0\0\0\0;" + a_zip(**{"META-INF__MANIFEST.MF": b"Main-Class: A"}),
    "jpeg and html": a_picture("JPEG") + HTML,
    "jpeg with a comment": a_picture("JPEG", comment=HTML),
    "png and zip": a_picture("PNG") + a_zip(**{"a.html": HTML}),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "html": HTML,
    "html in UTF-16": HTML.decode().encode("utf-16"),
    "text of html": b"plain words\n" + HTML,
    "program": b"MZ\x90\0" + bytes(100),
    "script": b"#!/bin/sh\nrm -rf /\n",
    "nothing": b"",
    "one byte": b"%",
    "zeros": bytes(4096),
    "wide picture": a_png_of(2**31 - 1, 2**31 - 1),
    "large picture": a_png_of(20_000, 20_000),
    "picture without rows": a_png_of(0, 0),
    "half a picture": a_picture("PNG")[:60],
    "bomb": a_bomb(),
    "laughs": billion_laughs(),
    "outside entity": outside_entity(),
    "path names": a_zip(
        **{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<x/>", "..__..__etc__passwd": b"x"}
    ),
    "half a zip": a_zip(a=b"a" * 999)[:-10],
    "csv": "번호,이름\r\n=1+1,@SUM(A1)\r\n".encode(),
}
NAMES = (
    "../../../../tmp/evil.pdf",
    "..\\..\\evil.pdf",
    "/etc/cron.d/evil",
    "evil.php.pdf",
    "evil.pdf.html",
    "evil.pdf\0.html",
    "evil.pdf\r\nx-evil: 1",
    'evil".pdf',
    "\u202efdp.exe",
    ".htaccess",
    "",
    "." * 200,
    "가" * 5_000 + ".pdf",
    "con.pdf",
    "evil.pdf;a=b",
    "%2e%2e%2fevil.pdf",
    "evil.pdf:stream",
    "<script>alert(1)</script>.pdf",
)
SHOWN = ("image/jpeg", "image/png", "image/webp", "application/pdf", "text/plain")


@pytest.fixture
def auditor(browser_of: Browser) -> TestClient:
    return browser_of(Role.AUDITOR)


@pytest.fixture
def draft_id(auditor: TestClient, world: World) -> str:
    desk = Desk(store=world.store, session_id=session_of_token(auditor.cookies[COOKIE]), now=datetime.now(UTC))
    return begin_draft(desk, Form.REVIEW)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("file", FILES)
def test_a_file_is_kept_as_what_it_is_or_refused_in_words(
    auditor: TestClient, world: World, draft_id: str, file: str, role: str
) -> None:
    for ending in ("pdf", "jpg", "xlsx", "txt"):
        sent = {"draft": draft_id, "key": ending, "name": f"파일.{ending}", "role": role}
        answer = auditor.post("/api/files", params=sent, content=FILES[file])

        told(answer.status_code)
        assert answer.status_code in {200, 415, 422}, answer.text
        if answer.status_code == 200:
            shown = auditor.get(f"/api/files/{answer.json()['sha256']}", params={"draft": draft_id})
            must_run_nothing(shown)
            assert role != "photo" or b"script" not in shown.content
    assert outside(world) == []


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_file_s_name_names_no_place_and_no_header(
    auditor: TestClient, world: World, draft_id: str, name: str
) -> None:
    sent = {"draft": draft_id, "key": "a", "name": name, "role": "evidence"}
    answer = auditor.post("/api/files", params=sent, content=PDF)

    told(answer.status_code)
    assert answer.status_code in {200, 415}
    if answer.status_code == 200:
        kept = answer.json()
        assert not set(kept["name"]) & set("/\\\0\r\n")
        assert len(kept["name"]) < 130
        shown = auditor.get(f"/api/files/{kept['sha256']}", params={"draft": draft_id})
        must_run_nothing(shown)
        assert "x-evil" not in shown.headers
    assert outside(world) == []


@tries(40)
@given(
    content=st.binary(max_size=300),
    begin=st.sampled_from([b"", *(file[:60] for file in FILES.values())]),
    text=hostile_texts(),
)
def test_no_bytes_and_no_name_break_the_intake(
    auditor: TestClient, draft_id: str, content: bytes, begin: bytes, text: str
) -> None:
    name = text.encode("utf-8", "ignore").decode()
    for role in ("photo", "evidence", "ledger"):
        sent = {"draft": draft_id, "key": role, "name": name, "role": role}
        answer = auditor.post("/api/files", params=sent, content=begin + content)

        told(answer.status_code)
        assert answer.status_code < 500
        auditor.delete("/api/files", params={"draft": draft_id, "key": role})


@pytest.mark.usefixtures("_many_may_ask")
@pytest.mark.parametrize("file", FILES)
def test_a_paper_to_be_verified_is_looked_at_and_nothing_else(browser_of: Browser, world: World, file: str) -> None:
    before = files_in(world.store.home)

    answer = browser_of(None).post("/verify/file", files={"file": ("<b>.pdf", FILES[file], "application/pdf")})

    told(answer.status_code)
    assert answer.status_code in {200, 404, 422}
    assert "<b>" not in answer.text.replace("<b>확인", "")
    assert files_in(world.store.home) == before


def must_run_nothing(shown: object) -> None:
    """What is shown in the browser is of a kind that runs nothing, and the browser guesses no other."""
    headers = shown.headers  # type: ignore[attr-defined]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"].startswith("attachment") or headers["content-type"].startswith(SHOWN)
    assert "script-src 'self'" in headers["content-security-policy"]


def files_in(home: Path) -> set[str]:
    return {
        str(Path(folder) / name) for folder, _, names in os.walk(home) for name in names if "records.db" not in name
    }


def outside(world: World) -> list[str]:
    """Return kept files that do not go by their own digest in the folder of files."""
    kept = [Path(path) for path in files_in(world.store.home) if "/files/" in path]
    return [str(path) for path in kept if len(path.name) != 64 or not path.is_relative_to(world.store.home / "files")]


def told(status: int) -> None:
    counted["inputs tried"] += 1
    counted["crashes"] += status >= 500

"""The files that pages bring to a draft."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

from casebase.casework.desk import Desk
from casebase.casework.drafts import begin_draft, fetch_draft
from casebase.casework.intake_files import LARGEST
from casebase.casework.office import Office
from casebase.domain.draft import Form
from tests.builders import an_account
from tests.web.conftest import sign_in

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@pytest.fixture
def draft_id(desk: Desk) -> str:
    return begin_draft(desk, Form.VISIT)


def a_photo() -> bytes:
    written = BytesIO()
    Image.new("RGB", (2000, 1000), "navy").save(written, "PNG")
    return written.getvalue()


def asked(draft_id: str, key: str = "a1", name: str = "현장 +1&.png", role: str = "photo") -> dict[str, str]:
    return {"draft": draft_id, "key": key, "name": name, "role": role}


def test_a_photo_is_brought_kept_and_shown(signed_in: TestClient, desk: Desk, draft_id: str) -> None:
    answer = signed_in.post("/api/files", params=asked(draft_id), content=a_photo())

    kept = answer.json()
    shown = signed_in.get(f"/api/files/{kept['sha256']}", params={"draft": draft_id})
    assert answer.status_code == 200
    assert (kept["key"], kept["name"], kept["media_type"], kept["role"]) == (
        "a1",
        "현장 +1&.jpg",
        "image/jpeg",
        "photo",
    )
    assert Image.open(BytesIO(shown.content)).size == (1600, 800)
    assert len(shown.content) == kept["size"]
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "no-store"
    assert list(fetch_draft(desk, draft_id).fields) == ["file_a1"]


def test_a_file_is_taken_out_again(signed_in: TestClient, desk: Desk, draft_id: str) -> None:
    kept = signed_in.post("/api/files", params=asked(draft_id), content=a_photo()).json()

    assert signed_in.delete("/api/files", params={"draft": draft_id, "key": "a1"}).status_code == 200

    assert signed_in.get(f"/api/files/{kept['sha256']}", params={"draft": draft_id}).status_code == 404
    assert signed_in.post("/api/files", params=asked(draft_id), content=a_photo()).status_code == 404
    assert fetch_draft(desk, draft_id).text("file_a1") == ""


def test_a_photo_of_fifty_megabytes_is_refused_in_words_without_being_held(
    signed_in: TestClient, desk: Desk, draft_id: str
) -> None:
    sent = []

    def fifty_megabytes() -> Iterator[bytes]:
        yield a_photo()
        for _ in range(50):
            sent.append(1)
            yield b"\0" * 2**20

    answer = signed_in.post("/api/files", params=asked(draft_id), content=fifty_megabytes())

    assert answer.status_code == 413
    assert f"{LARGEST // 2**20} MB보다 큰 파일은" in answer.json()["message"]
    assert len(sent) == 50  # heard to the end, so that the browser hears the answer
    assert fetch_draft(desk, draft_id).fields == {}


@pytest.mark.parametrize(
    ("name", "role", "content"),
    [
        ("현장.jpg", "photo", PDF),
        ("현장.jpg", "photo", b""),
        ("경위서.pdf", "evidence", b"MZ\x90\0"),
        ("경위서.pdf", "evidence", "글".encode()),
        ("경위서.html", "statement", b"<script>alert(1)</script>"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_in_words(
    signed_in: TestClient, desk: Desk, draft_id: str, name: str, role: str, content: bytes
) -> None:
    answer = signed_in.post("/api/files", params=asked(draft_id, name=name, role=role), content=content)

    assert answer.status_code == 415
    assert answer.json()["message"].endswith("고르세요.")
    assert fetch_draft(desk, draft_id).fields == {}


def test_evidence_is_shown_where_it_runs_nothing_and_else_downloaded(signed_in: TestClient, draft_id: str) -> None:
    hwp = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + b"HWP Document File"
    ways = []
    for key, name, content in (("a1", "경위서.pdf", PDF), ("a2", "경위서.hwp", hwp)):
        sent = signed_in.post("/api/files", params=asked(draft_id, key, name, "evidence"), content=content).json()
        shown = signed_in.get(f"/api/files/{sent['sha256']}", params={"draft": draft_id})
        ways.append(shown.headers["content-disposition"].partition(";")[0])
        assert shown.content == content

    assert ways == ["inline", "attachment"]


def test_files_are_nobody_else_s(stranger: TestClient, served: Office, signed_in: TestClient, draft_id: str) -> None:
    kept = signed_in.post("/api/files", params=asked(draft_id), content=a_photo()).json()
    with served.store.transaction() as con:
        other = an_account(con)
    foreign = sign_in(stranger, served, other)

    answers = [
        foreign.get(f"/api/files/{kept['sha256']}", params={"draft": draft_id}),
        foreign.post("/api/files", params=asked(draft_id, "b1"), content=a_photo()),
        foreign.delete("/api/files", params={"draft": draft_id, "key": "a1"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


@pytest.mark.parametrize("draft", ["", "a\0b", "../x"])
def test_a_draft_that_cannot_exist_is_not_found(signed_in: TestClient, draft: str) -> None:
    assert signed_in.post("/api/files", params=asked(draft), content=a_photo()).status_code == 404
    assert signed_in.delete("/api/files", params={"draft": draft, "key": "a1"}).status_code == 404
    assert signed_in.get("/api/files/" + "0" * 64, params={"draft": draft}).status_code == 404


@pytest.mark.parametrize("sha256", ["0" * 64, "records.db", "x"])
def test_a_hash_the_draft_does_not_hold_is_not_found(signed_in: TestClient, draft_id: str, sha256: str) -> None:
    assert signed_in.get(f"/api/files/{sha256}", params={"draft": draft_id}).status_code == 404


def test_another_site_brings_and_removes_nothing(signed_in: TestClient, desk: Desk, draft_id: str) -> None:
    signed_in.post("/api/files", params=asked(draft_id), content=a_photo())
    signed_in.headers["sec-fetch-site"] = "cross-site"

    bringing = signed_in.post("/api/files", params=asked(draft_id, "b1"), content=a_photo())
    removing = signed_in.delete("/api/files", params={"draft": draft_id, "key": "a1"})

    assert (bringing.status_code, removing.status_code) == (403, 403)
    assert list(fetch_draft(desk, draft_id).fields) == ["file_a1"]
    assert fetch_draft(desk, draft_id).text("file_a1")

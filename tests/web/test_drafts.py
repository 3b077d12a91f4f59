"""What pages post while people type."""

import json
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient

from casebase.casework.desk import Desk
from casebase.casework.drafts import LONGEST_VALUE, begin_draft, discard_draft, fetch_draft
from casebase.casework.office import Office
from casebase.domain.draft import Form
from casebase.web.drafts import LARGEST_POST, LAST_SEQUENCE
from tests.builders import an_account
from tests.web.conftest import sign_in


@pytest.fixture
def draft_id(desk: Desk) -> str:
    return begin_draft(desk, Form.VISIT)


def post(client: TestClient, draft_id: str, fields: object) -> Response:
    return client.post("/api/drafts", content=json.dumps({"draft": draft_id, "fields": fields}))  # as browsers escape


def test_what_is_typed_is_kept_and_acknowledged_field_by_field(
    signed_in: TestClient, desk: Desk, draft_id: str
) -> None:
    answer = post(signed_in, draft_id, {"met": {"v": "박대표", "s": 3}, "place": {"v": "본사\n회의실", "s": 4}})

    assert (answer.status_code, answer.json()) == (200, {"ok": {"met": 3, "place": 4}})
    assert fetch_draft(desk, draft_id).fields == {"met": "박대표", "place": "본사\n회의실"}


def test_a_late_post_is_told_what_is_kept_and_changes_nothing(signed_in: TestClient, desk: Desk, draft_id: str) -> None:
    post(signed_in, draft_id, {"met": {"v": "박대표", "s": 9}})

    answer = post(signed_in, draft_id, {"met": {"v": "박", "s": 8}})

    assert answer.json() == {"ok": {"met": 9}}
    assert fetch_draft(desk, draft_id).text("met") == "박대표"


def test_a_beacon_is_taken_like_any_post(signed_in: TestClient, desk: Desk, draft_id: str) -> None:
    body = json.dumps({"draft": draft_id, "fields": {"met": {"v": "마지막 글자", "s": 1}}}).encode()
    headers = {"content-type": "application/json", "sec-fetch-site": "same-origin", "sec-fetch-mode": "no-cors"}

    assert signed_in.post("/api/drafts", content=body, headers=headers).status_code == 200

    assert fetch_draft(desk, draft_id).text("met") == "마지막 글자"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_site_types_nothing(signed_in: TestClient, desk: Desk, draft_id: str, site: str) -> None:
    signed_in.headers["sec-fetch-site"] = site

    assert post(signed_in, draft_id, {"met": {"v": "남", "s": 1}}).status_code == 403

    assert fetch_draft(desk, draft_id).fields == {}


def test_a_stranger_types_nothing_and_is_not_sent_elsewhere(stranger: TestClient, desk: Desk, draft_id: str) -> None:
    answer = post(stranger, draft_id, {"met": {"v": "남", "s": 1}})

    assert answer.status_code == 401
    assert "다시 로그인하면" in answer.json()["message"]
    assert fetch_draft(desk, draft_id).fields == {}


def test_somebody_else_s_draft_is_not_found_nor_shown(
    stranger: TestClient, served: Office, desk: Desk, draft_id: str
) -> None:
    with served.store.transaction() as con:
        other = an_account(con)
    foreign = sign_in(stranger, served, other)

    writing = post(foreign, draft_id, {"met": {"v": "남", "s": 1}})
    reading = foreign.get(f"/api/drafts/{draft_id}")
    absent = foreign.get("/api/drafts/018f3c1e-0000-7000-8000-000000000000")

    assert (writing.status_code, reading.status_code) == (404, 404)
    assert writing.json() == reading.json() == absent.json()
    assert fetch_draft(desk, draft_id).fields == {}


def test_a_finished_draft_takes_no_more(signed_in: TestClient, desk: Desk, draft_id: str) -> None:
    discard_draft(desk, draft_id)

    assert post(signed_in, draft_id, {"met": {"v": "늦은 글", "s": 1}}).status_code == 404


def test_a_draft_is_read_back_with_its_sequences(signed_in: TestClient, draft_id: str) -> None:
    post(signed_in, draft_id, {"met": {"v": "박대표", "s": 3}})

    assert signed_in.get(f"/api/drafts/{draft_id}").json() == {"fields": {"met": {"v": "박대표", "s": 3}}}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[" * 100_000,
        b"null",
        b"[]",
        b'{"draft": "a"}',
        b'{"fields": {}}',
        b'{"draft": "a", "fields": []}',
        b'{"draft": "a", "fields": {"met": "text"}}',
        b'{"draft": "a", "fields": {"met": {"v": 1, "s": 1}}}',
        b'{"draft": "a", "fields": {"met": {"v": "a", "s": "1"}}}',
        b'{"draft": "a", "fields": {"met": {"v": "a", "s": true}}}',
        b'{"draft": "a", "fields": {"met": {"v": "a", "s": 1.5}}}',
        b'{"draft": "a", "fields": {"met": {"v": "a", "s": 0}}}',
        b'{"draft": "a", "fields": {"met": {"v": "a", "s": -1}}}',
        b"\xff\xfe\x00",
    ],
)
def test_what_no_page_sends_is_refused_in_words(signed_in: TestClient, body: bytes) -> None:
    answer = signed_in.post("/api/drafts", content=body)

    assert answer.status_code == 400
    assert "새로 고치세요" in answer.json()["message"]


def test_no_sequence_blocks_a_field_for_good(signed_in: TestClient, draft_id: str) -> None:
    assert post(signed_in, draft_id, {"met": {"v": "a", "s": LAST_SEQUENCE + 1}}).status_code == 400
    assert post(signed_in, draft_id, {"met": {"v": "a", "s": 10**400}}).status_code == 400


@pytest.mark.parametrize("draft", ["", "a\0b", "../x", "x" * 100, 7, None, {}])
def test_a_draft_that_cannot_exist_is_not_found(signed_in: TestClient, draft: Any) -> None:
    assert post(signed_in, draft, {"met": {"v": "a", "s": 1}}).status_code == 404


@pytest.mark.parametrize("name", ["", "Met", "met; drop", "a" * 101, "file_a1"])
def test_a_field_no_form_has_is_refused(signed_in: TestClient, desk: Desk, draft_id: str, name: str) -> None:
    forged = json.dumps({"sha256": "0" * 64, "name": "남의 것.pdf", "role": "evidence"})

    assert post(signed_in, draft_id, {name: {"v": forged, "s": 1}}).status_code == 422

    assert fetch_draft(desk, draft_id).fields == {}


def test_a_very_long_text_is_kept_and_a_longer_one_refused_in_words(
    signed_in: TestClient, desk: Desk, draft_id: str
) -> None:
    long = post(signed_in, draft_id, {"met": {"v": "가" * 200_000, "s": 1}})
    longer = post(signed_in, draft_id, {"met": {"v": "가" * (LONGEST_VALUE + 1), "s": 2}})

    assert (long.status_code, longer.status_code) == (200, 422)
    assert "나누어 입력하세요" in longer.json()["message"]
    assert fetch_draft(desk, draft_id).text("met") == "가" * 200_000


def test_a_post_beyond_all_measure_is_refused_in_words(signed_in: TestClient, desk: Desk, draft_id: str) -> None:
    answer = post(signed_in, draft_id, {"met": {"v": "a" * LARGEST_POST, "s": 1}})

    assert answer.status_code == 413
    assert "나누어 입력하세요" in answer.json()["message"]
    assert fetch_draft(desk, draft_id).fields == {}


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "😀", "각", "a\0b", "\ud83d"])
def test_whatever_is_typed_is_kept_without_harm(signed_in: TestClient, desk: Desk, draft_id: str, text: str) -> None:
    answer = post(signed_in, draft_id, {"met": {"v": text, "s": 1}})

    assert answer.status_code == 200
    assert fetch_draft(desk, draft_id).text("met") == text.replace("\0", "").replace("\ud83d", "�")

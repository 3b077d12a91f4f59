"""Anybody checks a paper: through the gate, by code, by number and by file; nothing is kept, nothing is told."""

import re
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import anyio
import pytest
from httpx import Response
from starlette.testclient import TestClient

from casebase.casework.office import Office, use_office
from casebase.store.connection import Store
from casebase.web.gate import is_open
from casebase.web.verify import LARGEST_FILE, PER_MINUTE, ROOM_FOR_FORM, UPLOADS_AT_ONCE, UPLOADS_OF_ONE, Counter
from tests.apart import apart
from tests.issued_papers import Issued, an_issued_ruling, flipped, saved_again, supersede, withdraw
from tests.web.conftest import SITE

DAY = date(2026, 12, 1)


@pytest.fixture
def ruling(served: Office) -> Issued:
    return an_issued_ruling(served.store)


def send(client: TestClient, content: bytes, name: str = "file") -> Response:
    return client.post("/verify/file", files={name: ("결정서.pdf", content, "application/pdf")})


def told(answer: Response) -> str:
    """The standing that a page tells."""
    found = re.search(r'<div class="verdict (\w+)" role="status"><strong>.+?</strong><p>.+?</p>', answer.text)
    assert found is not None
    return found[1]


def by_code(client: TestClient, number: str, digits: str) -> Response:
    return client.get(f"/verify/{number}", params={"h": digits})


def test_the_page_stands_open_on_a_phone_without_scripts_or_cookies(stranger: TestClient) -> None:
    answer = stranger.get("/verify", headers={"accept": "text/html"})

    assert answer.status_code == 200
    assert '<html lang="ko">' in answer.text
    assert "width=device-width" in answer.text
    assert "<script" not in answer.text
    assert "set-cookie" not in answer.headers
    assert "script" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    for name in ("file", "number", "h"):
        assert f'<label for="{name}">' in answer.text
        assert f'id="{name}"' in answer.text


def test_a_code_leads_to_what_the_paper_is_and_to_nothing_on_it(stranger: TestClient, ruling: Issued) -> None:
    answer = by_code(stranger, ruling.number, ruling.digits)

    assert (answer.status_code, told(answer)) == (200, "genuine")
    facts = re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", answer.text)
    assert facts == [
        ("문서", "적극행정 면책심사 결정서"),
        ("시행일", "2026. 11. 22."),
        ("기관", "시연도 감사위원회"),
    ]
    for content in ("한울시장", "김감사", ruling.number, ruling.document.content_sha256):
        assert content not in answer.text


def test_what_is_typed_into_the_form_is_checked_as_a_code_is(stranger: TestClient, ruling: Issued) -> None:
    asked = {"number": ruling.number, "h": ruling.document.content_sha256.upper()}

    assert told(stranger.get("/verify", params=asked)) == "genuine"
    assert told(stranger.get("/verify", params={**asked, "h": "0" * 32})) == "unknown"
    half = stranger.get("/verify", params={"number": '"><script>', "h": ""})
    assert "verdict" not in half.text.partition("<main>")[2]
    assert "&quot;&gt;&lt;script&gt;" in half.text


def test_superseded_and_withdrawn_are_told_with_their_day(stranger: TestClient, served: Office, ruling: Issued) -> None:
    other = an_issued_ruling(served.store, "2026-결정-0009")
    supersede(served.store, ruling, DAY)
    withdraw(served.store, other, DAY)

    for paper, standing in ((ruling, "superseded"), (other, "withdrawn")):
        for answer in (by_code(stranger, paper.number, paper.digits), send(stranger, paper.content)):
            assert told(answer) == standing
            assert "2026. 12. 1." in answer.text
            assert "기관에 물으세요" in answer.text


def test_for_every_pair_that_does_not_belong_together_the_answer_is_the_same_byte_for_byte(
    stranger: TestClient, ruling: Issued, served: Office
) -> None:
    other = an_issued_ruling(served.store, "2026-결정-0002")
    pairs = [
        (ruling.number, other.digits),
        (ruling.number, "0" * 32),
        (ruling.number, ""),
        (ruling.number, "x" * 32),
        ("2026-결정-9999", ruling.digits),
        ("2026-결정-9999", "0" * 32),
        ("file", "0" * 32),
        ("<b>", "0" * 500),
    ]

    answers = {re.sub(r'nonce="[^"]+"', "", by_code(stranger, *pair).text) for pair in pairs}

    assert len(answers) == 1
    assert 'class="verdict unknown"' in answers.pop()


def test_a_file_is_told_genuine_altered_or_unknown(stranger: TestClient, ruling: Issued) -> None:
    assert told(send(stranger, ruling.content)) == "genuine"
    assert told(send(stranger, flipped(ruling.content, 10_000, 3))) == "altered"
    assert told(send(stranger, saved_again(ruling.content))) == "altered"
    assert told(send(stranger, b"%PDF-1.7\nnothing")) == "unknown"


def test_a_demo_says_that_it_is_one(stranger: TestClient, served: Office, ruling: Issued) -> None:
    with served.store.transaction() as con:
        con.run("update documents set is_demo = 1")

    assert "실제 기관이 낸 문서가 아니며" in by_code(stranger, ruling.number, ruling.digits).text


def test_nothing_of_a_file_reaches_a_disk(
    stranger: TestClient, served: Office, ruling: Issued, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    before = sorted(served.store.home.rglob("*")) if served.store.home.exists() else []
    opened: list[str] = []
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *_, **__: opened.append("rolled over"))

    assert told(send(stranger, ruling.content + b"\0" * 5_000_000)) == "altered"

    assert opened == []
    assert list(folder.iterdir()) == []
    assert (sorted(served.store.home.rglob("*")) if served.store.home.exists() else []) == before


def test_a_check_leaves_no_event_and_no_row(stranger: TestClient, served: Office, ruling: Issued) -> None:
    before = _counts(served.store)

    send(stranger, ruling.content)
    by_code(stranger, ruling.number, ruling.digits)

    assert _counts(served.store) == before


def test_a_file_too_large_or_none_is_refused_with_a_sentence(stranger: TestClient) -> None:
    large = send(stranger, b"\0" * (LARGEST_FILE + 1))
    larger = send(stranger, b"\0" * (LARGEST_FILE + ROOM_FOR_FORM + 1))

    assert {answer.status_code for answer in (large, larger)} == {413}
    assert "20 MB보다 큰 파일" in large.text
    for answer in (send(stranger, b""), send(stranger, b"%PDF", name="other")):
        assert answer.status_code == 422
        assert "PDF 파일을 고르세요" in answer.text


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
        ("multipart/form-data; boundary=" + "x" * 500, b"\xff" * 900),
        ("application/x-www-form-urlencoded", b"file=1"),
        ("text/plain", b"%PDF"),
        ("", b"%PDF"),
    ],
)
def test_a_form_of_another_shape_holds_no_file(stranger: TestClient, content_type: str, body: bytes) -> None:
    answer = stranger.post("/verify/file", content=body, headers={"content-type": content_type})

    assert answer.status_code == 422
    assert "PDF 파일을 고르세요" in answer.text


def test_a_form_with_a_crowd_of_files_holds_none(stranger: TestClient, ruling: Issued) -> None:
    many = [("file", (f"{n}.pdf", ruling.content, "application/pdf")) for n in range(3)]

    assert stranger.post("/verify/file", files=many).status_code == 422


def test_who_asks_too_often_waits_and_others_do_not(stranger: TestClient, ruling: Issued) -> None:
    answers = [by_code(stranger, ruling.number, f"{n:032x}") for n in range(PER_MINUTE + 1)]

    assert [answer.status_code for answer in answers] == [200] * PER_MINUTE + [429]
    assert "초 뒤에 다시" in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert send(stranger, ruling.content).status_code == 429
    assert stranger.get("/verify").status_code == 200, "the forms themselves cost nothing"


def test_behind_a_proxy_its_word_counts_and_elsewhere_it_does_not(
    stranger: TestClient, served: Office, ruling: Issued
) -> None:
    def statuses(count: int) -> set[int]:
        told_by = [{"x-forwarded-for": f"9.9.9.9, 203.0.113.{n}"} for n in range(count)]
        return {stranger.get(f"/verify/{ruling.number}?h=0", headers=one).status_code for one in told_by}

    assert statuses(PER_MINUTE + 1) == {200, 429}
    use_office(replace(served, configuration=replace(served.configuration, is_behind_proxy=True)))
    assert statuses(PER_MINUTE + 1) == {200}


def test_nothing_else_stands_open_beside_it(stranger: TestClient) -> None:
    assert is_open("/verify/2026-결정-0001")
    for path in ("/verify/", "/verify/a/b", "/verify/../headers", "/verifyx", "/verify//headers", "/Verify", "/"):
        assert not is_open(path), path
    answers = [stranger.get(path) for path in ("/verify/a%2F..%2Fheaders", "/verify/", "/verify/a/b", "/headers")]
    assert {answer.status_code for answer in answers} == {401}
    assert stranger.post("/verify/2026", headers={"origin": SITE}).status_code == 405


def test_another_site_can_not_send_files_here(stranger: TestClient, ruling: Issued) -> None:
    stranger.headers["origin"] = "https://elsewhere.example"

    assert send(stranger, ruling.content).status_code == 403


def test_a_store_out_of_reach_is_said(stranger: TestClient, served: Office, tmp_path: Path, ruling: Issued) -> None:
    use_office(replace(served, store=Store(f"sqlite:///{tmp_path}", tmp_path)))

    answer = by_code(stranger, ruling.number, ruling.digits)

    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def test_one_address_never_holds_all_places_for_files_and_gives_back_what_it_held() -> None:
    apart(lambda: anyio.run(_all_places_tried))


async def _all_places_tried() -> None:
    counter = Counter(register=lambda: pytest.fail("nothing is looked up"), is_behind_proxy=lambda: False)
    with ExitStack() as held:
        for _ in range(UPLOADS_OF_ONE):
            held.enter_context(counter.place_for("10.0.0.1"))
        with pytest.raises(anyio.WouldBlock), counter.place_for("10.0.0.1"):
            pytest.fail("one address got more than its share")
        for number in range(UPLOADS_AT_ONCE - UPLOADS_OF_ONE):
            held.enter_context(counter.place_for(f"10.0.1.{number}"))
        with pytest.raises(anyio.WouldBlock), counter.place_for("10.0.2.1"):
            pytest.fail("there were more places than there are")
    with counter.place_for("10.0.0.1"):
        assert dict(counter.uploading) == {"10.0.0.1": 1}
    assert not counter.uploading
    assert counter.uploads.borrowed_tokens == 0


def _counts(store: Store) -> list[int]:
    with store.reading() as con:
        tables = ("events", "documents", "attachments", "sessions", "access_log")
        return [int((con.row(f"select count(*) from {table}") or (0,))[0]) for table in tables]

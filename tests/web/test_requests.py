"""What every route does: from whom it takes a change, how it refuses, how much it reads."""

import logging
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from casebase.domain.errors import (
    CasebaseError,
    FileRefused,
    InvalidEntry,
    NotFound,
    NotPermitted,
    SignedOut,
    StorageFull,
    StorageUnreachable,
)
from casebase.web import requests
from casebase.web.requests import answered, body_within, file_answer, sent_id

SITE = "http://testserver"


@answered
async def refuse(request: Request) -> Response:
    raise REFUSALS[request.path_params["number"]][0]


@answered
async def fail(request: Request) -> Response:  # noqa: ARG001
    raise KeyError("a secret of the server")


@answered
async def measure(request: Request) -> Response:
    body = await body_within(request, 10)
    return PlainTextResponse("too long" if body is None else body)


@answered
async def file(request: Request) -> Response:
    return file_answer(b"content", request.query_params["type"], request.query_params["name"])


REFUSALS: list[tuple[CasebaseError, int]] = [
    (SignedOut(), 401),
    (NotPermitted("방문 완료"), 403),
    (NotFound("방문을"), 404),
    (FileRefused("사진이 아닙니다."), 415),
    (InvalidEntry("이유를 입력하세요.", "reason"), 422),
    (StorageUnreachable(), 503),
    (StorageFull(), 507),
]


@pytest.fixture
def client() -> Iterator[TestClient]:
    routes = [
        Route("/refuse/{number:int}", refuse, methods=["GET", "POST"]),
        Route("/fail", fail, methods=["GET", "POST"]),
        Route("/measure", measure, methods=["POST"]),
        Route("/file", file),
    ]
    with TestClient(Starlette(routes=routes), base_url=SITE) as client:
        yield client


@pytest.mark.parametrize(
    "told",
    [
        {"origin": SITE},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "https://proxy.example"},
    ],
)
def test_a_change_from_a_page_of_our_own_is_taken(client: TestClient, told: dict[str, str]) -> None:
    assert client.post("/measure", content=b"1", headers=told).text == "1"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver:81"},
        {"sec-fetch-site": "cross-site", "origin": SITE},
        {"sec-fetch-site": "same-site", "origin": SITE},
        {"sec-fetch-site": "none", "origin": SITE},
    ],
)
def test_a_change_from_anywhere_else_is_refused_unread(client: TestClient, told: dict[str, str]) -> None:
    answer = client.post("/fail", content=b"1", headers=told)

    assert answer.status_code == 403
    assert "다른 사이트" in answer.json()["message"]


@pytest.mark.parametrize("number", range(len(REFUSALS)))
def test_a_refusal_is_told_in_its_own_words(client: TestClient, number: int) -> None:
    refused, status = REFUSALS[number]

    as_data = client.get(f"/refuse/{number}")
    as_page = client.get(f"/refuse/{number}", headers={"accept": "text/html"})

    assert (as_data.status_code, as_data.json()) == (status, {"message": str(refused)})
    assert as_page.status_code == status
    assert f'<p role="alert">{refused}</p>' in as_page.text


def test_what_nobody_foresaw_gets_a_number_that_the_log_knows(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="casebase"):
        answer = client.get("/fail")

    message = answer.json()["message"]
    code = message.partition("오류 번호 ")[2].partition(")")[0]
    assert answer.status_code == 500
    assert code in caplog.text
    assert "a secret of the server" in caplog.text
    assert "secret" not in message


@pytest.mark.parametrize(("length", "told"), [(0, ""), (10, "x" * 10), (11, "too long"), (5000, "too long")])
def test_a_body_is_read_up_to_its_limit(client: TestClient, length: int, told: str) -> None:
    assert client.post("/measure", content=b"x" * length, headers={"origin": SITE}).text == told


def test_a_sender_without_end_is_not_heard_to_the_end(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "MOST_DISCARDED", 100)
    sent = []

    def endless() -> Iterator[bytes]:
        for part in range(1000):
            sent.append(part)
            yield b"x" * 50

    assert client.post("/measure", content=endless(), headers={"origin": SITE}).text == "too long"


@pytest.mark.parametrize(
    ("media_type", "way"),
    [
        ("image/jpeg", "inline"),
        ("application/pdf", "inline"),
        ("text/plain; charset=euc-kr", "inline"),
        ("application/x-hwp", "attachment"),
        ("text/html", "attachment"),
        ("image/svg+xml", "attachment"),
    ],
)
def test_only_what_runs_nothing_is_shown_in_the_browser(client: TestClient, media_type: str, way: str) -> None:
    answer = client.get("/file", params={"type": media_type, "name": '경위서"; x.pdf'})

    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == (
        f"{way}; filename*=UTF-8''%EA%B2%BD%EC%9C%84%EC%84%9C%22%3B%20x.pdf"
    )


@pytest.mark.parametrize("text", ["", "a b", "a/b", "a\0b", "가", "a" * 65, "a\n"])
def test_what_no_id_can_be_is_not_looked_for(text: str) -> None:
    with pytest.raises(NotFound):
        sent_id(text, "초안을")


def test_an_id_is_handed_on() -> None:
    assert sent_id("018f3c1e-0000-7000-8000-00000000000a", "초안을").endswith("a")

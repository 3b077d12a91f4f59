"""Similar precedents asked for by a page while somebody types."""

import json

import pytest
from httpx import Response
from starlette.testclient import TestClient

from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.web.precedents import LARGEST_POST
from tests.builders import an_account, an_agency, an_event
from tests.precedent_builders import a_precedent
from tests.web.conftest import sign_in


def post(client: TestClient, **asked: object) -> Response:
    return client.post("/api/precedents/similar", content=json.dumps(asked))


@pytest.fixture
def number(served: Office) -> str:
    with served.store.transaction() as con:
        precedent = a_precedent(con, outcome="<b>을설</b>")
        an_event(con, "precedent", precedent.id)
    return precedent.number


def test_what_is_like_a_text_comes_with_its_reasons_and_its_address(signed_in: TestClient, number: str) -> None:
    answer = post(signed_in, text="공장 진입로 농지전용허가", field="농지·산지")

    assert answer.status_code == 200
    (hit,) = answer.json()["hits"]
    assert set(hit) == {"title", "outcome", "year", "number", "why", "changed", "href"}
    assert (hit["number"], hit["outcome"]) == (number, "<b>을설</b>")
    assert "같은 분야" in hit["why"]
    assert hit["href"].startswith("/precedent?number=")


@pytest.mark.parametrize("text", ["", "을", "은 는 이 가", "<script>alert(1)</script>", "가" * 5_000, "한" * 20_000])
def test_what_is_like_nothing_finds_nothing(signed_in: TestClient, number: str, text: str) -> None:  # noqa: ARG001
    answer = post(signed_in, text=text, field="")

    assert (answer.status_code, answer.json()) == (200, {"hits": []})


@pytest.mark.parametrize("body", ["", "{", "[]", '{"field": ""}', '{"text": 1}', '{"text": "가", "field": 2}'])
def test_another_shape_is_refused(signed_in: TestClient, body: str) -> None:
    answer = signed_in.post("/api/precedents/similar", content=body)

    assert answer.status_code == 400
    assert "새로 고치세요" in answer.json()["message"]


def test_too_much_is_refused(signed_in: TestClient) -> None:
    assert post(signed_in, text="가" * LARGEST_POST).status_code == 413


@pytest.mark.parametrize("role", Role)
def test_everybody_with_an_account_finds_what_is_published(
    stranger: TestClient, served: Office, number: str, role: Role
) -> None:
    with served.store.transaction() as con:
        account = an_account(con, role, agency_id=an_agency(con).id if role == Role.APPLICANT else None)

    answer = post(sign_in(stranger, served, account), text="공장 진입로 농지전용허가", field="")

    assert [hit["number"] for hit in answer.json()["hits"]] == [number]


def test_a_stranger_and_another_site_are_told_nothing(stranger: TestClient, signed_in: TestClient, number: str) -> None:
    signed_in.headers["sec-fetch-site"] = "cross-site"
    assert number not in post(signed_in, text="농지전용허가 진입로", field="").text
    assert post(signed_in, text="농지전용허가 진입로", field="").status_code == 403

    stranger.cookies.clear()
    stranger.headers["sec-fetch-site"] = "same-origin"
    assert post(stranger, text="농지전용허가 진입로", field="").status_code == 401

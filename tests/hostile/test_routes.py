"""Every route, asked by anybody for anything: it answers, and never breaks."""

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from requests import Request
from starlette.testclient import TestClient

from casebase.casework.exports import EXPORTS
from casebase.domain.account import Role
from casebase.sheets.writing import Format
from casebase.web.gate import OPEN_BELOW, OPEN_PATHS
from tests.hostile.conftest import SITE, Browser, own_routes
from tests.hostile.depth import counted, tries
from tests.hostile.texts import HOSTILE, hostile_texts

pytestmark = pytest.mark.usefixtures("_many_may_ask")

# What each route reads, by name, besides what stands in its path.
ASKED = {
    "GET /signin": ["next"],
    "GET /password": ["next"],
    "GET /second-factor": ["next"],
    "GET /oidc/begin": ["next"],
    "GET /oidc/callback": ["state", "code", "error", "error_description"],
    "GET /verify": ["number", "h"],
    "GET /verify/{number}": ["h"],
    "GET /papers/{number}": ["revision"],
    "GET /files/{file}": ["advice"],
    "GET /api/files/{sha256}": ["draft"],
    "POST /api/files": ["draft", "name", "role", "key"],
    "DELETE /api/files": ["draft", "key"],
    "GET /api/exports/{what}.{format}": ["text", "year", "agency_id", "from_on", "to_on", "lateness", "page", "person"],
}
TYPED = {
    "POST /signin": ["login", "password", "next"],
    "POST /password": ["current", "new", "again", "next"],
    "POST /second-factor": ["code", "sealed", "next"],
    "POST /second-factor/drop": ["password", "code", "next"],
}
POSTED = {
    "POST /api/drafts": {
        "draft": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {"type": "object"}},
    },
    "POST /api/precedents/similar": {"text": {"type": "string"}, "field": {"type": "string"}},
}
ROUTES = [route for route in own_routes() if route != ("POST", "/signout")]  # tried apart: it ends the session
DESCRIBED = [(method, path) for method, path in ROUTES if not path.startswith("/api/drawing/")]
TOLD = ("method", "url", "params", "data", "json", "files")  # of a request: the browser brings the rest


def described() -> dict[str, Any]:
    """The routes as OpenAPI tells them."""
    paths: dict[str, dict[str, Any]] = {}
    for method, path in DESCRIBED:
        paths.setdefault(path, {})[method.lower()] = _operation(f"{method} {path}", path)
    return {"openapi": "3.1.0", "info": {"title": "Casebase", "version": "1"}, "paths": paths}


def _operation(route: str, path: str) -> dict[str, Any]:
    names = [part.partition("}")[0] for part in path.split("{")[1:]]
    text = {"type": "string"}
    given = [{"name": name, "in": "path", "required": True, "schema": text} for name in names]
    given += [{"name": name, "in": "query", "schema": text} for name in ASKED.get(route, [])]
    operation: dict[str, Any] = {"parameters": given, "responses": {"default": {"description": "an answer"}}}
    if route in TYPED:
        form = {"type": "object", "properties": dict.fromkeys(TYPED[route], text)}
        operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
    elif route in POSTED:
        form = {"type": "object", "properties": POSTED[route], "required": list(POSTED[route])}
        operation["requestBody"] = {"content": {"application/json": {"schema": form}}}
    elif route == "POST /verify/file":
        form = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
        operation["requestBody"] = {"content": {"multipart/form-data": {"schema": form}}}
    return operation


@pytest.mark.parametrize("route", DESCRIBED, ids=" ".join)
def test_what_is_said_to_a_route_as_it_is_described_never_breaks_it(
    browsers: list[TestClient], route: tuple[str, str]
) -> None:
    method, path = route

    @tries(4)
    @given(case=schemathesis.openapi.from_dict(described())[path][method].as_strategy())
    def said(case: schemathesis.Case) -> None:
        asked = case.as_transport_kwargs(base_url=SITE)
        sent = Request(**{name: asked[name] for name in TOLD if asked.get(name) is not None}).prepare()
        kind = {"content-type": sent.headers["content-type"]} if "content-type" in sent.headers else {}
        for client in browsers:
            answer = client.request(sent.method or "", sent.url or "", content=sent.body, headers=kind)

            told(answer.status_code)
            assert answer.status_code < 500, case.as_curl_command()

    said()


@pytest.fixture(scope="module")
def browsers(browser_of: Browser) -> Iterator[list[TestClient]]:
    """Nobody's, an applicant's and the head's."""
    yield [browser_of(None), browser_of(Role.APPLICANT), browser_of(Role.HEAD)]


def raw_bodies() -> st.SearchStrategy[bytes]:
    json_like = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | hostile_texts(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(hostile_texts(), inner, max_size=3),
        max_leaves=6,
    )
    shaped = json_like.map(lambda value: {"draft": value, "fields": value, "text": value, "field": value})
    return st.binary(max_size=200) | (shaped | json_like).map(lambda value: json.dumps(value).encode())


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
@tries(6)
@given(
    text=hostile_texts(),
    asked=st.dictionaries(hostile_texts(), hostile_texts(), max_size=3),
    body=raw_bodies(),
    headers=st.dictionaries(
        st.sampled_from(["content-type", "accept", "range", "content-length-x", "x-forwarded-for", "user-agent"]),
        st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40),
    ),
)
def test_what_no_page_sends_never_breaks_a_route(
    browsers: list[TestClient],
    route: tuple[str, str],
    text: str,
    asked: dict[str, str],
    body: bytes,
    headers: dict[str, str],
) -> None:
    method, path = route
    address = filled_in(path, text) + _query({**asked, **dict.fromkeys(ASKED.get(" ".join(route), []), text)})
    for client in browsers:
        answer = client.request(method, address, content=body if method == "POST" else None, headers=headers)

        told(answer.status_code)
        assert answer.status_code < 500, (method, address, body, headers)
    if is_closed(path):
        nobody = browsers[0].request(method, address, content=body if method == "POST" else None, headers=headers)
        counted["doors tried"] += 1
        counted["doors open"] += nobody.status_code not in {401, 303}
        assert nobody.status_code == 401 or nobody.headers["location"].startswith("/signin?")


@pytest.mark.parametrize("what", sorted(EXPORTS))
@tries(2)
@given(text=hostile_texts(), format=st.sampled_from(Format))
def test_no_filter_breaks_a_list_taken_out(browsers: list[TestClient], what: str, text: str, format: Format) -> None:
    for name in (field.name for field in fields(EXPORTS[what].wanted)):
        for client in browsers:
            answer = client.get(f"/api/exports/{what}.{format}{_query({name: text})}")

            told(answer.status_code)
            assert answer.status_code in {200, 401, 403, 422}, answer.text


@pytest.mark.parametrize("method", ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "가"])
@pytest.mark.parametrize("path", sorted({path for _, path in ROUTES}))
def test_a_way_of_asking_that_a_route_does_not_have_is_told_so(
    browsers: list[TestClient], method: str, path: str
) -> None:
    if (method, path) in ROUTES:
        return

    for client in browsers:
        assert client.request(method, filled_in(path, "x")).status_code < 500


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_page_s_address_survives_what_is_hung_on_it(browsers: list[TestClient], text: str) -> None:
    for client in browsers:
        for path in ("/signin", "/verify", "/password", "/second-factor"):
            answer = client.get(
                path + _query({"next": text, "number": text, "h": text}), headers={"accept": "text/html"}
            )

            assert answer.status_code < 500
            assert "<script>alert" not in answer.text
            assert leads_nowhere_else(answer.headers.get("location", "/"))


def is_closed(path: str) -> bool:
    """Say whether a route is behind the gate."""
    return path not in OPEN_PATHS and not path.startswith(OPEN_BELOW)


def leads_nowhere_else(location: str) -> bool:
    return location.startswith("/") and not location.startswith(("//", "/\\")) and location.isprintable()


def told(status: int) -> None:
    counted["inputs tried"] += 1
    counted["crashes"] += status >= 500


def filled_in(path: str, text: str) -> str:
    """Put a text, escaped, where a path has braces."""
    begin, *rest = path.split("{")
    return begin + "".join(quote(text, safe="", errors="replace") + part.partition("}")[2] for part in rest)


def _query(asked: dict[str, str]) -> str:
    pairs = (f"{quote(k, safe='', errors='replace')}={quote(v, safe='', errors='replace')}" for k, v in asked.items())
    return "?" + "&".join(pairs)

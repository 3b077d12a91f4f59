"""Streamlit's own page, made Korean."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
import streamlit
from starlette.testclient import TestClient

from casebase.web.language import korean_page
from tests.web.conftest import PAGE

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"


@pytest.mark.parametrize("path", ["/", "/visits", "/exemption?number=1"])
def test_the_page_is_korean_on_every_path_and_compressed_on_none(signed_in: TestClient, path: str) -> None:
    answer = signed_in.get(path, headers={"accept-encoding": "gzip", "if-none-match": '"1"', "range": "bytes=0-9"})

    assert answer.status_code == 200
    assert '<html lang="ko">' in answer.text
    assert "<title>Casebase</title>" in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert {"etag", "last-modified", "content-encoding"}.isdisjoint(answer.headers)


def test_the_page_s_policy_names_each_script_inside_it(signed_in: TestClient) -> None:
    answer = signed_in.get("/")

    scripts = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    named = re.findall(r"'sha256-([^']+)'", answer.headers["content-security-policy"])
    assert len(scripts) == 2
    assert named == [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert "unsafe-inline" not in answer.headers["content-security-policy"].partition("style-src")[0]


def test_other_answers_pass_as_they_are(signed_in: TestClient) -> None:
    assert signed_in.get("/headers").json()
    assert signed_in.get("/static/x").text == PAGE


def test_streamlit_s_page_as_installed_has_what_is_replaced() -> None:
    page, scripts = korean_page(INDEX.read_bytes())

    text = page.decode()
    assert '<html lang="ko">' in text
    assert 'lang="en"' not in text
    assert "<title>Casebase</title>" in text
    assert "You need to enable JavaScript" not in text
    assert "자바스크립트" in text
    assert len(scripts) == len(re.findall(r"<script>", text)) == 2
    assert "new WebSocket" not in text.partition('type="module"')[0].partition("globalThis.WebSocket")[0]

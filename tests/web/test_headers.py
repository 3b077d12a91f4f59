"""Security headers on every answer."""

import pytest
from starlette.testclient import TestClient

from casebase.web.headers import FIXED, page_policy


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


@pytest.mark.parametrize(
    "path", ["/", "/signin", "/signout", "/healthz", "/api/drafts", "/papers/x", "/nowhere", "/static/x"]
)
@pytest.mark.parametrize("who", ["stranger", "signed_in"])
def test_every_answer_carries_them(request: pytest.FixtureRequest, who: str, path: str) -> None:
    client: TestClient = request.getfixturevalue(who)

    headers = client.get(path).headers

    assert {name: headers[name] for name in FIXED} == FIXED
    assert directives(headers["content-security-policy"])["frame-ancestors"] == ["'none'"]
    assert "x-powered-by" not in headers


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/", False),
        ("/visits", False),
        ("/media/a.jpg", False),
        ("/_stcore/host-config", False),
        ("/static/js/index.js", True),
        ("/component/x/y.js", True),
        ("/_stcore/bidi-components/x/y.js", True),
    ],
)
def test_only_the_program_s_own_parts_may_stay_in_a_shared_tablet(
    signed_in: TestClient, path: str, is_kept: bool
) -> None:
    assert (signed_in.get(path).headers["cache-control"] != "no-store") is is_kept


def test_everything_a_page_loads_comes_from_here() -> None:
    policy = directives(page_policy("audit.example:8501"))

    assert policy["default-src"] == ["'self'"]
    assert policy["connect-src"] == ["'self'", "ws://audit.example:8501", "wss://audit.example:8501"]
    assert policy["script-src"] == ["'self'", "blob:"]
    assert policy["object-src"] == ["'none'"]


def test_a_host_that_is_none_does_not_get_into_the_policy() -> None:
    assert directives(page_policy("evil.example; script-src *"))["connect-src"] == ["'self'"]
    assert "*" not in page_policy("evil.example; script-src *")


def test_a_script_in_the_page_is_named_by_its_hash() -> None:
    assert directives(page_policy("", ("abc=",)))["script-src"] == ["'self'", "blob:", "'sha256-abc='"]

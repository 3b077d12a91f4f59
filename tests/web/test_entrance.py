"""The whole product as it is served: every door as a stranger, and a page whose session ends."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from starlette.routing import Route
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.insight.mirror import refresh
from casebase.ui.frame import PAGES
from casebase.web.entrance import ROUTES, lifespan
from casebase.web.gate import is_open
from casebase.web.session_cookie import COOKIE
from casebase.web.sockets import SESSION_OVER
from casebase.web.unused import is_unused
from tests.apart import apart
from tests.browser.serving import PASSWORD, ROOT, TABLET, Served, serving

# Streamlit's own doors. The test below asks Streamlit itself whether these are all.
STREAMLIT = [
    ("GET", "/_stcore/health"),
    ("GET", "/_stcore/script-health-check"),
    ("GET", "/_stcore/metrics"),
    ("GET", "/_stcore/host-config"),
    ("PUT", "/_stcore/upload_file/session/file"),
    ("DELETE", "/_stcore/upload_file/session/file"),
    ("POST", "/_stcore/agent/interact"),
    ("POST", "/_stcore/agent/mcp"),
    ("GET", "/_stcore/agent/openapi.json"),
    ("GET", "/_stcore/stream"),
    ("GET", "/_stcore/bidi-components/casebase_carrier/index.js"),
    ("GET", "/media/0123456789abcdef.jpg"),
    ("GET", "/component/streamlit.camera/index.html"),
    ("GET", "/static/js/index.js"),
    ("GET", "/app/static/logo.png"),
    ("GET", "/auth/login"),
    ("GET", "/auth/logout"),
    ("GET", "/oauth2callback"),
    ("GET", "/favicon.png"),
    ("GET", "/manifest.json"),
    ("GET", "/robots.txt"),
]
NAMED_BY_STREAMLIT = """
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes
from app import app
print(*(route.path for route in create_streamlit_routes(app._create_runtime())), sep=chr(10))
"""
ADDRESSES = ["", *(name for name, *_ in PAGES)]


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("home")) as served:
        yield served


def own_doors() -> list[tuple[str, str]]:
    """Every route of our own with each of its methods, names in the path filled in."""
    routes = [route for route in ROUTES if isinstance(route, Route)]
    paths = [(re.sub(r"{\w+(:\w+)?}", "x", route.path), route.methods or ()) for route in routes]
    return sorted((method, path) for path, methods in paths for method in methods if not is_open(path))


def ask(product: Served, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", product.port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def token_of(product: Served, role: str) -> str:
    """Sign in by the form and return the session's token."""
    connection = HTTPConnection("127.0.0.1", product.port, timeout=20)
    origin = f"http://127.0.0.1:{product.port}"
    headers = {"origin": origin, "content-type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/signin", f"login={role}&password={PASSWORD}&next=/", headers)
    answer = connection.getresponse()
    assert answer.status == 303
    return re.match(rf"{COOKIE}=([^;]+)", answer.headers["set-cookie"])[1]  # type: ignore[index]


def socket_of(product: Served) -> str:
    return f"ws://127.0.0.1:{product.port}/_stcore/stream"


def test_a_damaged_store_ends_the_start_with_one_sentence_for_whoever_started_it(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_bytes(b"garbage" * 1000)

    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"],
        cwd=ROOT,
        env=os.environ | {"CASEBASE_HOME": str(tmp_path), "CASEBASE_STORE": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 2
    assert "python -m casebase restore" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_server_that_ends_leaves_no_mirror(served: Office) -> None:
    async def serve() -> None:
        async with lifespan(None):
            refresh(served.mirror, served.store)
            assert served.mirror.path.exists()

    apart(lambda: asyncio.run(serve()))

    assert not list(served.mirror.path.parent.glob("*.duckdb*"))


def test_a_stranger_finds_every_door_closed(product: Served) -> None:
    pages = [("GET", f"/{page}") for page in ADDRESSES]

    answers = {door: ask(product, *door) for door in [*own_doors(), *STREAMLIT, *pages]}

    assert len(own_doors()) >= 10
    assert {status for status, _, _ in answers.values()} == {401}


def test_no_door_of_streamlit_s_is_left_out() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    named = subprocess.run(
        [sys.executable, "-c", NAMED_BY_STREAMLIT],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    patterns = {path: re.compile(re.sub(r"{\w+(:\w+)?}", ".+", path)) for path in named}

    tried = {path for path, pattern in patterns.items() if any(pattern.fullmatch(at) for _, at in STREAMLIT)}

    assert len(named) >= 10
    assert set(named) - tried == set()


def test_streamlit_s_doors_open_to_every_role_while_signed_in_and_to_nobody_after(product: Served) -> None:
    for role in Role:
        token = token_of(product, role)
        cookie, origin = f"{COOKIE}={token}", f"http://127.0.0.1:{product.port}"
        within = {door: ask(product, *door, cookie=cookie, origin=origin)[0] for door in STREAMLIT}
        with connect(socket_of(product), additional_headers={"cookie": cookie}, subprotocols=["streamlit"]):
            pass
        ask(product, "POST", "/signout", cookie=cookie, origin=origin)

        after = {ask(product, *door, cookie=cookie, origin=origin)[0] for door in STREAMLIT}
        with pytest.raises(InvalidStatus), connect(socket_of(product), additional_headers={"cookie": cookie}):
            pass

        assert not set(within.values()) & {401, 500}, role
        assert {status for (_, path), status in within.items() if is_unused(path)} == {404}, role
        assert after == {401}, role


def test_a_stranger_who_opens_a_page_is_sent_to_sign_in(product: Served) -> None:
    for page in ADDRESSES:
        status, headers, body = ask(product, "GET", f"/{page}", accept="text/html")

        assert (status, headers["location"], body) == (303, f"/signin?next=%2F{page}", b"")


def test_a_stranger_s_socket_is_refused_at_the_door(product: Served) -> None:
    with pytest.raises(InvalidStatus) as refused, connect(socket_of(product)):
        pass

    assert refused.value.response.status_code == 403


def test_a_socket_closes_within_five_seconds_of_signing_out(product: Served) -> None:
    token = token_of(product, "head")
    cookie, origin = f"{COOKIE}={token}", f"http://127.0.0.1:{product.port}"
    with connect(socket_of(product), additional_headers={"cookie": cookie}, subprotocols=["streamlit"]) as socket:
        status, _, _ = ask(product, "POST", "/signout", cookie=cookie, origin=origin)

        with pytest.raises(ConnectionClosed) as closed:
            while True:
                socket.recv(timeout=5)

    assert status == 303
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == SESSION_OVER


def test_the_default_page_s_name_leads_to_the_root(product: Served) -> None:
    status, headers, _ = ask(product, "GET", "/today", cookie=f"{COOKIE}={token_of(product, 'head')}")

    assert (status, headers["location"]) == (303, "/")


@pytest.mark.browser
def test_a_page_says_in_korean_that_the_session_is_over_and_leads_back(product: Served, browser: Browser) -> None:
    context = browser.new_context(viewport=TABLET, locale="ko-KR")  # type: ignore[arg-type]
    page = context.new_page()
    _sign_in_by_keyboard(page, product, "/visits")
    page.get_by_role("heading", level=1).first.wait_for(timeout=20_000)
    other = context.new_page()
    other.goto(f"{product.address}/signout")

    other.get_by_role("button", name="로그아웃").click()

    notice = page.locator("html > [role=alert]")
    notice.wait_for(timeout=15_000)
    page.wait_for_timeout(4000)  # in which Streamlit would put up its own
    assert "다시 로그인하면 작성하던 내용이 그대로 있습니다" in notice.inner_text()
    assert page.locator('[role="dialog"]').count() == 0
    notice.get_by_role("link").click()
    page.wait_for_url(f"{product.address}/signin?next=%2Fvisits")
    context.close()


def _sign_in_by_keyboard(page: Page, product: Served, wanted: str) -> None:
    page.goto(f"{product.address}{wanted}")
    page.locator("#login:focus").wait_for()  # what is typed before the browser has set the focus goes nowhere
    page.keyboard.type("head")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{product.address}{wanted}")

"""Signing in and out: plain pages that work with a keyboard, a finger and a password manager."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from casebase.casework.demo import is_empty
from casebase.casework.demo.office import PASSWORD
from casebase.casework.office import office
from casebase.casework.papers import is_demo_office
from casebase.casework.sign_in import close_session, open_session
from casebase.domain.account import ROLE_LABELS
from casebase.domain.errors import SignInRefused
from casebase.korean.text import particle
from casebase.store.settings import list_settings
from casebase.web.forms import PASSWORDS_AT_ONCE, TOO_LONG, alert, fault, local_path, typed_in
from casebase.web.plain_page import plain_page
from casebase.web.requests import SESSION_HEADER, answered, told
from casebase.web.session_cookie import with_session, without_session
from casebase.web.visitors import address_of, device_of

_FORM = """<h1>Casebase</h1>
<p>{office} 감사사건 시스템에 로그인합니다.</p>
{alert}
<form method="post" action="/signin">
<input type="hidden" name="next" value="{next}">
<label for="login">아이디</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required
 value="{login}"{login_state}>
<label for="password">비밀번호</label>
<input id="password" name="password" type="password" autocomplete="current-password" required{password_state}>
<button type="submit">로그인</button>
</form>
{provider}
{demo}"""

_PROVIDER = '<p class="after"><a class="button" href="/oidc/begin?next={next}">{name}{particle} 로그인</a></p>'

_DEMO = """<section>
<h2>시연 계정</h2>
<p>지어낸 기관의 시연용 계정입니다. 비밀번호는 모두 <code>{password}</code>입니다. 누르면 바로 로그인합니다.</p>
{buttons}
</section>"""

_DEMO_BUTTON = """<form method="post" action="/signin">
<input type="hidden" name="next" value="{next}">
<input type="hidden" name="login" value="{login}">
<input type="hidden" name="password" value="{password}">
<button class="demo" type="submit">{label} <code>{login}</code></button>
</form>"""

_FIRST_START = """<h1>Casebase</h1>
<p>아직 계정이 없습니다. 서버를 설치한 사람이 아래 명령으로 첫 관리자를 추가해야 합니다.</p>
<p><code>python -m casebase add-account <span class="whole">--login admin</span> <span class="whole">--name 이름</span>
<span class="whole">--role admin</span></code></p>
<p>추가한 뒤 이 화면을 새로 고치세요.</p>"""

_SIGN_OUT = """<h1>로그아웃</h1>
<p>이 기기에서 로그아웃합니다. 쓰던 초안은 서버에 남아 있습니다.</p>
<form method="post" action="/signout"><button type="submit" autofocus>로그아웃</button></form>
<p class="after"><a href="/">돌아가기</a></p>"""


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """What the sign-in page must know of the office."""

    has_accounts: bool
    office_name: str
    shows_demo: bool


@answered
async def show_sign_in(request: Request) -> Response:
    """GET /signin?next=: the form; who is signed in already is sent on."""
    next_path = local_path(request.query_params.get("next", "/"))
    if request.headers.get(SESSION_HEADER):
        return RedirectResponse(next_path, status_code=303)
    return await _page(next_path)


@answered
async def sign_in(request: Request) -> Response:
    """POST /signin with login, password, next: a cookie with the session's token, and on to the page wanted."""
    typed = await typed_in(request)
    if typed is None:
        return told(request, TOO_LONG, 413)
    next_path, login = local_path(typed.get("next", "/")), typed.get("login", "")
    try:
        token = await anyio.to_thread.run_sync(
            _opened,
            login,
            typed.get("password", ""),
            address_of(request),
            device_of(request),
            limiter=PASSWORDS_AT_ONCE,
        )
    except SignInRefused as refused:
        return await refused_page(refused, next_path, login)
    return await signed_in_answer(request, token, next_path)


async def signed_in_answer(request: Request, token: str, next_path: str) -> Response:
    """Return the answer that gives the browser its new session and leads on; the session before ends."""
    await _close_session_of(request)
    return with_session(RedirectResponse(next_path, status_code=303), request, token)


async def refused_page(refused: SignInRefused, next_path: str = "/", login: str = "") -> Response:
    """Return the form with what was wrong with a try."""
    if not refused.wait_seconds:
        return await _page(next_path, refusal=str(refused), login=login, status=401)
    answer = await _page(next_path, refusal=str(refused), login=login, status=429)
    answer.headers["retry-after"] = str(refused.wait_seconds)
    return answer


@answered
async def show_sign_out(request: Request) -> Response:
    """GET /signout asks once more: a link alone must not sign anybody out."""
    if not request.headers.get(SESSION_HEADER):
        return RedirectResponse("/signin", status_code=303)
    return plain_page("로그아웃", _SIGN_OUT)


@answered
async def sign_out(request: Request) -> Response:
    """POST /signout ends the session, on the server and in the browser."""
    await _close_session_of(request)
    return without_session(RedirectResponse("/signin", status_code=303), request)


ROUTES = [
    Route("/signin", show_sign_in, methods=["GET"]),
    Route("/signin", sign_in, methods=["POST"]),
    Route("/signout", show_sign_out, methods=["GET"]),
    Route("/signout", sign_out, methods=["POST"]),
]


def _opened(login: str, password: str, address: str, device: str) -> str:
    served = office()
    settings = served.configuration
    token, _ = open_session(
        served.store,
        login,
        password,
        address,
        datetime.now(UTC),
        idle_minutes=settings.session_idle_minutes,
        hours=settings.session_hours,
        device=device,
    )
    return token


async def _close_session_of(request: Request) -> None:
    if session_id := request.headers.get(SESSION_HEADER):
        await asyncio.to_thread(close_session, office().store, session_id, datetime.now(UTC))


async def _page(next_path: str, *, refusal: str = "", login: str = "", status: int = 200) -> Response:
    threshold = await asyncio.to_thread(_threshold)
    if not threshold.has_accounts:
        return plain_page("첫 시작", _FIRST_START)
    body = _FORM.format(
        office=escape(threshold.office_name),
        alert=alert(refusal),
        next=escape(next_path),
        login=escape(login),
        login_state=fault(bool(refusal)) + ("" if login else " autofocus"),
        password_state=fault(bool(refusal)) + (" autofocus" if login else ""),
        provider=_provider(next_path),
        demo=_demo(next_path) if threshold.shows_demo else "",
    )
    return plain_page("로그인", body, status)


def _threshold() -> Threshold:
    served = office()
    with served.store.reading() as con:
        settings = list_settings(con)
    names = [setting.value for setting in settings if setting.name == "office.name"]
    return Threshold(
        has_accounts=not is_empty(served.store),
        office_name=names[-1] if names else "",
        shows_demo=served.configuration.is_demo and is_demo_office(settings),
    )


def _provider(next_path: str) -> str:
    """Return the way in by a provider elsewhere: a link, since the forms of this page lead nowhere but here."""
    provider = office().configuration.oidc
    if provider is None:
        return ""
    by = particle(provider.name, "으로/로")
    return _PROVIDER.format(next=quote(next_path, safe=""), name=escape(provider.name), particle=by)


def _demo(next_path: str) -> str:
    """Return a button a role: each signs in with the demo's own password, which opens nothing else."""
    given = {"next": escape(next_path), "password": PASSWORD}
    buttons = [_DEMO_BUTTON.format(login=role.value, label=label, **given) for role, label in ROLE_LABELS.items()]
    return _DEMO.format(password=PASSWORD, buttons="\n".join(buttons))

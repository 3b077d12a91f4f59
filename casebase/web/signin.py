"""Signing in and out: plain pages that work with a keyboard, a finger and a password manager."""

import asyncio
import secrets
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from casebase.casework.demo import is_empty
from casebase.casework.demo.office import PASSWORD
from casebase.casework.office import Office, office
from casebase.casework.papers import is_demo_office
from casebase.casework.sign_in import close_session, open_session
from casebase.domain.account import ROLE_LABELS
from casebase.domain.errors import CasebaseError, SignInRefused
from casebase.store.settings import list_settings
from casebase.web.gate import COOKIE, SESSION_HEADER
from casebase.web.requests import body_within, is_same_origin

_PAGE = Template((Path(__file__).parent / "signin.html").read_text(encoding="utf-8"))
LARGEST_FORM = 10_000

_FORM = """<h1>Casebase</h1><p>{office} 감사사건 시스템에 로그인합니다.</p>{alert}
<form method="post" action="/signin">
<input type="hidden" name="next" value="{next}">
<label for="login">아이디</label>
<input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required {first}
 value="{login}">
<label for="password">비밀번호</label>
<input id="password" name="password" type="password" autocomplete="current-password" required {second}>
<button type="submit">로그인</button>
</form>{demo}"""

_FIRST_START = """<h1>Casebase</h1><p>아직 계정이 없습니다. 서버를 설치한 사람이 첫 관리자를 추가해야 합니다.</p>
<p><code>python -m casebase add-account --login admin --name 이름 --role admin</code></p>
<p>추가한 뒤 이 화면을 새로 고치세요.</p>"""

_SIGN_OUT = """<h1>로그아웃</h1><p>이 기기에서 로그아웃합니다. 쓰던 초안은 서버에 남아 있습니다.</p>
<form method="post" action="/signout"><button type="submit" autofocus>로그아웃</button></form>
<p></p><p><a href="/">돌아가기</a></p>"""


async def show_sign_in(request: Request) -> Response:
    """GET /signin."""
    if request.headers.get(SESSION_HEADER):
        return RedirectResponse(_local(request.query_params.get("next", "/")), status_code=303)
    return await _page(_local(request.query_params.get("next", "/")))


async def sign_in(request: Request) -> Response:
    """POST /signin with login, password, next."""
    if not is_same_origin(request):
        return await _page(
            "/", alert="다른 사이트에서 보낸 요청이라 받지 않았습니다. 여기서 다시 로그인하세요.", status=403
        )
    typed = await _form(request)
    next_path, login = _local(typed.get("next", "/")), typed.get("login", "")
    try:
        token = await asyncio.to_thread(_open, office(), login, typed.get("password", ""), _address(request))
    except SignInRefused as refused:
        return await _page(next_path, alert=str(refused), login=login, status=401)
    except CasebaseError as failed:
        return await _page(next_path, alert=str(failed), login=login, status=503)
    answer = RedirectResponse(next_path, status_code=303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=_is_secure(request), path="/")
    return answer


async def show_sign_out(request: Request) -> Response:
    """GET /signout asks once more: a link alone must not sign anybody out."""
    if not request.headers.get(SESSION_HEADER):
        return RedirectResponse("/signin", status_code=303)
    return _html("로그아웃", _SIGN_OUT)


async def sign_out(request: Request) -> Response:
    """POST /signout."""
    if not is_same_origin(request):
        return _html("로그아웃", _SIGN_OUT, 403)
    if session_id := request.headers.get(SESSION_HEADER):
        await asyncio.to_thread(close_session, office().store, session_id, datetime.now(UTC))
    answer = RedirectResponse("/signin", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


ROUTES = [
    Route("/signin", show_sign_in, methods=["GET"]),
    Route("/signin", sign_in, methods=["POST"]),
    Route("/signout", show_sign_out, methods=["GET"]),
    Route("/signout", sign_out, methods=["POST"]),
]


def _open(served: Office, login: str, password: str, address: str) -> str:
    configuration = served.configuration
    token, _ = open_session(
        served.store,
        login,
        password,
        address,
        datetime.now(UTC),
        idle_minutes=configuration.session_idle_minutes,
        hours=configuration.session_hours,
    )
    return token


async def _page(next_path: str, *, alert: str = "", login: str = "", status: int = 200) -> Response:
    is_first, office_name, shows_demo = await asyncio.to_thread(_state)
    if is_first:
        return _html("첫 시작", _FIRST_START)
    body = _FORM.format(
        office=escape(office_name),
        alert=f'<p role="alert">{escape(alert)}</p>' if alert else "",
        next=escape(next_path, quote=True),
        login=escape(login, quote=True),
        first="" if login else "autofocus",
        second="autofocus" if login else "",
        demo=_demo(next_path) if shows_demo else "",
    )
    return _html("로그인", body, status)


def _state() -> tuple[bool, str, bool]:
    """Return whether nobody has an account yet, the office's name, and whether demo accounts may be shown."""
    served = office()
    with served.store.reading() as con:
        settings = list_settings(con)
    names = [setting.value for setting in settings if setting.name == "office.name"]
    shows_demo = served.configuration.is_demo and is_demo_office(settings)
    return is_empty(served.store), (names[-1] if names else ""), shows_demo


def _demo(next_path: str) -> str:
    """Return a button a role: each signs in with the demo's own password, which opens nothing else."""
    buttons = "".join(
        '<form method="post" action="/signin">'
        f'<input type="hidden" name="next" value="{escape(next_path, quote=True)}">'
        f'<input type="hidden" name="login" value="{role.value}">'
        f'<input type="hidden" name="password" value="{PASSWORD}">'
        f'<button class="demo" type="submit">{label} <code>{role.value}</code></button></form>'
        for role, label in ROLE_LABELS.items()
    )
    note = f"지어낸 기관의 시연용 계정입니다. 비밀번호는 모두 <code>{PASSWORD}</code>입니다."
    return f"<section><h2>시연 계정</h2><p>{note}</p>{buttons}</section>"


def _html(title: str, body: str, status: int = 200) -> HTMLResponse:
    nonce = secrets.token_urlsafe(12)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    )
    page = _PAGE.substitute(title=title, body=body, nonce=nonce)
    return HTMLResponse(page, status_code=status, headers={"content-security-policy": policy})


async def _form(request: Request) -> dict[str, str]:
    body = await body_within(request, LARGEST_FORM) or b""
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _local(path: str) -> str:
    """Return a path of this site, or the first page: never an address elsewhere."""
    parts = urlsplit(path)
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return path if is_local and not any(ord(c) < 32 for c in path) else "/"


def _address(request: Request) -> str:
    """Return the address that tries are counted by; a proxy's word counts only where one is configured."""
    forwarded = request.headers.get("x-forwarded-for", "")
    if office().configuration.is_behind_proxy and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return request.client.host if request.client else ""


def _is_secure(request: Request) -> bool:
    forwarded = request.headers.get("x-forwarded-proto", "")
    return request.url.scheme == "https" or (office().configuration.is_behind_proxy and forwarded == "https")

"""The second factor's own page: asked for while signing in, set up, and dropped."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from casebase.casework.office import office
from casebase.casework.second_factor import (
    Offer,
    SecondFactorPage,
    drop_second_factor,
    make_offer,
    second_factor_page,
    set_second_factor,
)
from casebase.casework.sign_in import count_try, new_token, session_of_token
from casebase.casework.sign_in_codes import prove_second_factor
from casebase.domain.errors import InvalidEntry, SignInRefused
from casebase.web.forms import PASSWORDS_AT_ONCE, TOO_LONG, alert, fault, local_path, typed_in
from casebase.web.plain_page import plain_page
from casebase.web.requests import SESSION_HEADER, answered, desk_of, told
from casebase.web.session_cookie import with_session
from casebase.web.visitors import address_of

_CODE = """<label for="code">인증 앱의 6자리 코드</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required{autofocus}{fault}>"""

_PROVE = """<h1>2단계 인증</h1>
<p>휴대전화의 인증 앱에 지금 보이는 코드를 넣으면 로그인이 끝납니다.</p>
{alert}
<form method="post" action="/second-factor">
<input type="hidden" name="next" value="{next}">
{code}
<button type="submit">확인</button>
</form>
<p class="after">휴대전화를 잃어버렸거나 바꾸었으면 관리자에게 초기화를 요청하세요.
<a href="/signout">로그아웃</a></p>"""

_SET_UP = """<h1>2단계 인증 등록</h1>
<p>{why}</p>
{alert}
<ol class="steps">
<li>휴대전화에서 인증 앱(시간 기반 일회용 코드를 만드는 앱)을 열고 아래 QR 코드를 찍습니다.
<div class="qr" role="img" aria-label="인증 앱에 등록할 QR 코드">{picture}</div>
찍을 수 없으면 이 열쇠를 앱에 직접 넣습니다. <code>{secret}</code></li>
<li>앱에 보이는 코드를 넣습니다.</li>
</ol>
<form method="post" action="/second-factor">
<input type="hidden" name="next" value="{next}">
<input type="hidden" name="sealed" value="{sealed}">
{code}
<button type="submit">등록</button>
</form>
<p class="after">{way_back}</p>"""

_FREE = (
    "등록하면 로그인할 때 비밀번호 다음에 휴대전화의 코드도 넣습니다. "
    "다른 사람이 비밀번호를 알아도 들어올 수 없습니다. 등록이 끝나면 다른 기기에서 한 로그인은 끊깁니다."
)

_DROP = """<h1>2단계 인증</h1>
<p>로그인할 때 비밀번호 다음에 인증 앱의 코드를 넣고 있습니다. 해제하면 다른 기기에서 한 로그인은 모두 끊깁니다.</p>
{alert}
<form method="post" action="/second-factor/drop">
<input type="hidden" name="next" value="{next}">
<label for="password">비밀번호</label>
<input id="password" name="password" type="password" autocomplete="current-password" required{password_fault}>
{code}
<button type="submit">2단계 인증 해제</button>
</form>
<p class="after">{way_back}</p>"""

_NEEDED = """<h1>2단계 인증</h1>
<p>로그인할 때 비밀번호 다음에 인증 앱의 코드를 넣고 있습니다. 이 역할은 2단계 인증을 꼭 써야 해서 해제할 수 없습니다.
휴대전화를 바꾸려면 관리자에게 초기화를 요청하세요.</p>
<p class="after">{way_back}</p>"""


@answered
async def show_second_factor(request: Request) -> Response:
    """GET /second-factor?next=: the form for what this account and this session need."""
    return await _page(request, local_path(request.query_params.get("next", "/")))


@answered
async def send_code(request: Request) -> Response:
    """POST /second-factor with code, next, and `sealed` to set it up: another token, and on to the page wanted."""
    return await _done(request, _prove_or_set_up)


@answered
async def drop(request: Request) -> Response:
    """POST /second-factor/drop with password, code, next."""
    return await _done(request, _drop)


ROUTES = [
    Route("/second-factor", show_second_factor, methods=["GET"]),
    Route("/second-factor", send_code, methods=["POST"]),
    Route("/second-factor/drop", drop, methods=["POST"]),
]


async def _done(request: Request, step: Callable[[Request, dict[str, str]], str]) -> Response:
    """Take a step that gives the session another token, or show what was wrong."""
    typed = await typed_in(request)
    if typed is None:
        return told(request, TOO_LONG, 413)
    next_path = local_path(typed.get("next", "/"))
    try:
        token = await anyio.to_thread.run_sync(step, request, typed, limiter=PASSWORDS_AT_ONCE)
    except InvalidEntry as refused:
        return await _page(request, next_path, refused, 422, typed.get("sealed", ""))
    except SignInRefused as refused:
        status = 429 if refused.wait_seconds else 422
        return await _page(request, next_path, InvalidEntry(str(refused), "code"), status, typed.get("sealed", ""))
    return with_session(RedirectResponse(next_path, status_code=303), request, token)


def _prove_or_set_up(request: Request, typed: dict[str, str]) -> str:
    code, sealed, now = typed.get("code", ""), typed.get("sealed", ""), datetime.now(UTC)
    page = second_factor_page(desk_of(request))
    if page.has_factor:
        return prove_second_factor(
            office().store, request.headers.get(SESSION_HEADER, ""), code, address_of(request), now
        )
    count_try(office().store, page.account.login, address_of(request), now)
    token = new_token()
    set_second_factor(desk_of(request), sealed, code, session_of_token(token))
    return token


def _drop(request: Request, typed: dict[str, str]) -> str:
    page, token = second_factor_page(desk_of(request)), new_token()
    count_try(office().store, page.account.login, address_of(request), datetime.now(UTC))
    drop_second_factor(desk_of(request), typed.get("password", ""), typed.get("code", ""), session_of_token(token))
    return token


async def _page(
    request: Request, next_path: str, refused: InvalidEntry | None = None, status: int = 200, sealed: str = ""
) -> Response:
    page = await asyncio.to_thread(second_factor_page, desk_of(request))
    is_code_wrong = refused is not None and refused.field == "code"
    given = {
        "alert": alert(str(refused) if refused else ""),
        "next": escape(next_path),
        "way_back": f'<a href="{escape(next_path)}">돌아가기</a>',
        "password_fault": fault(refused is not None and refused.field == "password"),
    }
    code = _CODE.format(autofocus=" autofocus" if page.is_lacking else "", fault=fault(is_code_wrong))
    if not page.has_factor:
        offer = await asyncio.to_thread(make_offer, office().store.home, page, sealed)
        return plain_page("2단계 인증 등록", _set_up(page, offer, given, code), status)
    return plain_page("2단계 인증", _known(page, given, code), status)


def _known(page: SecondFactorPage, given: dict[str, str], code: str) -> str:
    if page.is_lacking:
        return _PROVE.format(code=code, **given)
    return _NEEDED.format(**given) if page.is_needed else _DROP.format(code=code, **given)


def _set_up(page: SecondFactorPage, offer: Offer, given: dict[str, str], code: str) -> str:
    why = "이 역할은 비밀번호 말고도 휴대전화의 코드로 로그인해야 합니다." if page.is_needed else _FREE
    ways = given | ({"way_back": '<a href="/signout">로그아웃</a>'} if page.is_lacking else {})
    return _SET_UP.format(
        why=why, picture=offer.picture, secret=escape(offer.secret), sealed=escape(offer.sealed), code=code, **ways
    )

"""Changing one's own password: on a page without Streamlit, since the session goes on under another token."""

import asyncio
from datetime import UTC, datetime
from html import escape

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from casebase.casework.accounts import change_own_password, own_password_page
from casebase.casework.office import office
from casebase.casework.passwords import SHORTEST
from casebase.casework.sign_in import count_try, new_token, session_of_token
from casebase.domain.account import Account
from casebase.domain.errors import InvalidEntry, SignInRefused
from casebase.web.forms import PASSWORDS_AT_ONCE, TOO_LONG, alert, fault, local_path, typed_in
from casebase.web.plain_page import plain_page
from casebase.web.requests import answered, desk_of, told
from casebase.web.session_cookie import with_session
from casebase.web.visitors import address_of

_FORM = """<h1>비밀번호 바꾸기</h1>
<p>{why}</p>
{alert}
<form method="post" action="/password">
<input type="hidden" name="next" value="{next}">
<label for="login">아이디</label>
<input id="login" value="{login}" autocomplete="username" readonly>
<label for="current">지금 비밀번호</label>
<input id="current" name="current" type="password" autocomplete="current-password" required autofocus{current_fault}>
<label for="new">새 비밀번호({shortest}자 이상)</label>
<input id="new" name="new" type="password" autocomplete="new-password" required minlength="{shortest}"{new_fault}>
<label for="again">새 비밀번호 다시</label>
<input id="again" name="again" type="password" autocomplete="new-password" required{new_fault}>
<button type="submit">비밀번호 바꾸기</button>
</form>
<p class="after">{way_back}</p>"""

_FORCED = "관리자가 정해 준 비밀번호입니다. 다른 사람이 모르는 비밀번호로 바꾸면 이어서 쓸 수 있습니다."
_FREE = "바꾸면 다른 기기에서 한 로그인은 모두 끊깁니다."


@answered
async def show_password(request: Request) -> Response:
    """GET /password?next=: the form."""
    return await _page(request, local_path(request.query_params.get("next", "/")))


@answered
async def change_password(request: Request) -> Response:
    """POST /password with current, new, again, next: another token, and on to the page wanted."""
    typed = await typed_in(request)
    if typed is None:
        return told(request, TOO_LONG, 413)
    next_path, token = local_path(typed.get("next", "/")), new_token()
    try:
        await anyio.to_thread.run_sync(_change, request, typed, token, limiter=PASSWORDS_AT_ONCE)
    except InvalidEntry as refused:
        return await _page(request, next_path, refused, 422)
    except SignInRefused as refused:
        return await _page(request, next_path, InvalidEntry(str(refused), "current_password"), 429)
    return with_session(RedirectResponse(next_path, status_code=303), request, token)


ROUTES = [
    Route("/password", show_password, methods=["GET"]),
    Route("/password", change_password, methods=["POST"]),
]


def _change(request: Request, typed: dict[str, str], token: str) -> None:
    account, _ = own_password_page(desk_of(request))
    if typed.get("new", "") != typed.get("again", ""):
        raise InvalidEntry("새 비밀번호를 두 번 똑같이 입력하세요.", "password")
    count_try(office().store, account.login, address_of(request), datetime.now(UTC))
    change_own_password(desk_of(request), typed.get("current", ""), typed.get("new", ""), session_of_token(token))


async def _page(request: Request, next_path: str, refused: InvalidEntry | None = None, status: int = 200) -> Response:
    account, is_forced = await asyncio.to_thread(own_password_page, desk_of(request))
    return plain_page("비밀번호 바꾸기", _form(account, is_forced, next_path, refused), status)


def _form(account: Account, is_forced: bool, next_path: str, refused: InvalidEntry | None) -> str:
    back = f'<a href="{escape(next_path)}">바꾸지 않고 돌아가기</a>'
    return _FORM.format(
        why=_FORCED if is_forced else _FREE,
        alert=alert(str(refused) if refused else ""),
        next=escape(next_path),
        login=escape(account.login),
        shortest=SHORTEST,
        current_fault=fault(refused is not None and refused.field == "current_password"),
        new_fault=fault(refused is not None and refused.field == "password"),
        way_back='<a href="/signout">로그아웃</a>' if is_forced else back,
    )

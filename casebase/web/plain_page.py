"""Pages that stand without Streamlit: sign-in, sign-out, and refusals to a person who followed a link."""

import secrets
from html import escape
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse

_PAGE = Template((Path(__file__).parent / "plain_page.html").read_text(encoding="utf-8"))


def plain_page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """Return a page whose own style is all it may load. `body` is HTML: escape what people typed."""
    nonce = secrets.token_urlsafe(12)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    )
    page = _PAGE.substitute(title=escape(title), body=body, nonce=nonce)
    return HTMLResponse(page, status_code=status, headers={"content-security-policy": policy})


def refusal_page(sentence: str, status: int) -> HTMLResponse:
    """Return a page that says why there is nothing to see, and the way back."""
    body = f'<h1>열 수 없습니다</h1><p role="alert">{escape(sentence)}</p><p><a href="/">첫 화면으로 가기</a></p>'
    return plain_page("열 수 없습니다", body, status)

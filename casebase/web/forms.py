"""Forms of the plain pages: what was typed into one, where it leads, and what it says is wrong."""

import re
from html import escape
from urllib.parse import parse_qsl

import anyio
from starlette.requests import Request

from casebase.web.requests import body_within

LARGEST = 10_000
# Each check of a password takes 64 MB for a moment; what comes in a crowd waits here, and nobody else with it.
PASSWORDS_AT_ONCE = anyio.CapacityLimiter(2)
TOO_LONG = "입력한 내용이 너무 깁니다. 다시 확인하세요."

_LOCAL_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]{0,2000}")


async def typed_in(request: Request) -> dict[str, str] | None:
    """Return a form's fields by name, None for one too long to be ours."""
    body = await body_within(request, LARGEST)
    return None if body is None else dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def local_path(path: str) -> str:
    """Return a path of this site, or the first page: never an address elsewhere."""
    return path if _LOCAL_PATH.fullmatch(path) else "/"


def alert(sentence: str) -> str:
    """Return the sentence that a form's fields are described by, as HTML; nothing for none."""
    return f'<p id="alert" role="alert">{escape(sentence)}</p>' if sentence else ""


def fault(is_at_fault: bool) -> str:
    """Return the attributes of a field that a form's sentence is about."""
    return ' aria-invalid="true" aria-describedby="alert"' if is_at_fault else ""

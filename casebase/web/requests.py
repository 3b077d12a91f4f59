"""What every route does: the desk of who asks, the same-origin check, errors as Korean sentences."""

import functools
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response

from casebase.casework.desk import Desk
from casebase.casework.office import office
from casebase.domain.errors import (
    CasebaseError,
    DisposedOf,
    FileRefused,
    NotFound,
    NotPermitted,
    SignedOut,
    SignInUnfinished,
    StorageDamaged,
    StorageFull,
    StorageUnreachable,
)
from casebase.web.plain_page import refusal_page

LOG = logging.getLogger("casebase")

SESSION_HEADER = "x-casebase-session"
# A browser that is not heard to the end takes the answer for a broken line and sends it all again.
MOST_DISCARDED = 100 * 1024 * 1024
SHOWN_INLINE = ("image/jpeg", "image/png", "image/webp", "application/pdf", "text/plain")

_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_STATUS: tuple[tuple[type[CasebaseError], int], ...] = (
    (SignedOut, 401),
    (SignInUnfinished, 403),
    (NotPermitted, 403),
    (NotFound, 404),
    (DisposedOf, 410),
    (FileRefused, 415),
    (StorageFull, 507),
    (StorageUnreachable, 503),
    (StorageDamaged, 503),
)

Route = Callable[[Request], Awaitable[Response]]


def desk_of(request: Request) -> Desk:
    """Return the desk of the session that the gate let in."""
    served = office()
    return Desk(
        store=served.store,
        session_id=request.headers.get(SESSION_HEADER, ""),
        now=datetime.now(UTC),
        public_url=served.configuration.public_url,
        signer=served.signer,
    )


def sent_id(text: str, what: str) -> str:
    """Return an id as a browser sent it. Raises: NotFound for what no id can be."""
    if not _ID.fullmatch(text):
        raise NotFound(what)
    return text


def is_same_origin(request: Request) -> bool:
    """Say whether a request that changes something was sent by one of our own pages.

    Browsers tell it by sec-fetch-site, on plain HTTP by the origin alone; what tells neither is no browser of ours.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def is_navigation(connection: HTTPConnection) -> bool:
    """Say whether a person opened an address, so that the answer is a page and not data."""
    is_reading = connection.scope.get("method") in {"GET", "HEAD"}
    return is_reading and "text/html" in connection.headers.get("accept", "")


def answered(route: Route) -> Route:
    """Make a route answer what it refuses with a sentence, and what nobody foresaw with a number to report."""

    @functools.wraps(route)
    async def guarded(request: Request) -> Response:
        if request.method not in {"GET", "HEAD"} and not is_same_origin(request):
            return told(request, "다른 사이트에서 보낸 요청이라 받지 않았습니다. 이 사이트의 화면에서 하세요.", 403)
        try:
            return await route(request)
        except CasebaseError as refused:
            return told(request, str(refused), status_of(refused))
        except Exception as failure:
            return told(request, _unforeseen(failure), 500)

    return guarded


def status_of(refused: CasebaseError) -> int:
    """Return the HTTP status of an error a person can act on."""
    return next((status for kind, status in _STATUS if isinstance(refused, kind)), 422)


def told(request: HTTPConnection, message: str, status: int) -> Response:
    """Return a sentence: as a page to a person who opened an address, else as {"message"}."""
    if is_navigation(request):
        return refusal_page(message, status)
    return JSONResponse({"message": message}, status_code=status)


async def body_within(request: Request, most: int) -> bytes | None:
    """Return the body, None if it is longer than `most` bytes; the rest is then read and thrown away."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size <= most:
            parts.append(part)
        elif size > most + MOST_DISCARDED:
            break
        else:
            parts.clear()
    return b"".join(parts) if size <= most else None


def file_answer(content: bytes, media_type: str, name: str) -> Response:
    """Return a file: shown where a browser can show it and run nothing of it, else as a download."""
    way = "inline" if media_type.startswith(SHOWN_INLINE) else "attachment"
    headers = {"content-disposition": f"{way}; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, headers={**headers, "content-type": media_type})


def _unforeseen(failure: Exception) -> str:
    code = secrets.token_hex(4)
    LOG.error("unforeseen error %s", code, exc_info=failure)
    return f"예상하지 못한 오류가 났습니다(오류 번호 {code}). 되풀이되면 이 번호를 관리자에게 알리세요."

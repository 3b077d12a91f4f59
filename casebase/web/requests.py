"""What every route does: the desk of who asks, the same-origin check, errors as Korean sentences."""

import functools
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from casebase.casework.desk import Desk
from casebase.casework.office import office
from casebase.domain.errors import (
    CasebaseError,
    FileRefused,
    NotFound,
    NotPermitted,
    SignedOut,
    StorageFull,
    StorageUnreachable,
)
from casebase.web.gate import SESSION_HEADER

LOG = logging.getLogger("casebase")

_STATUS: tuple[tuple[type[CasebaseError], int], ...] = (
    (SignedOut, 401),
    (NotPermitted, 403),
    (NotFound, 404),
    (FileRefused, 415),
    (StorageFull, 507),
    (StorageUnreachable, 503),
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
    )


def is_same_origin(request: Request) -> bool:
    """Say whether a request that changes something was sent by one of our own pages."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def answered(route: Route) -> Route:
    """Make a route answer what it refuses with a sentence, and what nobody foresaw with a number to report."""

    @functools.wraps(route)
    async def guarded(request: Request) -> Response:
        if request.method not in {"GET", "HEAD"} and not is_same_origin(request):
            return told("다른 사이트에서 보낸 요청이라 받지 않았습니다.", 403)
        try:
            return await route(request)
        except CasebaseError as refused:
            status = next((code for kind, code in _STATUS if isinstance(refused, kind)), 422)
            return told(str(refused), status)
        except Exception as failure:
            return _unforeseen(failure)

    return guarded


def told(message: str, status: int) -> JSONResponse:
    return JSONResponse({"message": message}, status_code=status)


async def body_within(request: Request, most: int) -> bytes | None:
    """Return the body, or None as soon as it grows beyond `most` bytes."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            return None
        parts.append(part)
    return b"".join(parts)


def _unforeseen(failure: Exception) -> Response:
    code = secrets.token_hex(4)
    LOG.error("unforeseen error %s", code, exc_info=failure)
    return told(f"예상하지 못한 오류가 났습니다(오류 번호 {code}). 되풀이되면 이 번호를 관리자에게 알리세요.", 500)

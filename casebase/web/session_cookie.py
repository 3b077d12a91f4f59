"""The cookie that holds a session's token, and nothing else of anybody."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from casebase.casework.office import office
from casebase.web.visitors import is_secure

COOKIE = "casebase_session"


def with_session(answer: Response, request: HTTPConnection, token: str) -> Response:
    """Give the browser the token of its session."""
    hours = office().configuration.session_hours
    answer.set_cookie(
        COOKIE, token, max_age=hours * 3600, path="/", secure=is_secure(request), httponly=True, samesite="lax"
    )
    return answer


def without_session(answer: Response, request: HTTPConnection) -> Response:
    """Take the token away from the browser."""
    answer.delete_cookie(COOKIE, path="/", secure=is_secure(request), httponly=True, samesite="lax")
    return answer

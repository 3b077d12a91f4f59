"""Everything the entrance puts around the pages: the middleware, outermost first, and the routes of our own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from casebase.casework.office import office
from casebase.insight.search.following import stop_following
from casebase.web import drafts, exports, files, health, newest, papers, precedents, signin
from casebase.web.gate import Gate
from casebase.web.headers import SecurityHeaders
from casebase.web.language import KoreanPage

MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(KoreanPage), Middleware(Gate)]


async def first_page(request: Request) -> Response:  # noqa: ARG001 - the shape of a route
    """Streamlit serves the default page at the root only; its name leads there."""
    return RedirectResponse("/", status_code=303)


ROUTES = [
    *signin.ROUTES,
    *health.ROUTES,
    *drafts.ROUTES,
    *precedents.ROUTES,
    *files.ROUTES,
    *papers.ROUTES,
    *exports.ROUTES,
    *newest.ROUTES,
    Route("/today", first_page, methods=["GET"]),
]


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Open the office before the first request, so that a wrong setting stops the start and says why."""
    served = office()
    yield
    stop_following(served.mirror)
    served.store.close()

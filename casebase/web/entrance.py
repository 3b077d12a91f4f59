"""Everything the entrance puts around the pages: the middleware, outermost first, and the open and own routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.middleware import Middleware

from casebase.casework.office import office
from casebase.web import drafts, health, papers, signin
from casebase.web.gate import Gate
from casebase.web.headers import Korean, SecurityHeaders

MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(Korean), Middleware(Gate)]
ROUTES = [*signin.ROUTES, *health.ROUTES, *drafts.ROUTES, *papers.ROUTES]


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Open the office before the first request, so that a wrong setting stops the start and says why."""
    office()
    yield

"""Everything the entrance puts around the pages: the middleware, outermost first, and the routes of our own."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from casebase.casework.office import Office, office
from casebase.domain.errors import CasebaseError
from casebase.insight.search.following import stop_following
from casebase.web import (
    drafts,
    drawing,
    exports,
    files,
    health,
    newest,
    oidc,
    papers,
    password,
    precedents,
    second_factor,
    signin,
    verify,
)
from casebase.web.backup_schedule import follow_schedule
from casebase.web.day_end import follow_days
from casebase.web.gate import Gate
from casebase.web.headers import SecurityHeaders
from casebase.web.language import KoreanPage
from casebase.web.unused import UnusedDoors

MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(KoreanPage), Middleware(Gate), Middleware(UnusedDoors)]


async def first_page(request: Request) -> Response:  # noqa: ARG001 - the shape of a route
    """Streamlit serves the default page at the root only; its name leads there."""
    return RedirectResponse("/", status_code=303)


ROUTES = [
    *signin.ROUTES,
    *password.ROUTES,
    *second_factor.ROUTES,
    *oidc.ROUTES,
    *health.ROUTES,
    *drafts.ROUTES,
    *precedents.ROUTES,
    *files.ROUTES,
    *papers.ROUTES,
    *exports.ROUTES,
    *newest.ROUTES,
    *verify.ROUTES,
    *drawing.ROUTES,
    Route("/today", first_page, methods=["GET"]),
]


def _opened() -> Office:
    """Open the office, or end the program with the sentence that says why not.

    Whatever a lifespan raises, Starlette tells as a traceback, in which the sentence is lost.
    """
    try:
        return office()
    except CasebaseError as refused:
        sys.stderr.write(f"{refused}\n")
        sys.stderr.flush()
        os._exit(2)


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Open the office before the first request, so that a wrong setting stops the start and says why.

    At the end nothing is left of the mirror: what is disposed of later must not lie on in it.
    """
    served = _opened()
    stop_backups, stop_days = follow_schedule(served), follow_days(served)
    yield
    stop_backups()
    stop_days()
    stop_following(served.mirror)
    served.mirror.remove()
    served.store.close()

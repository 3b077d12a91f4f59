"""GET /api/newest: how far the record has come, for pages that follow what others do."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from casebase.casework.counts import newest_event
from casebase.web.requests import answered, desk_of


@answered
async def show_newest(request: Request) -> Response:
    """Answer {"seq": number of the newest event}."""
    seq, _ = await asyncio.to_thread(newest_event, desk_of(request))
    return JSONResponse({"seq": seq}, headers={"cache-control": "no-store"})


ROUTES = [Route("/api/newest", show_newest, methods=["GET"])]

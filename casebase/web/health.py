"""GET /healthz: is the store reachable, and is its schema the one this program knows?"""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from casebase.casework.office import office
from casebase.domain.errors import CasebaseError
from casebase.store.migrate import latest_migration, newest_known


async def show_health(request: Request) -> Response:  # noqa: ARG001 - the shape of a route
    """Answer 200 when all is well, 503 when not; tells no secret."""
    try:
        health = await asyncio.to_thread(_health)
    except CasebaseError:
        health = {"ok": False, "store": "unreachable"}
    return JSONResponse(health, status_code=200 if health["ok"] else 503)


ROUTES = [Route("/healthz", show_health, methods=["GET"])]


def _health() -> dict[str, object]:
    store = office().store
    known = newest_known(store.engine.kind)
    with store.reading() as con:
        applied = latest_migration(con)
    return {"ok": applied == known, "store": "reachable", "schema_version": applied, "newest_known": known}

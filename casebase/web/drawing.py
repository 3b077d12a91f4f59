"""GET /api/drawing/<version>.js: the script that draws figures, kept by browsers until Plotly is another one."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from casebase.charts import script


async def send_script(request: Request) -> Response:
    """Answer the script, packed for whoever takes it so."""
    headers = {"cache-control": "private, max-age=31536000, immutable", "vary": "accept-encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(await asyncio.to_thread(script.drawing_script), media_type="text/javascript", headers=headers)
    packed = await asyncio.to_thread(script.packed_drawing_script)
    return Response(packed, media_type="text/javascript", headers={**headers, "content-encoding": "gzip"})


ROUTES = [Route(script.ADDRESS, send_script, methods=["GET"])]

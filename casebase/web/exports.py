"""Lists taken out as files, for who may see them."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from casebase.casework.desk import Desk
from casebase.casework.exports import export_of, format_of, wanted_of, write_export
from casebase.casework.office import office
from casebase.sheets.writing import MEDIA_TYPES, Format
from casebase.web.requests import answered, desk_of

_PIECE = 256 * 1024


@answered
async def show_export(request: Request) -> Response:
    """GET /api/exports/{what}.{format}?...: all of a list by its own filters, named as the fields of its filter are."""
    what, format = request.path_params["what"], format_of(request.path_params["format"])
    export, desk = export_of(what), desk_of(request)
    wanted = wanted_of(export, request.query_params)
    file = await asyncio.to_thread(_written, desk, what, format, wanted)
    name = quote(f"{export.title}_{desk.today}.{format}", safe="")
    size = file.seek(0, 2)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{name}",
        "content-length": str(size),
        "cache-control": "no-store",
    }
    return StreamingResponse(_pieces(file), media_type=MEDIA_TYPES[format], headers=headers)


ROUTES = [Route("/api/exports/{what:str}.{format:str}", show_export, methods=["GET"])]


def _written(desk: Desk, what: str, format: Format, wanted: object) -> BinaryIO:
    """Return an open file that has no name any more: it is gone when it is closed, however the sending ends."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / what
        write_export(desk, office().mirror, what, format, wanted, path)
        return path.open("rb")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece

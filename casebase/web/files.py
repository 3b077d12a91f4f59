"""The files that pages bring to a draft: photos, evidence, statements."""

import asyncio
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from casebase.casework.intake_files import LARGEST, file_of_draft, keep_file, remove_file, too_large
from casebase.web.requests import answered, body_within, desk_of, file_answer, sent_id, told


@answered
async def add_file(request: Request) -> Response:
    """POST /api/files?draft=&name=&role=&key= with the file as body -> what was kept of it."""
    asked, draft_id = request.query_params, _draft_of(request)
    content = await body_within(request, LARGEST)
    if content is None:
        length = request.headers.get("content-length", "")
        return told(request, too_large(int(length) if length.isdigit() else LARGEST), 413)
    name, role, key = asked.get("name", ""), asked.get("role", ""), asked.get("key", "")
    kept = await asyncio.to_thread(keep_file, desk_of(request), draft_id, key, name, role, content)
    return JSONResponse(asdict(kept))


@answered
async def drop_file(request: Request) -> Response:
    """DELETE /api/files?draft=&key= takes a file out of a draft again."""
    key = request.query_params.get("key", "")
    await asyncio.to_thread(remove_file, desk_of(request), _draft_of(request), key)
    return JSONResponse({"ok": key})


@answered
async def show_file(request: Request) -> Response:
    """GET /api/files/{sha256}?draft= serves a file of one's own draft."""
    sha256 = request.path_params["sha256"]
    kept, content = await asyncio.to_thread(file_of_draft, desk_of(request), _draft_of(request), sha256)
    return file_answer(content, kept.media_type, kept.name)


ROUTES = [
    Route("/api/files", add_file, methods=["POST"]),
    Route("/api/files", drop_file, methods=["DELETE"]),
    Route("/api/files/{sha256}", show_file, methods=["GET"]),
]


def _draft_of(request: Request) -> str:
    return sent_id(request.query_params.get("draft", ""), "작성하던 초안을")

"""What pages post while people type, and the files they hand in."""

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from casebase.casework import drafts, intake_files
from casebase.domain.draft import TypedField
from casebase.web.requests import answered, body_within, desk_of, told

LARGEST_POST = 2 * 1024 * 1024
ROLES = {"photo", "evidence", "statement"}


@answered
async def keep_typed(request: Request) -> Response:
    """POST /api/drafts {"draft": id, "fields": {name: {"v": text, "s": sequence}}} -> {"ok": {name: sequence}}."""
    body = await body_within(request, LARGEST_POST)
    if body is None:
        return told("한꺼번에 저장하기에는 너무 깁니다. 글을 나누어 입력하세요.", 413)
    posted = _posted(body)
    if posted is None:
        return told("저장할 내용을 읽을 수 없습니다. 화면을 새로 고치세요.", 400)
    draft_id, fields = posted
    kept = await asyncio.to_thread(drafts.keep_fields, desk_of(request), draft_id, fields)
    return JSONResponse({"ok": kept})


@answered
async def show_draft(request: Request) -> Response:
    """GET /api/drafts/{id} -> {"fields": {name: {"v": text, "s": sequence}}}."""
    draft = await asyncio.to_thread(drafts.fetch_draft, desk_of(request), request.path_params["draft"])
    fields = {name: {"v": value, "s": draft.sequences.get(name, 0)} for name, value in draft.fields.items()}
    return JSONResponse({"fields": fields})


@answered
async def keep_file(request: Request) -> Response:
    """POST /api/files?draft=&name=&role=&key= with the file as body; DELETE takes it out again."""
    asked = request.query_params
    draft_id, key = asked.get("draft", ""), asked.get("key", "")
    if request.method == "DELETE":
        await asyncio.to_thread(intake_files.remove_file, desk_of(request), draft_id, key)
        return JSONResponse({"ok": key})
    if asked.get("role") not in ROLES:
        return told("파일의 쓰임을 알 수 없습니다. 화면을 새로 고치세요.", 400)
    content = await body_within(request, intake_files.LARGEST)
    if content is None:
        size = int(request.headers.get("content-length", "0") or 0)
        return told(intake_files.too_large(max(size, intake_files.LARGEST)), 413)
    name, role = asked.get("name", ""), asked["role"]
    kept = await asyncio.to_thread(intake_files.keep_file, desk_of(request), draft_id, key, name, role, content)
    return JSONResponse(
        {
            "sha256": kept.sha256,
            "name": kept.name,
            "media_type": kept.media_type,
            "size": kept.size,
            "key": kept.key,
        }
    )


@answered
async def show_file(request: Request) -> Response:
    """GET /api/files/{sha256}?draft= serves a file of one's own draft."""
    draft_id, sha256 = request.query_params.get("draft", ""), request.path_params["sha256"]
    kept, content = await asyncio.to_thread(intake_files.file_of_draft, desk_of(request), draft_id, sha256)
    return Response(content, media_type=kept.media_type)


ROUTES = [
    Route("/api/drafts", keep_typed, methods=["POST"]),
    Route("/api/drafts/{draft}", show_draft, methods=["GET"]),
    Route("/api/files", keep_file, methods=["POST", "DELETE"]),
    Route("/api/files/{sha256}", show_file, methods=["GET"]),
]


def _posted(body: bytes) -> tuple[str, list[TypedField]] | None:
    """Return the draft and its fields, None if the body is of another shape."""
    try:
        posted: Any = json.loads(body)
        fields = [
            TypedField(key=str(name), value=str(field["v"]), sequence=int(field["s"]))
            for name, field in posted["fields"].items()
        ]
        return str(posted["draft"]), fields
    except (ValueError, KeyError, TypeError, AttributeError):
        return None

"""What pages post while people type."""

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from casebase.casework.drafts import fetch_draft, keep_fields
from casebase.domain.draft import TypedField
from casebase.web.requests import answered, body_within, desk_of, sent_id, told

LARGEST_POST = 2 * 1024 * 1024
LAST_SEQUENCE = 2**53 - 1  # the largest whole number a browser can count to
_WHAT = "작성하던 초안을"


@answered
async def keep_typed(request: Request) -> Response:
    """POST /api/drafts {"draft": id, "fields": {name: {"v": text, "s": sequence}}} -> {"ok": {name: sequence}}.

    The answer tells the sequence kept for each field, which is larger than the one sent if another device was faster.
    """
    body = await body_within(request, LARGEST_POST)
    if body is None:
        return told(request, "한꺼번에 저장하기에는 너무 깁니다. 글을 나누어 입력하세요.", 413)
    posted = _posted(body)
    if posted is None:
        return told(request, "저장할 내용을 읽을 수 없습니다. 화면을 새로 고치세요.", 400)
    draft_id, fields = posted
    kept = await asyncio.to_thread(keep_fields, desk_of(request), sent_id(draft_id, _WHAT), fields)
    return JSONResponse({"ok": kept})


@answered
async def show_draft(request: Request) -> Response:
    """GET /api/drafts/{id} -> {"fields": {name: {"v": text, "s": sequence}}}."""
    draft_id = sent_id(request.path_params["draft"], _WHAT)
    draft = await asyncio.to_thread(fetch_draft, desk_of(request), draft_id)
    fields = {name: {"v": value, "s": draft.sequences[name]} for name, value in draft.fields.items()}
    return JSONResponse({"fields": fields})


ROUTES = [
    Route("/api/drafts", keep_typed, methods=["POST"]),
    Route("/api/drafts/{draft}", show_draft, methods=["GET"]),
]


def _posted(body: bytes) -> tuple[str, list[TypedField]] | None:
    """Return the draft and its fields, None if the body is of another shape."""
    try:
        posted: Any = json.loads(body)
        fields = [_typed_field(name, field) for name, field in posted["fields"].items()]
        return str(posted["draft"]), fields
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _typed_field(name: str, field: Any) -> TypedField:
    value, sequence = field["v"], field["s"]
    if type(value) is not str or type(sequence) is not int or not 0 < sequence <= LAST_SEQUENCE:
        raise TypeError(f"the field {name} is not what a page sends")
    return TypedField(key=name, value=value, sequence=sequence)

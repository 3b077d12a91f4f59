"""Similar precedents, asked for by a page while somebody types."""

import asyncio
import json
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from casebase.casework.precedent_search import Hit, similar
from casebase.web.requests import answered, body_within, desk_of, told

LARGEST_POST = 512 * 1024
_SHOWN = ("title", "outcome", "year", "number", "why", "changed", "href")


@answered
async def show_similar(request: Request) -> Response:
    """POST /api/precedents/similar {"text", "field"} -> {"hits": [{"title", "outcome", ..., "why": [..], "href"}]}."""
    body = await body_within(request, LARGEST_POST)
    if body is None:
        return told(request, "비슷한 사례를 찾기에는 글이 너무 깁니다.", 413)
    asked = _asked(body)
    if asked is None:
        return told(request, "찾을 내용을 읽을 수 없습니다. 화면을 새로 고치세요.", 400)
    hits = await asyncio.to_thread(similar, desk_of(request), *asked)
    return JSONResponse({"hits": [_shown(hit) for hit in hits]})


ROUTES = [Route("/api/precedents/similar", show_similar, methods=["POST"])]


def _shown(hit: Hit) -> dict[str, object]:
    facts = asdict(hit)
    return {name: facts[name] for name in _SHOWN}


def _asked(body: bytes) -> tuple[str, str] | None:
    """Return the text and the field, None if the body is of another shape."""
    try:
        posted: Any = json.loads(body)
        text, field = posted["text"], posted.get("field", "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return (text, field) if isinstance(text, str) and isinstance(field, str) else None

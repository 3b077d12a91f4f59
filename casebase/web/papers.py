"""Issued papers and kept files, for who may see them."""

import asyncio
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from casebase.casework import review_views, visit_views
from casebase.casework.desk import Desk
from casebase.domain.document import Attachment, Document
from casebase.domain.errors import NotFound, NotPermitted
from casebase.web.requests import answered, desk_of

T = TypeVar("T")

SHOWN_INLINE = {"image/jpeg", "image/png"}


@answered
async def show_paper(request: Request) -> Response:
    """GET /papers/{number}: the very bytes that were issued."""
    number = request.path_params["number"]
    document, content = await asyncio.to_thread(_paper, desk_of(request), number)
    headers = {"content-disposition": f"inline; filename*=UTF-8''{quote(document.number)}.pdf"}
    return Response(content, media_type="application/pdf", headers=headers)


@answered
async def show_attachment(request: Request) -> Response:
    """GET /files/{id}: pictures in the page, everything else as a download."""
    file, content = await asyncio.to_thread(_attachment, desk_of(request), request.path_params["file"])
    way = "inline" if file.media_type in SHOWN_INLINE else "attachment"
    headers = {"content-disposition": f"{way}; filename*=UTF-8''{quote(file.name)}"}
    return Response(content, media_type=file.media_type, headers=headers)


ROUTES = [
    Route("/papers/{number}", show_paper, methods=["GET"]),
    Route("/files/{file}", show_attachment, methods=["GET"]),
]


def _paper(desk: Desk, number: str) -> tuple[Document, bytes]:
    try:
        return visit_views.visit_paper(desk, number)
    except (NotFound, NotPermitted):
        return _or_not_found(lambda: review_views.review_document(desk, number), "문서를")


def _attachment(desk: Desk, attachment_id: str) -> tuple[Attachment, bytes]:
    try:
        return visit_views.visit_photo(desk, attachment_id)
    except (NotFound, NotPermitted):
        return _or_not_found(lambda: review_views.review_file(desk, attachment_id), "파일을")


def _or_not_found(find: Callable[[], T], what: str) -> T:
    """A role that may see none of them gets the same answer as for one that does not exist."""
    try:
        return find()
    except NotPermitted:
        raise NotFound(what) from None

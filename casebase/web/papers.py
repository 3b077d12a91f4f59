"""Issued papers and the files of finished things, for who may see them."""

import asyncio
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from casebase.casework import (
    advice_views,
    board,
    consultation_views,
    disposals,
    meeting_views,
    review_views,
    visit_views,
)
from casebase.casework.desk import Desk
from casebase.domain.document import Attachment, Document
from casebase.domain.errors import NotFound, NotPermitted
from casebase.web.requests import answered, desk_of, file_answer, sent_id

T = TypeVar("T")

_SERIAL = re.compile(r"[1-9]\d?")

PaperLook = Callable[[Desk, str, int], tuple[Document, bytes]]
FileLook = Callable[[Desk, str], tuple[Attachment, bytes]]


@answered
async def show_paper(request: Request) -> Response:
    """GET /papers/{number}: the very bytes that were issued; ?revision=1 before they were signed once more."""
    revision = _revision(request.query_params.get("revision", ""))
    looks: tuple[PaperLook, ...] = (
        visit_views.visit_paper,
        consultation_views.consultation_document,
        review_views.review_document,
        advice_views.advice_document,
        meeting_views.meeting_document,
        disposals.disposal_document,
    )
    asked = [partial(_revised, look, revision) for look in looks]
    document, content = await asyncio.to_thread(
        _first_found, asked, desk_of(request), request.path_params["number"], "문서를"
    )
    return file_answer(content, "application/pdf", f"{document.number}.pdf")


@answered
async def show_attachment(request: Request) -> Response:
    """GET /files/{id}: a photo, evidence, a file of a post; ?advice={id} as a request showed it to the panel."""
    file_id = sent_id(request.path_params["file"], "파일을")
    asked = request.query_params.get("advice", "")
    looks: tuple[FileLook, ...] = (
        (partial(_shown_with, sent_id(asked, "파일을")),)
        if asked
        else (visit_views.visit_photo, consultation_views.consultation_file, review_views.review_file, board.post_file)
    )
    file, content = await asyncio.to_thread(_first_found, looks, desk_of(request), file_id, "파일을")
    return file_answer(content, file.media_type, file.name)


ROUTES = [
    Route("/papers/{number}", show_paper, methods=["GET"]),
    Route("/files/{file}", show_attachment, methods=["GET"]),
]


def _revision(text: str) -> int:
    """Return which revision is asked for, 0 for the newest. Raises: NotFound for what none can be."""
    if not text:
        return 0
    if not _SERIAL.fullmatch(text):
        raise NotFound("문서를")
    return int(text)


def _revised(look: PaperLook, revision: int, desk: Desk, number: str) -> tuple[Document, bytes]:
    return look(desk, number, revision)


def _shown_with(request_id: str, desk: Desk, file_id: str) -> tuple[Attachment, bytes]:
    return advice_views.advice_file(desk, request_id, file_id)


def _first_found(looks: Sequence[Callable[[Desk, str], T]], desk: Desk, wanted: str, what: str) -> T:
    """Ask each kind of thing in turn; a role that may see none gets the answer for one that does not exist."""
    for look in looks:
        try:
            return look(desk, wanted)
        except (NotFound, NotPermitted):
            continue
    raise NotFound(what)

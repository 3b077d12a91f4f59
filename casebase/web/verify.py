"""/verify: anybody checks a paper here, by number or by file, without signing in; nothing is kept of it."""

from collections import Counter as Tally
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import anyio
from anyio.to_thread import run_sync
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from casebase.casework.office import office
from casebase.casework.verification import Register, StoreRegister, verify_file, verify_number
from casebase.web.rates import RateLimit
from casebase.web.requests import answered, body_within
from casebase.web.verify_page import forms_page, verdict_page
from casebase.web.visitors import counted_address

LARGEST_FILE = 20 * 1024 * 1024
ROOM_FOR_FORM = 10_000  # what the form's own lines take around the file
UPLOADS_AT_ONCE = 8  # each is held in memory whole
UPLOADS_OF_ONE = 2  # at once from one address, so that nobody holds all places
CHECKS_AT_ONCE = 2
SECONDS_TO_UPLOAD = 120
PER_MINUTE = 30


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Where papers are handed in to be checked: against what, and how much at once."""

    register: Callable[[], Register]
    is_behind_proxy: Callable[[], bool]
    rate: RateLimit = field(default_factory=lambda: RateLimit(PER_MINUTE))
    uploads: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(UPLOADS_AT_ONCE))
    uploading: Tally[str] = field(default_factory=Tally)  # open uploads by address
    checks: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(CHECKS_AT_ONCE))

    @contextmanager
    def place_for(self, address: str) -> Iterator[None]:
        """Hold a place for an upload. Raises: anyio.WouldBlock where all are taken, or an address has its share."""
        if self.uploading[address] >= UPLOADS_OF_ONE:
            raise anyio.WouldBlock
        upload = object()
        self.uploads.acquire_on_behalf_of_nowait(upload)
        self.uploading[address] += 1
        try:
            yield
        finally:
            self.uploading[address] -= 1
            if not self.uploading[address]:
                del self.uploading[address]
            self.uploads.release_on_behalf_of(upload)


def verification_routes(counter: Counter) -> list[Route]:
    """Return the routes of one counter. They set no cookie and keep no session."""
    return [
        Route("/verify", answered(partial(_show_forms, counter)), methods=["GET"]),
        Route("/verify/file", answered(partial(_check_file, counter)), methods=["POST"]),
        Route("/verify/{number}", answered(partial(_check_code, counter)), methods=["GET"]),
    ]


async def _show_forms(counter: Counter, request: Request) -> Response:
    """GET /verify: the forms; with number and h, what stands behind them."""
    number, digits = request.query_params.get("number", ""), request.query_params.get("h", "")
    if number and digits:
        return await _by_number(counter, request, number, digits)
    return forms_page(made_at=(await _register(counter)).made_at, number=number, digits=digits)


async def _check_code(counter: Counter, request: Request) -> Response:
    """GET /verify/{number}?h=: what a QR code leads to."""
    return await _by_number(counter, request, request.path_params["number"], request.query_params.get("h", ""))


async def _check_file(counter: Counter, request: Request) -> Response:
    """POST /verify/file: the bytes stay in memory, and only until the answer."""
    if refused := _too_often(counter, request):
        return refused
    try:
        with counter.place_for(_address(counter, request)):
            return await _file_checked(counter, request)
    except anyio.WouldBlock:
        return _wait("지금 확인하는 파일이 많습니다. 잠시 뒤에 다시 하세요.", 503, 10)


async def _file_checked(counter: Counter, request: Request) -> Response:
    try:
        with anyio.fail_after(SECONDS_TO_UPLOAD):
            content = await _sent_file(request)
    except TimeoutError:
        return forms_page(alert="파일이 너무 천천히 와서 그만두었습니다. 연결을 확인하고 다시 올리세요.", status=408)
    if not content:
        return forms_page(alert="확인할 PDF 파일을 고르세요.", status=422)
    if len(content) > LARGEST_FILE:
        return forms_page(alert="20 MB보다 큰 파일은 확인할 수 없습니다. 발급된 PDF 파일인지 보세요.", status=413)
    register = await _register(counter)
    verdict = await run_sync(verify_file, register, content, limiter=counter.checks)
    return verdict_page(verdict, is_file=True, made_at=register.made_at)


async def _by_number(counter: Counter, request: Request, number: str, digits: str) -> Response:
    if refused := _too_often(counter, request):
        return refused
    register = await _register(counter)
    verdict = await run_sync(verify_number, register, number, digits, limiter=counter.checks)
    return verdict_page(verdict, is_file=False, made_at=register.made_at)


async def _register(counter: Counter) -> Register:
    return await run_sync(counter.register)


async def _sent_file(request: Request) -> bytes:
    """Return the file of the form, longer than LARGEST_FILE if it is too large, empty if there is none."""
    body = await body_within(request, LARGEST_FILE + ROOM_FOR_FORM)
    if body is None:
        return bytes(LARGEST_FILE + 1)
    parser = MultiPartParser(request.headers, _once(body), max_files=1, max_fields=10)
    parser.spool_max_size = len(body) + 1  # larger parts would go to a file on disk
    try:
        sent = (await parser.parse()).get("file")
    except (MultiPartException, KeyError, ValueError):  # what names no boundary, or does not keep to it
        return b""
    return await sent.read() if isinstance(sent, UploadFile) else b""


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


def _too_often(counter: Counter, request: Request) -> Response | None:
    seconds = counter.rate.seconds_to_wait(_address(counter, request))
    return _wait(f"확인 요청이 너무 잦습니다. {seconds}초 뒤에 다시 하세요.", 429, seconds) if seconds else None


def _address(counter: Counter, request: Request) -> str:
    return counted_address(request, is_behind_proxy=counter.is_behind_proxy())


def _wait(sentence: str, status: int, seconds: int) -> Response:
    answer = forms_page(alert=sentence, status=status)
    answer.headers["retry-after"] = str(seconds)
    return answer


ROUTES = verification_routes(
    Counter(
        register=lambda: StoreRegister(store=office().store),
        is_behind_proxy=lambda: office().configuration.is_behind_proxy,
    )
)

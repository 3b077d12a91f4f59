"""/verify alone, for a public host beside an office on a closed network: a list of digests, and no store."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from casebase.casework.digest_list import DigestList, read_digests
from casebase.domain.errors import FileRefused
from casebase.web.headers import SecurityHeaders
from casebase.web.verify import Counter, verification_routes

LOG = logging.getLogger("casebase")
MOST_CONNECTIONS = 200


class ListFile:
    """A list that is read again whenever its file changes; one that cannot be read leaves the last in use."""

    def __init__(self, path: Path, trusted: Sequence[bytes] = ()) -> None:
        """Raises: FileRefused."""
        self._path = path
        self._trusted = trusted
        self._lock = threading.Lock()
        self._seen = _state(path)
        self._list = read_digests(path, trusted)

    def newest(self) -> DigestList:
        """Return the list as it was last read. While one reader takes in a new list, others go on with the old one."""
        state = _state(self._path)
        if state != self._seen and self._lock.acquire(blocking=False):
            try:
                self._seen = state
                self._list = read_digests(self._path, self._trusted)
            except FileRefused as refused:
                LOG.warning("the list of digests was not read again: %s", refused)
            finally:
                self._lock.release()
        return self._list


def verification_site(lists: ListFile, *, is_behind_proxy: bool = False) -> Starlette:
    """Return the site: /verify and below, and nothing else."""
    counter = Counter(register=lists.newest, is_behind_proxy=lambda: is_behind_proxy)
    routes = [Route("/", _first_page, methods=["GET"]), *verification_routes(counter)]
    return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])


def serve(site: Starlette, host: str, port: int) -> None:
    """Serve until stopped. Whose address counts is the site's own matter, so the server takes no proxy's word."""
    import uvicorn

    uvicorn.run(
        site,
        host=host,
        port=port,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
    )


async def _first_page(request: Request) -> Response:  # noqa: ARG001 - the shape of a route
    return RedirectResponse("/verify", status_code=303)


def _state(path: Path) -> tuple[int, int, int]:
    """Return what changes when a file is replaced or written to; zeros while there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)

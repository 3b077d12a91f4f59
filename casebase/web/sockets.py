"""A websocket that stays open no longer than the session it was opened with."""

from collections.abc import Awaitable, Callable

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casebase.domain.errors import StorageUnreachable

SESSION_OVER = 4401  # the close code that the page's own script knows
CHECK_SECONDS = 3.0


async def serve_while_live(
    app: ASGIApp,
    scope: Scope,
    receive: Receive,
    send: Send,
    may_stay: Callable[[], Awaitable[bool]],
    on_use: Callable[[], Awaitable[None]],
) -> None:
    """Serve a websocket until `may_stay` says no: asked every few seconds, and before each message is heard.

    `on_use` is called for each message that a person's browser sends. What the app still says to a socket that was
    closed here is dropped.
    """
    socket = _Socket(receive, send, may_stay, on_use)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(socket.watch)
        await app(scope, socket.hear, socket.say)
        tasks.cancel_scope.cancel()


class _Socket:
    def __init__(
        self,
        receive: Receive,
        send: Send,
        may_stay: Callable[[], Awaitable[bool]],
        on_use: Callable[[], Awaitable[None]],
    ) -> None:
        self._receive = receive
        self._send = send
        self._may_stay = may_stay
        self._on_use = on_use
        self._is_over = False

    async def watch(self) -> None:
        while await self._stays():
            await anyio.sleep(CHECK_SECONDS)
        await self._close()

    async def hear(self) -> Message:
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        if self._is_over or not await self._stays():
            await self._close()
            return {"type": "websocket.disconnect", "code": SESSION_OVER}
        await self._on_use()
        return message

    async def say(self, message: Message) -> None:
        if not self._is_over:
            await self._send(message)

    async def _stays(self) -> bool:
        try:
            return await self._may_stay()
        except StorageUnreachable:
            return True  # every act asks again, and says itself that it cannot reach the store

    async def _close(self) -> None:
        if not self._is_over:
            self._is_over = True
            with anyio.CancelScope(shield=True):  # who watches is cancelled once the app has ended, maybe right now
                await self._send({"type": "websocket.close", "code": SESSION_OVER})

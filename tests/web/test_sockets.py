"""A websocket lives no longer than the session it was opened with."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import anyio
import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from casebase.casework.accounts import end_sessions
from casebase.casework.desk import Desk
from casebase.casework.office import Office
from casebase.casework.sessions import end_session
from casebase.casework.sign_in import close_session
from casebase.domain.account import Account, Role
from casebase.web import sockets
from casebase.web.sockets import SESSION_OVER
from tests.apart import apart
from tests.case_builders import a_person
from tests.web.conftest import session_in


def sign_out(served: Office, client: TestClient) -> None:
    close_session(served.store, session_in(client), datetime.now(UTC))


def test_what_is_said_both_ways_passes(signed_in: TestClient) -> None:
    with signed_in.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()

        socket.send_text("안녕")

        assert socket.receive_text() == "안녕"


def test_an_idle_socket_closes_soon_after_its_session_ended(
    signed_in: TestClient, served: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "CHECK_SECONDS", 0.05)
    with signed_in.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()

        sign_out(served, signed_in)
        begun = time.monotonic()
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()

    assert closed.value.code == SESSION_OVER
    assert time.monotonic() - begun < 5


def test_nobody_is_asked_less_often_than_every_five_seconds() -> None:
    assert sockets.CHECK_SECONDS < 5


def test_a_message_after_the_session_ended_is_not_heard(
    signed_in: TestClient, served: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "CHECK_SECONDS", 60)  # the message alone must find it out
    with signed_in.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()
        sign_out(served, signed_in)

        socket.send_text("finish_visit")

        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()
    assert closed.value.code == SESSION_OVER


def test_the_browser_is_told_even_when_a_message_comes_in_while_the_watch_closes() -> None:
    said = apart(lambda: anyio.run(_closed_by_the_watch_while_a_message_comes_in))

    assert said == [{"type": "websocket.close", "code": SESSION_OVER}]


async def _closed_by_the_watch_while_a_message_comes_in() -> list[Message]:
    """Serve an app that ends with its socket; what is sent takes a moment, in which the message is heard."""
    said: list[Message] = []
    closing = anyio.Event()

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async def receive() -> Message:
        await closing.wait()
        return {"type": "websocket.receive", "text": "finish_visit"}

    async def send(message: Message) -> None:
        closing.set()
        await anyio.sleep(0.01)
        said.append(message)

    async def may_stay() -> bool:
        return False

    async def on_use() -> None:
        raise AssertionError("a message was heard after the session was over")

    with anyio.fail_after(5):
        await sockets.serve_while_live(app, {}, receive, send, may_stay, on_use)
    return said


def test_a_socket_left_by_the_browser_leaves_nothing_running(signed_in: TestClient) -> None:
    with signed_in.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()
        socket.close()

    with signed_in.websocket_connect("/_stcore/stream") as again:
        assert again.receive_text() == session_in(signed_in)


@pytest.mark.parametrize("end", [end_sessions, end_session], ids=["all of an account's", "one"])
def test_a_session_that_the_administrator_ends_closes_its_socket(
    signed_in: TestClient,
    served: Office,
    auditor: Account,
    monkeypatch: pytest.MonkeyPatch,
    end: Callable[[Desk, str], str],
) -> None:
    monkeypatch.setattr(sockets, "CHECK_SECONDS", 0.05)
    admin = replace(a_person(served.store, Role.ADMIN).desk, now=datetime.now(UTC))
    with signed_in.websocket_connect("/_stcore/stream") as socket:
        socket.receive_text()

        end(admin, auditor.id if end is end_sessions else session_in(signed_in))

        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()
    assert closed.value.code == SESSION_OVER

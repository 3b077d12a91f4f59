"""A browser's half of a session with the running product: its websocket with Streamlit's own messages, and its posts.

Nothing is drawn; buttons are found in the page that the server sends, and pressed as a browser presses them.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

from websockets.sync.client import ClientConnection, connect

from casebase.web.session_cookie import COOKIE

PATIENCE = 60


class Visitor:
    """One signed-in person with one page open."""

    def __init__(self, socket: ClientConnection, port: int, cookie: str) -> None:
        self._socket, self._port, self._cookie = socket, port, cookie

    def post(self, path: str, body: object) -> tuple[int, str]:
        """Post JSON as the page's own script does; return status and answer."""
        return ask(self._port, self._cookie, "POST", path, json.dumps(body))

    def get(self, path: str) -> tuple[int, str]:
        return ask(self._port, self._cookie, "GET", path)

    def open(self, page: str, query: str) -> "Shown":
        """Open a page and return what the server sent until its script had run."""
        from streamlit.proto.BackMsg_pb2 import BackMsg

        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        return self._sent(asked)

    def press(self, page: str, query: str, button: str) -> "Shown":
        """Press a button of the page that is open."""
        from streamlit.proto.BackMsg_pb2 import BackMsg

        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        pressed = asked.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = button, True
        return self._sent(asked)

    def _sent(self, asked: Any) -> "Shown":
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        self._socket.send(asked.SerializeToString())
        shown = Shown()
        while True:
            message = ForwardMsg.FromString(bytes(self._socket.recv(timeout=PATIENCE)))
            shown.take(message)
            # A page that is run again at once says so; the last run is the one that is over.
            if message.WhichOneof("type") == "script_finished" and message.script_finished == 0:
                return shown


class Shown:
    """What the server sent for a page: its buttons by key, its address, what it said went wrong."""

    def __init__(self) -> None:
        self.buttons: dict[str, str] = {}
        self.query = ""
        self.exceptions: list[str] = []

    def take(self, message: Any) -> None:
        kind = message.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        if kind != "delta" or message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        if element.WhichOneof("type") == "button":
            self.buttons[element.button.id.rpartition("-")[2]] = element.button.id
        if element.WhichOneof("type") == "exception":
            self.exceptions.append(element.exception.message)


@contextmanager
def visiting(port: int, token: str) -> Iterator[Visitor]:
    """Hold a websocket open for somebody signed in."""
    cookie = f"{COOKIE}={token}"
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        additional_headers={"cookie": cookie, "origin": f"http://127.0.0.1:{port}"},
        subprotocols=["streamlit"],
        max_size=None,
        open_timeout=PATIENCE,
    ) as socket:
        yield Visitor(socket, port, cookie)


def ask(port: int, cookie: str, method: str, path: str, body: str = "") -> tuple[int, str]:
    """Ask the server as a page's own script does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"cookie": cookie, "origin": f"http://127.0.0.1:{port}", "content-type": "application/json"}
    connection.request(method, path, body.encode(), headers)
    answer = connection.getresponse()
    said = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, said

"""The product's screens without a browser: a page opened by somebody, typed into, pressed and reloaded."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from casebase.casework import drafts
from casebase.casework.demo import fill
from casebase.casework.desk import Desk
from casebase.casework.office import Configuration, Office, open_office
from casebase.casework.sign_in import open_session_for, session_of_token
from casebase.domain.draft import Draft, Form, TypedField
from casebase.store.accounts import find_account_by_login

FRAME = Path(__file__).parents[1] / "pages" / "frame.py"
FIRST_PAGE = "today"  # which has no address of its own


@contextmanager
def demonstration(home: Path) -> Iterator[Office]:
    """Open an office of its own, filled with the demonstration; a test serves it by `use_office`."""
    opened = open_office(Configuration(home=home, store_url=f"sqlite:///{home}/records.db"))
    fill(opened.store, datetime.now(UTC))
    yield opened
    opened.store.close()


def desk_of(office: Office, login: str) -> Desk:
    """Sign somebody in and return their desk."""
    with office.store.reading() as con:
        found = find_account_by_login(con, login)
    assert found is not None
    token = open_session_for(office.store, found[0].id, datetime.now(UTC), idle_minutes=60, hours=1)
    return Desk(store=office.store, session_id=session_of_token(token), now=datetime.now(UTC))


def type_into(desk: Desk, form: Form, subject: str, **texts: str) -> Draft:
    """Type into the fields of a form that is open, as its parts in the browser do, and return its draft."""
    draft = drafts.find_draft_of(desk, form, subject)
    assert draft is not None
    sequence = int(datetime.now(UTC).timestamp() * 1000)
    typed = [TypedField(key=key, value=text, sequence=sequence) for key, text in texts.items()]
    drafts.keep_fields(desk, draft.id, typed)
    return drafts.fetch_draft(desk, draft.id)


@dataclass
class Screen:
    """One page as somebody has it open."""

    session_id: str
    page: str
    query: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.load()

    def load(self) -> None:
        """Open the page as a browser does at first and at each reload: nothing is left of an earlier script."""
        with self._signed_in():
            self.shown = AppTest.from_file(str(FRAME), default_timeout=30)
            self.shown.query_params.update(self.query)
            if self.page != FIRST_PAGE:
                self.shown.switch_page(f"{self.page}.py")
            self.shown.run()

    def run(self) -> None:
        with self._signed_in():
            self.shown.run()

    def press(self, key: str) -> None:
        """Press the one button whose key begins so."""
        (button,) = [button for button in self.shown.button if str(button.key).startswith(key)]
        button.click()
        self.run()

    def choose(self, key: str, option: str) -> None:
        self.shown.selectbox(key=key).set_value(option)
        self.run()

    def pick(self, key: str, option: str) -> None:
        """Tap one of a row of options, by what is kept for it or what it says."""
        self.shown.button_group(key=key).set_value(option)
        self.run()

    def offered(self, key: str) -> list[str]:
        """What a row of options says."""
        return [option.content for option in self.shown.button_group(key=key).proto.options]

    def choose_part(self, part: str) -> None:
        """Turn to another part of the administration."""
        self.shown.session_state["part"] = part
        self.run()

    @property
    def keys(self) -> set[str]:
        """The keys of the buttons."""
        return {str(button.key) for button in self.shown.button}

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the text fields, by name."""
        return {name: str(part["value"]) for name, part in self._text_fields().items()}

    def fault(self, name: str) -> str:
        """What a text field is told to say is wrong with it."""
        return str(self._text_fields()[name]["fault"])

    @property
    def links(self) -> list[str]:
        """The pages that links on this one lead to."""
        return [link.proto.page for link in self.shown.get("page_link")]

    @property
    def text(self) -> str:
        """What the page says, as people read it."""
        shown = self.shown
        told = [*shown.error, *shown.info, *shown.warning, *shown.success, *shown.title, *shown.subheader]
        told += [*shown.markdown, *shown.caption]
        pieces = [*(str(each.value) for each in told), *(each.proto.body for each in shown.get("html"))]
        return "\n".join(pieces).replace("\\", "")

    def _text_fields(self) -> dict[str, dict[str, object]]:
        parts = [json.loads(part.proto.json) for part in self.shown.get("bidi_component") if part.proto.json]
        return {part["name"]: part for part in parts if "lines" in part}

    def _signed_in(self) -> AbstractContextManager[object]:
        return patch("casebase.ui.session.session_id", return_value=self.session_id)

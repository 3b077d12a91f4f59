"""What is open in 통계, kept in the address: a link opens the same view, and the browser's back the one before it.

Codes stand in it, never names: addresses end in logs.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import streamlit as st

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)  # of a span that can be asked for
_SEEN = "insight_address"


@dataclass(frozen=True, kw_only=True)
class Address:
    """What the address says, and whether it came from elsewhere than this page: a link, back, a bookmark."""

    says: Mapping[str, str]
    is_news: bool

    def choice(self, name: str, options: Collection[str], default: str | None) -> str:
        """Let the widget of a choice begin with what the address says, if that is offered, and return its key."""
        key = key_of(name)
        chosen = self._kept(key, self.says.get(name))
        st.session_state[key] = chosen if chosen in options else default
        return key

    def day(self, name: str, default: date) -> str:
        """Let the widget of a day begin with the day the address says, if it says one, and return its key."""
        key, said = key_of(name), None
        with suppress(ValueError):
            said = date.fromisoformat(self.says.get(name, ""))
        day = self._kept(key, said)
        st.session_state[key] = day if isinstance(day, date) and FIRST_DAY <= day <= LAST_DAY else default
        return key

    def _kept(self, key: str, said: object) -> object:
        """Return what a widget says, unless the address knows better or there was no widget yet."""
        return said if self.is_news or key not in st.session_state else st.session_state[key]


def key_of(name: str) -> str:
    """Return the key of the widget by which something is chosen."""
    return f"insight_{name}"


def read_address() -> Address:
    """Return the address as it is now."""
    says = st.query_params.to_dict()
    is_news = st.session_state.get(_SEEN) != says
    st.session_state[_SEEN] = says
    return Address(says=says, is_news=is_news)


def write_address(chosen: Mapping[str, str]) -> None:
    """Make the address say what is chosen, a step that back undoes; what is empty is left out."""
    says = {name: value for name, value in chosen.items() if value}
    if says != st.query_params.to_dict():
        st.query_params.from_dict(says)
        st.session_state[_SEEN] = says

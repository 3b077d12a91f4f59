"""Text fields whose words are kept while the line, the tab or the server is gone.

Each keystroke is kept in the browser and posted to /api/drafts; it is dropped there only when the server has
acknowledged it by its sequence. A tap on any Streamlit button waits until the server has what is on the screen, so an
act that reads the draft never misses the last words; where they cannot be saved within three seconds the button is
not pressed, and the page says why.
"""

from collections.abc import Mapping
from typing import Any

from casebase.domain.draft import Draft
from casebase.ui.components import part

_FIELD = part("field")


def typed_text(
    draft: Draft,
    name: str,
    label: str,
    *,
    help: str = "",
    lines: int = 1,
    required: bool = False,
    fault: str | None = None,
    limit: int = 20_000,
    placeholder: str = "",
) -> str:
    """Show a field of a draft and return its text: what the browser told last, or what the draft holds if newer.

    One line is an input, more make a text area that grows with its text. `fault` is shown at the field. `limit` is in
    characters; a longer text gets a sentence but is kept whole, and the act decides. The browser tells the script when
    the field is left. The page must have called `apply_style`.
    """
    told = _FIELD(
        key=name,
        data={
            **typed_data(draft, name, label),
            "help": help,
            "lines": lines,
            "required": required,
            "fault": fault or "",
            "limit": limit,
            "placeholder": placeholder,
        },
        on_typed_change=heard,
    )
    return newest_text(draft, name, told.typed)


def typed_data(draft: Draft, name: str, label: str) -> dict[str, str | int]:
    """Return what every part that types into a draft is told of it."""
    return {
        "user": draft.account_id,
        "draft": draft.id,
        "name": name,
        "label": label,
        "value": draft.text(name),
        "sequence": draft.sequences.get(name, 0),
    }


def newest_text(draft: Draft, name: str, typed: Mapping[str, Any] | None) -> str:
    """Return the newer of the draft's text and what the browser told of this draft."""
    if typed is None or typed["draft"] != draft.id or typed["sequence"] <= draft.sequences.get(name, 0):
        return draft.text(name)
    return str(typed["value"])


def heard() -> None:
    """Streamlit shows a state to the script only where somebody listens to its change."""

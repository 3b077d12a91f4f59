"""Text fields whose words are kept while the line, the tab or the server is gone.

Each keystroke is kept in the browser and posted to /api/drafts; it is dropped there only when the server has
acknowledged it by its sequence. A tap on any Streamlit button waits until the server has what is on the screen, so an
act that reads the draft never misses the last words; where they cannot be saved within three seconds the button is
not pressed, and the page says why.
"""

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
) -> None:
    """Show a field of a draft. What is typed goes to the draft; typing and leaving run no script.

    One line is an input, more make a text area that grows with its text. `fault` is shown at the field. `limit` is in
    characters; a longer text gets a sentence but is kept whole, and the act decides. The page must have called
    `apply_style`.
    """
    _FIELD(
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
    )


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

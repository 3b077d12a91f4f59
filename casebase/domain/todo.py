"""What a person must do, for the first screen."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One thing waiting for one person. `page` and `query` make its link; `due_on` None: no day is set."""

    title: str
    what: str  # the next step, as a short phrase
    page: str
    query: dict[str, str]
    due_on: date | None = None
    due_basis: str = ""

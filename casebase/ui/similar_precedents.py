"""Similar precedents beside the fields of a form, found in the browser while somebody types."""

from collections.abc import Sequence

from casebase.domain.draft import Draft
from casebase.ui.components import part

_PRECEDENTS = part("precedents")


def similar_precedents(draft: Draft, key: str, names: Sequence[str], field: str) -> None:
    """Show precedents that are about what some fields of a draft say; those of the same field first.

    Nothing is shown until there is something to show, and typing runs no script. `key` is this list's own.
    """
    _PRECEDENTS(
        key=key,
        data={
            "user": draft.account_id,
            "draft": draft.id,
            "name": key,
            "texts": {name: draft.text(name) for name in names},
            "field": field,
        },
    )

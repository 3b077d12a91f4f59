"""A signature drawn with a finger or a pen."""

from casebase.domain.draft import Draft
from casebase.ui.components import part
from casebase.ui.typed import typed_data

_PAD = part("signature")


def signature_pad(draft: Draft, name: str = "signature", *, label: str = "서명", fault: str | None = None) -> None:
    """Show a pad. The signature goes to the draft as JSON {"w", "h", "path"}, "" while there is none.

    `path` is of SVG, M and L with coordinates to a tenth of a pixel, on a sheet of `w` by `h` pixels. It is saved into
    the draft's field after each stroke, in the way of `typed_text`.
    """
    data = {**typed_data(draft, name, label), "fault": fault or ""}
    _PAD(key=name, data=data)

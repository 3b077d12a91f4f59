"""A signature drawn with a finger or a pen."""

from casebase.domain.draft import Draft
from casebase.ui.components import part
from casebase.ui.typed import heard, newest_text, typed_data

_PAD = part("signature")


def signature_pad(draft: Draft, name: str = "signature", *, label: str = "서명", fault: str | None = None) -> str:
    """Show a pad and return the signature as JSON {"w", "h", "path"}, "" while there is none.

    `path` is of SVG, M and L with coordinates to a tenth of a pixel, on a sheet of `w` by `h` pixels. It is saved into
    the draft's field after each stroke, in the way of `typed_text`.
    """
    data = {**typed_data(draft, name, label), "fault": fault or ""}
    told = _PAD(key=name, data=data, on_typed_change=heard)
    return newest_text(draft, name, told.typed)

"""Photos and other files picked on the device and brought to a draft."""

from casebase.casework.entry import file_fields
from casebase.domain.draft import Draft
from casebase.ui.components import part

_PICKER = part("photos")


def photo_picker(
    draft: Draft,
    name: str = "photos",
    role: str = "photo",
    *,
    accept: str = "image/*",
    capture: bool = True,
    label: str = "사진",
) -> None:
    """Show a picker with the list of the draft's files of that role, in the order they came.

    `accept` is as in HTML, "" for any file; `capture` offers the device's camera beside its files. Files up to 20 MB
    go to /api/files one after the other; until the server has one it is kept in the browser and tried again. The
    primary button of a page waits for them.
    """
    data = {
        "user": draft.account_id,
        "draft": draft.id,
        "name": name,
        "role": role,
        "label": label,
        "accept": accept,
        "capture": capture,
        "files": _files(draft, role),
    }
    _PICKER(key=name, data=data)


def _files(draft: Draft, role: str) -> list[dict[str, str]]:
    kept = file_fields(draft.fields, role)
    return [kept[name] for name in sorted(kept, key=lambda name: draft.sequences.get(name, 0))]

"""Photos and other files picked on the device and brought to a draft."""

import json
from typing import Any

from casebase.domain.draft import Draft
from casebase.ui.components import part
from casebase.ui.typed import heard

_PICKER = part("photos")


def photo_picker(
    draft: Draft,
    name: str = "photos",
    role: str = "photo",
    *,
    accept: str = "image/*",
    capture: bool = True,
    label: str = "사진",
) -> list[dict[str, Any]]:
    """Show a picker with its list and return the draft's files of that role, in the order they came.

    Each has "key", "sha256", "name", "media_type", "size" in bytes and "role". `accept` is as in HTML, "" for any
    file; `capture` offers the device's camera beside its files. Files up to 20 MB go to /api/files one after the
    other; until the server has one it is kept in the browser and tried again. The primary button of a page waits for
    them. The script runs again when a file has come or gone.
    """
    files = _files(draft, role)
    data = {
        "user": draft.account_id,
        "draft": draft.id,
        "name": name,
        "role": role,
        "label": label,
        "accept": accept,
        "capture": capture,
        "files": files,
    }
    _PICKER(key=name, data=data, on_changed_change=heard)
    return files


def _files(draft: Draft, role: str) -> list[dict[str, Any]]:
    names = sorted(
        (name for name in draft.fields if name.startswith("file_")), key=lambda name: draft.sequences.get(name, 0)
    )
    kept = [{**json.loads(draft.fields[name]), "key": name.removeprefix("file_")} for name in names if draft.text(name)]
    return [file for file in kept if file["role"] == role]

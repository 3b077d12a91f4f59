"""The form's own parts in the browser: one script carried once a page, and a few lines for each part on it.

A page may hold forty fields. Streamlit sends a component's script with every instance, so the instances only ask for
their part by name, and the carrier, mounted once by `apply_style`, brings all of them.
"""

import json
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_FOLDER = Path(__file__).parent
# One after the other they make one module: each may use what stands before it, and nothing is exported but by the last.
_SCRIPTS = (
    "channel",
    "holding",
    "connection",
    "speaking",
    "field",
    "signature",
    "uploads",
    "photos",
    "precedents",
    "carrier",
)
_STYLES = ("form", "field", "signature", "photos", "precedents")


def part(name: str) -> ComponentRenderer:
    """Declare a part that the carrier brings: "field", "signature", "photos" or "precedents"."""
    script = f'const PART = "{name}";\n{_text("part.js")}'
    return st.components.v2.component(f"casebase_{name}", js=script)


def carrier() -> ComponentRenderer:
    """Declare what brings the parts."""
    styles = {name: _text(f"{name}.css") for name in _STYLES}
    scripts = "\n".join(_text(f"{name}.js") for name in _SCRIPTS)
    return st.components.v2.component("casebase_carrier", js=f"const STYLES = {json.dumps(styles)};\n{scripts}")


def drawing() -> ComponentRenderer:
    """Declare a figure's drawing of `data["figure"]`, Plotly's data and layout as JSON; `data["script"]` is what draws.

    A trigger, "touched", brings what the touched part has as its first customdata, -1 for a touch beside all of them.
    """
    return st.components.v2.component("casebase_drawing", js=_text("drawing.js"), isolate_styles=False)


def newest() -> ComponentRenderer:
    """Declare what runs its fragment again (a trigger, "moved") once an event follows `data["seq"]`."""
    return st.components.v2.component("casebase_newest", js=_text("newest.js"))


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")

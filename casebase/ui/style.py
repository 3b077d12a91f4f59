"""What every page needs before its first line: the house's style, and the script of the form's parts."""

from pathlib import Path

import streamlit as st

from casebase.ui.components import carrier

_FILES = ("style.css", "reading.css")
_STYLE = "".join(f"<style>{Path(__file__).with_name(name).read_text(encoding='utf-8')}</style>" for name in _FILES)
_CARRIER = carrier()


def apply_style() -> None:
    """Put both on the page. Called once a run, by the frame."""
    st.html(_STYLE)
    _CARRIER(key="casebase_carrier")

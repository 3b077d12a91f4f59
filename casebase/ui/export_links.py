"""Under a list: all of it as a file, by the filters that are set."""

import html
from dataclasses import asdict
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_FORMATS = {"xlsx": "엑셀(xlsx)", "csv": "CSV", "parquet": "Parquet", "json": "JSON"}


def export_links(what: str, wanted: "DataclassInstance") -> None:
    """Offer a list (a key of `casework.exports.EXPORTS`) in each format; `wanted` is its filter."""
    query = urlencode({name: value for name, value in asdict(wanted).items() if value})
    links = " · ".join(_link(f"/api/exports/{what}.{format}?{query}", label) for format, label in _FORMATS.items())
    with st.expander("내려받기", key=f"export_{what}"):
        st.caption("지금 조건에 맞는 것을 쪽에 상관없이 모두 담습니다.")
        st.html(f"<p>{links}</p>")


def _link(address: str, label: str) -> str:
    return f'<a class="file-link" href="{html.escape(address)}" download>{label}</a>'

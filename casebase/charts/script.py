"""The script that draws our figures in a browser, as Plotly brings it, and where pages find it."""

import gzip
from functools import cache
from importlib.metadata import version
from importlib.resources import files

ADDRESS = f"/api/drawing/{version('plotly')}.js"


def drawing_script() -> bytes:
    """Return the script: some five megabytes of text in UTF-8."""
    return (files("plotly") / "package_data" / "plotly.min.js").read_bytes()


@cache
def packed_drawing_script() -> bytes:
    """Return the script packed by gzip, a third of it, as it goes over a line."""
    return gzip.compress(drawing_script(), mtime=0)

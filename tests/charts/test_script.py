"""The script that draws, as Plotly brings it."""

import gzip
from importlib.metadata import version

from casebase.charts.script import ADDRESS, drawing_script, packed_drawing_script


def test_the_address_names_the_version_so_that_no_browser_keeps_an_old_one() -> None:
    assert version("plotly") in ADDRESS


def test_the_packed_script_is_the_script_in_less_than_half_of_its_bytes() -> None:
    packed = packed_drawing_script()

    assert gzip.decompress(packed) == drawing_script()
    assert len(packed) < len(drawing_script()) / 2

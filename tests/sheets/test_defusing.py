"""Formulas in CSV made text, and made whole again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.sheets.defusing import defused, fused


@pytest.mark.parametrize("text", ["=1+1", "+82-55", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "''@x"])
def test_what_a_program_would_work_out_begins_with_an_apostrophe(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert fused(defused(text)) == text


@pytest.mark.parametrize("text", ["", "가람군", "'그대로", "1-2", "a=b"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert defused(text) == text == fused(text)


@given(st.text(alphabet="'=+-@\t\r\n가a1 ", max_size=8))
def test_what_is_read_back_is_what_was_written(text: str) -> None:
    assert fused(defused(text)) == text

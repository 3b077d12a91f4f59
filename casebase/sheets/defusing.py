"""Texts in CSV that an office program would take for a formula: made text by an apostrophe, and made whole again.

An apostrophe that stood there already gets another, so that what is read back is always what was written.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def defused(text: str) -> str:
    """Return a text so that it is shown, never worked out: "=1+1" gives "'=1+1"."""
    return f"'{text}" if _FORMULA.match(text) else text


def fused(text: str) -> str:
    """Take back what `defused` put there."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text

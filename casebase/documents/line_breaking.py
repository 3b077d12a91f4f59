"""Lines of Korean text: broken between 어절, and inside one only where the line would gape."""

from collections.abc import Mapping
from dataclasses import dataclass

_SLACK = 1e-6
_LONG_WORD = 100  # measured from its start only as far as the line goes
_MAY_NOT_BEGIN = set("!%),.:;?]}·ㆍ」』〉》】〕’”…~℃㎡㎏")
_MAY_NOT_END = set("([{「『〈《【〔‘“$￦₩№※")
# No hyphen: readers of PDF take one at the end of a line for a mark of parting and drop it.
_SEAMS_AFTER = set(")]}」』〉》】〕·ㆍ~/_?&=,;:")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `text` ends in a space unless its last word goes on in the next line or ends the paragraph.

    `width` is in ems, without that space. `is_last`: it ends its paragraph and is never stretched.
    """

    text: str
    width: float
    is_last: bool


def break_lines(text: str, width: float, widths: Mapping[str, float], gaping: float) -> tuple[Line, ...]:
    """Break one paragraph without line breaks into lines of at most `width` ems.

    `widths` gives the advance of each character in ems. Only the plain space parts words, so NBSP binds. A
    gap at a line's end wider than the share `gaping` of it is filled with a part of the next word. No line is
    wider than `width` unless a single character is. A text of any length takes time in proportion.
    """
    lines: list[Line] = []
    taken: list[str] = []
    filled = 0.0
    words = [word for word in text.split(" ") if word][::-1]
    while words:
        word = words.pop()
        start = filled + widths[" "] if taken else 0.0
        if (extent := _extent(word, width - start, widths)) is not None:
            taken.append(word)
            filled = start + extent
            continue
        cut = _cut(word, width - start, width, widths, gaping)
        if cut:
            taken.append(word[:cut])
            filled = start + sum(map(widths.__getitem__, word[:cut]))
        goes_on = 0 < cut < len(word)
        if cut < len(word):
            words.append(word[cut:])
        lines.append(Line(" ".join(taken) + ("" if goes_on else " "), filled, False))
        taken, filled = [], 0.0
    if taken or not lines:
        return (*lines, Line(" ".join(taken), filled, True))
    last = lines.pop()  # a letter wider than the line filled it and left nothing over
    return (*lines, Line(last.text.rstrip(" "), last.width, True))


def _extent(word: str, room: float, widths: Mapping[str, float]) -> float | None:
    """Return the width of a word in ems, or None if it does not fit."""
    if len(word) > _LONG_WORD and _fitting(word, room, widths) < len(word):
        return None
    extent = sum(map(widths.__getitem__, word))
    return extent if extent <= room + _SLACK else None


def _fitting(word: str, room: float, widths: Mapping[str, float]) -> int:
    """Return how many characters of a word fit."""
    extent = 0.0
    for count, character in enumerate(word):
        extent += widths[character]
        if extent > room + _SLACK:
            return count
    return len(word)


def _cut(word: str, room: float, width: float, widths: Mapping[str, float], gaping: float) -> int:
    """Return after how many characters to cut a word that does not fit; 0 leaves it to the next line.

    A seam such as a bracket is preferred, if it fills half of the room; then the last seam or place between
    two syllables. A word that has the line to itself and no such place is cut where the line ends.
    """
    if room <= gaping * width:
        return 0
    fitting = _fitting(word, room, widths)
    seam = next((i for i in range(fitting, fitting // 2 - 1, -1) if _is_seam(word, i)), 0)
    if seam:
        return seam
    place = next((i for i in range(fitting, 1, -1) if _is_seam(word, i) or _is_between_syllables(word, i)), 0)
    if place or room < width:
        return place
    return max(fitting, 1)


def _is_seam(word: str, i: int) -> bool:
    if not 0 < i < len(word):
        return False
    before, after = word[i - 1], word[i]
    if after in _MAY_NOT_BEGIN or before in _MAY_NOT_END:
        return False
    return after in _MAY_NOT_END or (before in _SEAMS_AFTER and not after.isdigit())


def _is_between_syllables(word: str, i: int) -> bool:
    """Two syllables at least stay on either side."""
    return 2 <= i <= len(word) - 2 and _is_syllable(word[i - 1]) and _is_syllable(word[i])


def _is_syllable(character: str) -> bool:
    return "가" <= character <= "힣"

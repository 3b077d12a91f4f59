"""A paper's values made ready to draw: cleaned text, every character in the typefaces."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from casebase.documents.fonts import cleaned, must_be_printable

Paper = TypeVar("Paper")


def printable(paper: Paper) -> Paper:
    """Return the paper with all its text cleaned.

    Raises: CharacterNotPrintable. Its field is the attribute's name; inside a repeated part the position is
    added, as pages name their inputs: "difficulty_2".
    """
    cleaned_paper: Paper = _cleaned(paper, "", 0)
    return cleaned_paper


def _cleaned(value: Any, name: str, position: int) -> Any:
    if isinstance(value, str):
        must_be_printable(value, f"{name}_{position}" if position else name)
        return cleaned(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(part, name, position) for position, part in enumerate(value, 1))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _cleaned(getattr(value, f.name), f.name, position) for f in fields(value)}
        return replace(value, **parts)
    return value

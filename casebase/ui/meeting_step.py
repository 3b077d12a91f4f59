"""A step of a meeting: what is typed for it stands in a draft of its own; some are a single press."""

from collections.abc import Callable

import streamlit as st

from casebase.domain.draft import Draft, Form
from casebase.ui.case_step import StepAct, end_step
from casebase.ui.own_draft import own_draft
from casebase.ui.session import desk


def meeting_draft(step: str, subject_id: str, start: Callable[[], dict[str, str]] | None = None) -> Draft:
    """Return one's own draft of a step of a meeting or of an item, as `own_draft`. Raises: SignedOut."""
    return own_draft(Form.MEETING_STEP, f"{step}:{subject_id}", start)


def press(
    key: str, label: str, act: StepAct, subject_id: str, version: int, told: str, *, is_primary: bool = True
) -> None:
    """Offer a step that needs no words; once it is done, say so (`told`). The page must show the act's errors."""
    if st.button(label, key=key, type="primary" if is_primary else "secondary"):
        act(desk(key, subject_id, version), subject_id, version, {})
        end_step(told)

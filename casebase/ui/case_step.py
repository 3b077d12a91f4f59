"""A step of a case: what is typed for it stands in a draft of its own until the step is done."""

from collections.abc import Callable

import streamlit as st

from casebase.casework import drafts
from casebase.casework.desk import Desk
from casebase.domain.draft import Draft, Form
from casebase.ui.feedback import say_next
from casebase.ui.own_draft import own_draft
from casebase.ui.session import desk

_DONE = "work_is_done"

StepAct = Callable[[Desk, str, int, dict[str, str]], str]


def step_draft(step: str, subject_id: str, start: Callable[[], dict[str, str]] | None = None) -> Draft:
    """Return one's own draft of a step, as `own_draft`. Raises: SignedOut."""
    return own_draft(Form.CASE_STEP, f"{step}:{subject_id}", start)


def step_button(
    draft: Draft,
    key: str,
    label: str,
    act: StepAct,
    subject_id: str,
    version: int,
    told: str,
    *,
    is_primary: bool = True,
) -> None:
    """Offer to do a step with what its draft holds; once it is done, say so (`told`) and begin the page anew.

    The page must show the act's errors.
    """
    if st.button(label, key=key, type="primary" if is_primary else "secondary"):
        typed = drafts.fetch_draft(desk(), draft.id).fields
        act(desk(key, subject_id, version), subject_id, version, typed)
        drafts.discard_draft(desk(), draft.id)
        end_step(told)


def end_step(told: str) -> None:
    """Say what was done, and show what is due next."""
    say_next(told)
    st.session_state[_DONE] = True
    st.rerun()


def is_step_done() -> bool:
    """Say, once, whether a step was done on the last run."""
    return bool(st.session_state.pop(_DONE, False))

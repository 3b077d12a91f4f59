"""Short choices of a form, each kept in the draft the moment it is made."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, time
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from casebase.casework.drafts import keep_fields
from casebase.domain.draft import Draft, TypedField
from casebase.domain.errors import NotFound
from casebase.ui.feedback import errors_shown, forget_faults, show_fault
from casebase.ui.session import desk, now

Given = ParamSpec("Given")


def to_its_end(work: Callable[Given, None]) -> Callable[Given, None]:
    """Let a callback finish though the person has tapped on already.

    Streamlit leaves a callback off where it next touches the session's state, and never calls it again: what was
    chosen would stand on the screen and not in the draft. `work` must bear being begun twice.
    """

    @wraps(work)
    def finished(*args: Given.args, **named: Given.kwargs) -> None:
        try:
            work(*args, **named)
        except RerunException:
            work(*args, **named)
            raise  # the later tap has its turn

    return finished


def begin_form(draft: Draft) -> None:
    """Call first on every run of a form: another draft than its last one begins without the faults of that one."""
    name = f"{draft.form}:{draft.subject.partition(':')[0]}"  # a page may show several forms
    begun: dict[str, str] = st.session_state.setdefault("forms", {})
    if begun.get(name) != draft.id:
        forget_faults()
        begun[name] = draft.id


def marked(label: str, *, required: bool) -> str:
    """Return a label with the mark that our own text fields bear where something must be entered."""
    return f"{label} :red[:small[필수]]" if required else label


def keep(draft_id: str, name: str, value: str) -> None:
    """Write one field of a draft; of one that an act has used up meanwhile nothing is left to be written."""
    with errors_shown(), suppress(NotFound):
        sequence = int(now().timestamp() * 1000)
        keep_fields(desk(), draft_id, [TypedField(key=name, value=value, sequence=sequence)])


def choice(
    draft: Draft, name: str, label: str, options: Mapping[str, str], *, required: bool = False, help: str | None = None
) -> str:
    """A list to choose one from; `options` maps what is kept to what is shown. Returns "" for none."""
    kept = draft.text(name)
    _restore(draft, name, kept if kept in options else None)
    chosen = st.selectbox(
        marked(label, required=required),
        list(options),
        index=None,
        format_func=lambda option: options[option],
        key=name,
        placeholder="고르세요",
        help=help,
        on_change=_keep_choice,
        args=(draft.id, name),
    )
    show_fault(name)
    return chosen or ""


def pills(draft: Draft, name: str, label: str, options: Mapping[str, str], *, required: bool = False) -> str:
    """A few options side by side, for a finger."""
    kept = draft.text(name)
    _restore(draft, name, kept if kept in options else None)
    chosen = st.segmented_control(
        marked(label, required=required),
        list(options),
        format_func=lambda option: options[option],
        key=name,
        on_change=_keep_choice,
        args=(draft.id, name),
    )
    show_fault(name)
    return str(chosen or "")


def several(
    draft: Draft, name: str, label: str, options: Mapping[str, str], *, required: bool = False, help: str | None = None
) -> list[str]:
    """A list to choose several from."""
    kept = json.loads(draft.text(name) or "[]")
    _restore(draft, name, [option for option in kept if option in options])
    chosen = st.multiselect(
        marked(label, required=required),
        list(options),
        format_func=lambda option: options[option],
        key=name,
        placeholder="고르세요",
        help=help,
        on_change=_keep_several,
        args=(draft.id, name),
    )
    show_fault(name)
    return list(chosen)


def day(
    draft: Draft,
    name: str,
    label: str,
    *,
    required: bool = False,
    earliest: date = date(1990, 1, 1),
    latest: date = date(2100, 12, 31),
) -> date | None:
    """A day; nothing is filled in for the person."""
    kept = draft.text(name)
    _restore(draft, name, date.fromisoformat(kept) if kept else None)
    chosen = st.date_input(
        marked(label, required=required),
        key=name,
        value=None,
        min_value=earliest,
        max_value=latest,
        format="YYYY-MM-DD",
        on_change=_keep_day,
        args=(draft.id, name),
    )
    show_fault(name)
    return chosen


def clock(draft: Draft, name: str, label: str, *, required: bool = False) -> time | None:
    """A time of day, in steps of ten minutes."""
    kept = draft.text(name)
    _restore(draft, name, time.fromisoformat(kept) if kept else None)
    chosen = st.time_input(
        marked(label, required=required),
        key=name,
        value=None,
        step=600,
        on_change=_keep_clock,
        args=(draft.id, name),
    )
    show_fault(name)
    return chosen


def yes(draft: Draft, name: str, label: str, *, required: bool = False) -> bool:
    """A box to tick."""
    _restore(draft, name, draft.text(name) == "yes")
    ticked = st.checkbox(marked(label, required=required), key=name, on_change=_keep_yes, args=(draft.id, name))
    show_fault(name)
    return ticked


def ticks(draft: Draft, name: str, options: Mapping[str, str]) -> list[str]:
    """A box to tick for each option, all kept together in one field."""
    kept = json.loads(draft.text(name) or "[]")
    boxes = {option: f"{name}_{option}" for option in options}
    for option, label in options.items():
        _restore(draft, boxes[option], option in kept)
        st.checkbox(label, key=boxes[option], on_change=_keep_ticks, args=(draft.id, name, boxes))
    show_fault(name)
    return [option for option, box in boxes.items() if st.session_state[box]]


def count(draft: Draft, name: str, least: int = 1) -> int:
    """Return how many repeated parts a form shows."""
    typed = draft.text(name)
    return max(int(typed), least) if typed.isdigit() else least


def _restore(draft: Draft, name: str, value: object) -> None:
    """Give a widget its kept value: when it is first shown, shown again, or shown for another draft than before."""
    shown: dict[str, str] = st.session_state.setdefault("shown", {})
    if name not in st.session_state or shown.get(name) != draft.id:
        st.session_state[name] = value
        shown[name] = draft.id


@to_its_end
def _keep_choice(draft_id: str, name: str) -> None:
    keep(draft_id, name, str(st.session_state[name] or ""))


@to_its_end
def _keep_several(draft_id: str, name: str) -> None:
    keep(draft_id, name, json.dumps(st.session_state[name], ensure_ascii=False))


@to_its_end
def _keep_ticks(draft_id: str, name: str, boxes: Mapping[str, str]) -> None:
    ticked = [option for option, box in boxes.items() if st.session_state[box]]
    keep(draft_id, name, json.dumps(ticked, ensure_ascii=False))


@to_its_end
def _keep_day(draft_id: str, name: str) -> None:
    chosen = st.session_state[name]
    keep(draft_id, name, chosen.isoformat() if chosen else "")


@to_its_end
def _keep_clock(draft_id: str, name: str) -> None:
    chosen = st.session_state[name]
    keep(draft_id, name, chosen.strftime("%H:%M") if chosen else "")


@to_its_end
def _keep_yes(draft_id: str, name: str) -> None:
    keep(draft_id, name, "yes" if st.session_state[name] else "")

"""Short choices of a form, each kept in the draft the moment it is made."""

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

import streamlit as st

from casebase.casework.drafts import keep_fields
from casebase.domain.draft import Draft, TypedField
from casebase.ui.feedback import errors_shown, forget_faults, show_fault
from casebase.ui.session import desk, now


def begin_form(draft: Draft) -> None:
    """Call first on every run of a form: another draft than its last one starts with its own values."""
    form = _form_of(draft)
    if form["draft"] != draft.id:
        for key in form["keys"]:
            st.session_state.pop(key, None)
        forget_faults()
        form |= {"draft": draft.id, "keys": set()}


def keep(draft_id: str, name: str, value: str) -> None:
    """Write one field of a draft."""
    with errors_shown():
        sequence = int(now().timestamp() * 1000)
        keep_fields(desk(), draft_id, [TypedField(key=name, value=value, sequence=sequence)])


def choice(draft: Draft, name: str, label: str, options: Mapping[str, str], *, help: str | None = None) -> str:
    """A list to choose one from; `options` maps what is kept to what is shown. Returns "" for none."""
    kept = draft.text(name)
    _restore(draft, name, kept if kept in options else None)
    chosen = st.selectbox(
        label,
        list(options),
        format_func=lambda option: options[option],
        key=name,
        placeholder="고르세요",
        help=help,
        on_change=_keep_choice,
        args=(draft.id, name),
    )
    show_fault(name)
    return chosen or ""


def pills(draft: Draft, name: str, label: str, options: Mapping[str, str]) -> str:
    """A few options side by side, for a finger."""
    kept = draft.text(name)
    _restore(draft, name, kept if kept in options else None)
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=lambda option: options[option],
        key=name,
        on_change=_keep_choice,
        args=(draft.id, name),
    )
    show_fault(name)
    return str(chosen or "")


def several(draft: Draft, name: str, label: str, options: Mapping[str, str], *, help: str | None = None) -> list[str]:
    """A list to choose several from."""
    kept = json.loads(draft.text(name) or "[]")
    _restore(draft, name, [option for option in kept if option in options])
    chosen = st.multiselect(
        label,
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


def day(draft: Draft, name: str, label: str, *, latest: date | None = None) -> date | None:
    """A day; nothing is filled in for the person."""
    kept = draft.text(name)
    _restore(draft, name, date.fromisoformat(kept) if kept else None)
    chosen = st.date_input(
        label,
        key=name,
        value=None,
        min_value=date(1990, 1, 1),
        max_value=latest or date(2100, 12, 31),
        format="YYYY-MM-DD",
        on_change=_keep_day,
        args=(draft.id, name),
    )
    show_fault(name)
    return chosen


def clock(draft: Draft, name: str, label: str) -> time | None:
    """A time of day, in steps of ten minutes."""
    kept = draft.text(name)
    _restore(draft, name, time.fromisoformat(kept) if kept else None)
    chosen = st.time_input(label, key=name, value=None, step=600, on_change=_keep_clock, args=(draft.id, name))
    show_fault(name)
    return chosen


def yes(draft: Draft, name: str, label: str) -> bool:
    """A box to tick."""
    _restore(draft, name, draft.text(name) == "yes")
    ticked = st.checkbox(label, key=name, on_change=_keep_yes, args=(draft.id, name))
    show_fault(name)
    return ticked


def count(draft: Draft, name: str, least: int = 1) -> int:
    """Return how many repeated parts a form shows."""
    typed = draft.text(name)
    return max(int(typed), least) if typed.isdigit() else least


def _form_of(draft: Draft) -> dict[str, Any]:
    """Return what is known of the form a draft belongs to; a page may show several forms."""
    name = f"{draft.form}:{draft.subject.partition(':')[0]}"
    forms: dict[str, dict[str, Any]] = st.session_state.setdefault("forms", {})
    return forms.setdefault(name, {"draft": "", "keys": set()})


def _restore(draft: Draft, name: str, value: object) -> None:
    """Give a widget its kept value. Again on each run: a page left and opened again shows its values."""
    _form_of(draft)["keys"].add(name)
    if name not in st.session_state:
        st.session_state[name] = value


def _keep_choice(draft_id: str, name: str) -> None:
    keep(draft_id, name, str(st.session_state[name] or ""))


def _keep_several(draft_id: str, name: str) -> None:
    keep(draft_id, name, json.dumps(st.session_state[name], ensure_ascii=False))


def _keep_day(draft_id: str, name: str) -> None:
    chosen = st.session_state[name]
    keep(draft_id, name, chosen.isoformat() if chosen else "")


def _keep_clock(draft_id: str, name: str) -> None:
    chosen = st.session_state[name]
    keep(draft_id, name, chosen.strftime("%H:%M") if chosen else "")


def _keep_yes(draft_id: str, name: str) -> None:
    keep(draft_id, name, "yes" if st.session_state[name] else "")

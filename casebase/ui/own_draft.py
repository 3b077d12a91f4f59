"""The draft of a form about something that exists: found again by opening the form, begun where there is none."""

from collections.abc import Callable

import streamlit as st

from casebase.casework import drafts
from casebase.domain.draft import Draft, Form, TypedField
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, say_next
from casebase.ui.marks import facts
from casebase.ui.session import desk

_BEGUN = 1  # the sequence of what a draft begins with: every keystroke is later


def own_draft(form: Form, subject: str, start: Callable[[], dict[str, str]] | None = None) -> Draft:
    """Return one's own draft of a form about a thing, ready for its fields; a new one holds what `start` returns.

    One that nobody has typed in begins anew when `start` says something else by now, so that no form opens with what
    was recorded long ago. Raises: SignedOut.
    """
    values = start() if start else {}
    draft = drafts.find_draft_of(desk(), form, subject)
    if draft is not None and not is_touched(draft) and any(draft.text(key) != values[key] for key in values):
        drafts.discard_draft(desk(), draft.id)
        draft = None
    if draft is None:
        draft_id = drafts.begin_draft(desk(), form, subject)
        begun = [TypedField(key=key, value=value, sequence=_BEGUN) for key, value in values.items()]
        drafts.keep_fields(desk(), draft_id, begun)
        draft = drafts.fetch_draft(desk(), draft_id)
    fields.begin_form(draft)
    return draft


def is_touched(draft: Draft) -> bool:
    """Say whether anything was entered since an own draft began."""
    return any(sequence > _BEGUN for sequence in draft.sequences.values())


def say_overtaken(draft: Draft, version: int, recorded: dict[str, str]) -> None:
    """Where the thing was changed since its correction was begun, say so and let the person go on knowingly.

    The draft's field `version` is the version it was begun on; `recorded` is what is on record now, as people read it.
    """
    if draft.text("version") == str(version):
        return
    st.warning(
        "고치는 사이에 다른 사람이 이 기록을 바꾸었습니다. 입력한 내용은 그대로 있습니다. "
        "아래의 지금 기록과 견주어 고친 뒤 ‘이어서 고치기’를 누르고 저장하세요."
    )
    facts(recorded)
    if st.button("이어서 고치기", key="go_on_correcting"):
        fields.keep(draft.id, "version", str(version))
        st.rerun()


def offer_discard(draft: Draft) -> None:
    """Let the person throw away what they typed and see what is recorded again."""
    if st.button("입력한 내용 버리기", key="discard_typed"):
        with errors_shown():
            drafts.discard_draft(desk(), draft.id)
            say_next("입력한 내용을 버렸습니다. 기록된 그대로 보입니다.")
            st.rerun()

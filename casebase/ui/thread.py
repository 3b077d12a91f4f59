"""What office and applicant tell each other, and the notes that the office keeps to itself."""

import html
from collections.abc import Sequence

import streamlit as st

from casebase.access.act import Act
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.ledger import SUPPLIED
from casebase.casework.messages import MATERIAL, OPEN_TO_MESSAGES, add_note, send_message
from casebase.domain.consultation import OPEN_TO_MATERIAL, ConsultationStatus, Message
from casebase.domain.draft import Form
from casebase.korean.dates import local_time
from casebase.ui.feedback import errors_shown, fault_of, say_next
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def thread(view: ConsultationView) -> None:
    """Show the messages, the newest last, and to the office its own notes, apart; each with the form to write one."""
    if view.is_asked_only or view.consultation.status == ConsultationStatus.DRAFTING:
        return
    st.subheader("신청인과 주고받은 메시지" if view.is_inside else "감사기구와 주고받은 메시지")
    told = [message for message in view.messages if not message.is_internal]
    if told:
        _said(view, told)
    else:
        st.caption("주고받은 메시지가 없습니다.")
    _send(view)
    if view.is_inside:
        _notes(view)


def _notes(view: ConsultationView) -> None:
    notes = [message for message in view.messages if message.is_internal]
    with st.container(border=True, key="internal_notes"):
        st.markdown("**내부 메모** · 신청인에게는 보이지 않습니다")
        if notes:
            _said(view, notes)
        _note(view)


def _said(view: ConsultationView, messages: Sequence[Message]) -> None:
    lines = "".join(_line(view, message) for message in messages)
    st.html(f'<ol class="thread">{lines}</ol>')


def _line(view: ConsultationView, message: Message) -> str:
    names = {file.id: file.name for file in view.files}
    files = "".join(
        f'<a class="file-link" href="/files/{file_id}" target="_blank">{html.escape(names[file_id])}</a>'
        for file_id in message.file_ids
        if file_id in names
    )
    kind, mark = ("internal", "<mark>내부</mark> ") if message.is_internal else ("told", "")
    body = html.escape(message.text).replace("\n", "<br>")
    who = html.escape(view.names.get(message.account_id, ""))
    at = local_time(message.sent_at)
    return f'<li class="{kind}">{mark}<b>{who}</b><time>{at}</time><p>{body}</p>{files}</li>'


def _send(view: ConsultationView) -> None:
    status = view.consultation.status
    if Act.SEND_MESSAGE not in view.permitted or status not in OPEN_TO_MESSAGES:
        return
    with errors_shown():
        draft = own_draft(Form.CASE_STEP, f"message:{view.consultation.id}")
        with st.expander("메시지 쓰기", expanded=is_touched(draft) or bool(fault_of("message"))):
            typed_text(draft, "message", "메시지", lines=3, required=True, fault=fault_of("message"))
            if view.is_inside or status in OPEN_TO_MATERIAL:
                role = MATERIAL if view.is_inside else SUPPLIED
                photo_picker(draft, "message_files", role, accept="", capture=False, label="함께 보낼 파일")
            if st.button("보내기", key="send_message", type="primary"):
                send_message(desk("send_message", draft.id), view.consultation.id, draft.id)
                say_next("메시지를 보냈습니다. 상대방의 ‘오늘’ 화면에 나타납니다.")
                st.rerun()


def _note(view: ConsultationView) -> None:
    if Act.ADD_NOTE not in view.permitted:
        return
    with errors_shown():
        draft = own_draft(Form.CASE_STEP, f"note:{view.consultation.id}")
        with st.expander("내부 메모 쓰기", expanded=is_touched(draft) or bool(fault_of("note"))):
            typed_text(draft, "note", "내부 메모", lines=3, required=True, fault=fault_of("note"))
            photo_picker(draft, "note_files", MATERIAL, accept="", capture=False, label="함께 둘 파일")
            if st.button("메모 남기기", key="add_note", type="primary"):
                add_note(desk("add_note", draft.id), view.consultation.id, draft.id)
                say_next("내부 메모를 남겼습니다.")
                st.rerun()

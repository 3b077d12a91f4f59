"""What the applicant supplied: each file and statement with its instant and hash, and the form to add to it."""

import html

import streamlit as st

from casebase.access.act import Act
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.ledger import SUPPLIED, add_material, damaged_materials
from casebase.domain.consultation import OPEN_TO_MATERIAL, ConsultationStatus
from casebase.domain.document import Attachment
from casebase.domain.draft import Form
from casebase.korean.dates import local_time
from casebase.ui.feedback import errors_shown, fault_of, say_next
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_SHORT_HASH = 12  # enough digits to tell two files apart at a glance
_NOT_YET = {ConsultationStatus.DRAFTING}
_CHECKED_FOR = 300  # seconds; every byte supplied is read for one check


def materials(view: ConsultationView) -> None:
    """Show the ledger of what the applicant supplied, whether it is final, and while it is not the form to add."""
    status = view.consultation.status
    if view.is_asked_only or status in _NOT_YET:
        return
    st.subheader("신청인이 낸 자료")
    if view.is_inside:
        _warn(view)
    supplied = sorted((file for file in view.files if file.role == SUPPLIED), key=lambda file: (file.added_at, file.id))
    ledger_table(view, supplied)
    if status in OPEN_TO_MATERIAL:
        _add(view)
    elif status == ConsultationStatus.WITHDRAWN:
        st.caption("취하한 신청이라 자료를 더 낼 수 없습니다.")
    else:
        st.caption("의견 결재부터 확정됨: 이 목록은 더하거나 바꿀 수 없고, 의견서에 붙임으로 실립니다.")


def ledger_table(view: ConsultationView, supplied: list[Attachment]) -> None:
    """Show files and statements in the order they came; a tap on a hash shows all of it."""
    if not supplied:
        st.caption("낸 자료가 없습니다.")
        return
    heads = "".join(f"<th>{head}</th>" for head in ("번호", "자료", "낸 때", "낸 사람", "크기", "SHA-256"))
    rows = "".join(_row(view, n, file) for n, file in enumerate(supplied, start=1))
    st.html(f'<table class="ledger"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')


def _row(view: ConsultationView, n: int, file: Attachment) -> str:
    who, name = html.escape(view.names.get(file.added_by, "")), html.escape(file.name)
    return (
        f'<tr><td>{n}</td><td><a class="file-link" href="/files/{file.id}" target="_blank">{name}</a></td>'
        f'<td>{local_time(file.added_at)}</td><td>{who}</td><td class="size">{file.size:,} B</td>'
        f"<td><details><summary>{file.sha256[:_SHORT_HASH]}…</summary><code>{file.sha256}</code></details></td></tr>"
    )


def _warn(view: ConsultationView) -> None:
    count = len(view.files)
    for name in _damaged(desk().store.url, view.consultation.id, count):
        st.error(
            plain(
                f"‘{name}’의 내용이 낸 때와 다릅니다. 보관된 파일이 없거나 바뀌었습니다. "
                "관리자에게 알려 백업에서 되살리고, 그 전에는 이 파일에 기대어 판단하지 마세요."
            )
        )


@st.cache_data(ttl=_CHECKED_FOR, max_entries=200, show_spinner=False)
def _damaged(store: str, consultation_id: str, count_files: int) -> tuple[str, ...]:  # noqa: ARG001 - the cache's key
    return damaged_materials(desk(), consultation_id)


def _add(view: ConsultationView) -> None:
    if Act.ADD_MATERIAL not in view.permitted:
        return
    with errors_shown():
        draft = own_draft(Form.CASE_STEP, f"material:{view.consultation.id}")
        title = "신청인이 낸 자료 입력" if view.is_inside else "자료 더 내기"
        with st.expander(title, expanded=is_touched(draft) or bool(fault_of("material"))):
            typed_text(draft, "material", "의견·설명(파일만 내면 비움)", lines=4, fault=fault_of("material"))
            photo_picker(draft, "supplied_files", SUPPLIED, accept="", capture=False, label="낼 파일")
            if st.button("자료 제출", key="add_material", type="primary"):
                add_material(desk("add_material", draft.id), view.consultation.id, draft.id)
                say_next("자료를 냈습니다. 낸 때와 파일의 해시값이 목록에 남았습니다.")
                st.rerun()

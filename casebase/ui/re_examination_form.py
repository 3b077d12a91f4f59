"""The application for a re-examination (재심의) of a notified ruling, or its entry by the office."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import drafts, re_examinations
from casebase.casework.accounts import me
from casebase.domain.draft import Draft, Form, TypedField
from casebase.domain.review import Origin
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk, now
from casebase.ui.typed import typed_text

_ORIGINS = {Origin.AGENCY.value: "대상기관의 장 신청", Origin.EX_OFFICIO.value: "직권"}


def may_begin_re_examination() -> bool:
    """Say whether this person may apply for a re-examination, or enter one. Raises: SignedOut."""
    role = me(desk()).role
    return bool(granted(role, Act.APPLY_FOR_RE_EXAMINATION) or granted(role, Act.REGISTER_RE_EXAMINATION))


def begin_re_examination(document_number: str = "") -> str:
    """Return one's own draft about a ruling, by its paper's number: begun, or gone on with."""
    draft = drafts.find_draft_of(desk(), Form.RE_EXAMINATION, document_number) if document_number else None
    if draft is not None:
        return draft.id
    draft_id = drafts.begin_draft(desk(), Form.RE_EXAMINATION, document_number)
    sequence = int(now().timestamp() * 1000)
    drafts.keep_fields(desk(), draft_id, [TypedField(key="document_number", value=document_number, sequence=sequence)])
    return draft_id


def re_examination_form(draft: Draft) -> None:
    """Show the form: an application for an agency, an entry for the office."""
    fields.begin_form(draft)
    show_faults_summary()
    is_office = bool(granted(me(desk()).role, Act.REGISTER_RE_EXAMINATION))
    st.caption(
        "재심의는 통지된 결정서의 번호로 신청합니다. 지적사항과 대상, 관련 처분은 처음 결정에서 그대로 옮겨집니다. "
        "신청만으로 처음 결정의 효력이 멈추지는 않습니다."
    )
    typed_text(
        draft,
        "document_number",
        "재심의할 결정서의 번호",
        required=True,
        fault=fault_of("document_number"),
        placeholder="예: 2026-결정-0001",
    )
    if is_office:
        _of_office(draft)
    typed_text(draft, "request", "재심의 신청취지", lines=3, required=True, fault=fault_of("request"))
    label = "재심의 사유(처음 결정의 어느 판단이 왜 잘못되었는지)"
    typed_text(draft, "argument", label, lines=6, required=True, fault=fault_of("argument"))
    role = "evidence" if is_office else "statement"
    photo_picker(draft, name=f"{role}_files", role=role, accept="", capture=False, label="함께 낼 자료")
    _file(draft, is_office=is_office)


def _of_office(draft: Draft) -> None:
    left, right = st.columns(2)
    with left:
        fields.pills(draft, "origin", "신청 구분", _ORIGINS, required=True)
    with right:
        fields.day(draft, "filed_on", "신청일(직권이면 착수일)", required=True, latest=desk().today)


def _file(draft: Draft, *, is_office: bool) -> None:
    label, act = ("재심의 등록하고 접수", re_examinations.register_re_examination)
    if not is_office:
        label, act = "재심의 신청서 제출", re_examinations.apply_for_re_examination
    if st.button(label, key=act.__name__, type="primary", width="stretch"):
        with errors_shown():
            number = act(desk(act.__name__, draft.id), draft.id)
            say_next(f"{number}로 {'등록' if is_office else '제출'}했습니다.")
            st.switch_page("exemption.py", query_params={"number": number})

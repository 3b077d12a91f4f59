"""Appointing a member, changing a term, declaring ties and absences: one form at a time."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import streamlit as st

from casebase.access.act import Act
from casebase.casework import drafts, members
from casebase.casework.desk import Desk
from casebase.casework.member_views import MemberView, appointable
from casebase.domain.case import FIELDS
from casebase.domain.draft import Draft, Form
from casebase.domain.member import BODY_LABELS, TIE_LABELS, Absence, Body, Member, Tie, TieKind
from casebase.korean.dates import official_date, official_span
from casebase.ui import fields
from casebase.ui.case_step import end_step, is_step_done, step_button
from casebase.ui.feedback import errors_shown, fault_of, forget_faults, say_next, show_faults_summary
from casebase.ui.marks import plain
from casebase.ui.own_draft import is_touched, offer_discard, own_draft, say_overtaken
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

# Code and label of a step, and the form that does it.
Step = tuple[str, str, Callable[[], None]]
Declare = Callable[[Desk, str, dict[str, str]], str]

_FIELDS = {field: field for field in FIELDS}
_LONG_AGO = date(1900, 1, 1)  # members were born, and took up what ties them, before other records begin


def appoint_form() -> None:
    """Let who keeps the roll appoint a member of either body for a term."""
    with errors_shown():
        draft = own_draft(Form.MEMBER, "appoint:new")
        with st.expander("위원 위촉", expanded=is_touched(draft)):
            show_faults_summary()
            bodies = {body.value: label for body, label in BODY_LABELS.items()}
            body = fields.pills(draft, "body", "기구", bodies, required=True)
            if not body:
                st.caption("먼저 기구를 고르세요. 위촉할 사람의 계정이 없으면 관리자에게 만들어 달라고 하세요.")
                return
            people = {account.id: f"{account.name}({account.login})" for account in appointable(desk())[Body(body)]}
            if not people:
                st.info("위촉할 수 있는 계정이 없습니다. 관리자에게 위원의 계정을 만들어 달라고 하세요.")
                return
            fields.choice(draft, "account_id", "위원", people, required=True)
            _term_fields(draft, Body(body))
            if st.button("위촉", key="appoint_member", type="primary"):
                _appoint(draft, people)


def member_steps(view: MemberView) -> None:
    """Let the person choose what to record of a member; nothing stands open until they do."""
    steps = {code: (label, form) for code, label, form in _steps(view)}
    if not steps:
        return
    if is_step_done() or st.session_state.get("work") not in steps:
        st.session_state["work"] = None
    labels = {code: plain(label) for code, (label, _) in steps.items()}
    st.pills("할 일", list(steps), format_func=labels.__getitem__, key="work", on_change=forget_faults)
    chosen = st.session_state["work"]
    if chosen:
        with st.container(border=True, key="member_form"), errors_shown():
            show_faults_summary()
            steps[chosen][1]()


def absence_lines(view: MemberView) -> None:
    """Show the days on which a member takes nothing on; each can be taken back."""
    if not view.absences:
        is_adviser = any(term.body == Body.PANEL for term in view.terms)
        st.caption(
            "등록한 부재 기간이 없습니다." + (" 등록하면 그 기간에는 자문을 배정받지 않습니다." if is_adviser else "")
        )
    for number, absence in enumerate(view.absences, start=1):
        with st.container(horizontal=True, vertical_alignment="center", key=f"absence_{number}"):
            told = " · ".join(each for each in (official_span(absence.from_on, absence.to_on), absence.reason) if each)
            st.markdown(plain(told))
            if Act.CANCEL_ABSENCE in view.permitted and st.button("빼기", key=f"cancel_absence_{number}"):
                _cancel(absence)


def tie_label(tie: Tie) -> str:
    """Return a tie in one line: "재직 · 한빛건설 · 2024. 1. 2.부터"."""
    since = f"{official_date(tie.begins_on)}부터" if tie.begins_on else "시작한 날 모름"
    until = f" {official_date(tie.ends_on)}까지" if tie.ends_on else ""
    return " · ".join(each for each in (TIE_LABELS[tie.kind], tie.name, since + until, tie.note) if each)


def _steps(view: MemberView) -> Iterator[Step]:
    permitted, today = view.permitted, desk().today
    if Act.DECLARE_TIE in permitted:
        yield "declare_tie", "관계 신고", partial(_tie, view)
    lasting = [tie for tie in view.ties if tie.ends_on is None]
    if Act.END_TIE in permitted and lasting:
        yield "end_tie", "관계 종료", partial(_end_tie, lasting)
    if Act.DECLARE_ABSENCE in permitted:
        yield "declare_absence", "부재 기간 등록", partial(_absence, view)
    for term in view.terms:
        if Act.CHANGE_MEMBER in permitted and term.ends_on >= today:
            label = f"임기 변경({BODY_LABELS[term.body]} {official_span(term.begins_on, term.ends_on)})"
            yield f"term_{term.id}", label, partial(_term, term)


def _term_fields(draft: Draft, body: Body) -> None:
    left, right = st.columns(2)
    with left:
        fields.day(draft, "begins_on", "임기 첫날", required=True)
    with right:
        fields.day(draft, "ends_on", "임기 마지막 날", required=True)
    typed_text(draft, "affiliation", "소속", fault=fault_of("affiliation"))
    if body == Body.PANEL:
        fields.several(draft, "specialities", "전문 분야", _FIELDS)
        label = "한 해 배정 한도(건, 없으면 비움)"
        typed_text(draft, "yearly_limit", label, fault=fault_of("yearly_limit"))
        typed_text(draft, "fee_won", "건당 자문료(원, 없으면 비움)", fault=fault_of("fee_won"))
    else:
        typed_text(draft, "recommended_by", "추천한 곳(없으면 비움)", fault=fault_of("recommended_by"))
        label = "생년월일(위원장 직무대행 순서를 정할 때 씁니다)"
        fields.day(draft, "born_on", label, required=True, earliest=_LONG_AGO, latest=desk().today)


def _appoint(draft: Draft, people: dict[str, str]) -> None:
    typed = drafts.fetch_draft(desk(), draft.id).fields
    command = desk("appoint_member", draft.id, json.dumps(typed, sort_keys=True))
    members.appoint_member(command, typed)
    drafts.discard_draft(desk(), draft.id)
    say_next(f"위촉했습니다: {people[typed['account_id']]}")
    st.rerun()


def _term(term: Member) -> None:
    draft = own_draft(Form.MEMBER, f"term:{term.id}", lambda: _recorded(term))
    say_overtaken(draft, term.version, {"임기": official_span(term.begins_on, term.ends_on), "소속": term.affiliation})
    _term_fields(draft, term.body)
    with st.container(horizontal=True):
        version = int(draft.text("version"))
        step_button(draft, "change_member", "변경 저장", members.change_member, term.id, version, "임기를 고쳤습니다.")
        offer_discard(draft)


def _recorded(term: Member) -> dict[str, str]:
    return {
        "version": str(term.version),
        "begins_on": term.begins_on.isoformat(),
        "ends_on": term.ends_on.isoformat(),
        "affiliation": term.affiliation,
        "specialities": json.dumps(term.specialities, ensure_ascii=False),
        "yearly_limit": "" if term.yearly_limit is None else str(term.yearly_limit),
        "fee_won": "" if term.fee_won is None else str(term.fee_won),
        "recommended_by": term.recommended_by,
        "born_on": term.born_on.isoformat() if term.born_on else "",
    }


def _tie(view: MemberView) -> None:
    draft = own_draft(Form.MEMBER, f"tie:{view.account.id}")
    st.caption("사건을 배정하거나 심의하기 전에 여기에 신고한 관계로 제척·회피 사유가 있는지 살핍니다.")
    kind = fields.pills(draft, "kind", "관계 구분", {each.value: TIE_LABELS[each] for each in TieKind}, required=True)
    is_kin = kind == TieKind.KIN
    label = "친족의 이름" if is_kin else "기관·업체·사람 이름(아래에서 고르면 비움)"
    typed_text(draft, "name", label, required=is_kin, fault=fault_of("name"))
    agencies = {agency.id: agency.name for agency in view.agencies}
    fields.choice(draft, "agency_id", "친족이 일하는 기관" if is_kin else "등록된 기관", agencies)
    number = "친족이 일하는 업체의 사업자등록번호" if is_kin else "업체의 사업자등록번호"
    typed_text(draft, "business_number", number, fault=fault_of("business_number"))
    if view.people:
        people = {account.id: f"{account.name}({account.login})" for account in view.people}
        fields.choice(draft, "other_account_id", "이 시스템에 계정이 있는 사람", people)
    left, right = st.columns(2)
    with left:
        fields.day(draft, "begins_on", "시작한 날(모르면 비움)", earliest=_LONG_AGO, latest=desk().today)
    with right:
        fields.day(draft, "ends_on", "끝난 날(계속되면 비움)", earliest=_LONG_AGO, latest=desk().today)
    typed_text(draft, "note", "설명", lines=2, fault=fault_of("note"))
    _declare(draft, "declare_tie", members.declare_tie, view.account.id, "관계를 신고했습니다.")


def _end_tie(lasting: list[Tie]) -> None:
    labels = {tie.id: tie_label(tie) for tie in lasting}
    chosen = st.selectbox(
        "끝난 관계", list(labels), index=None, format_func=labels.__getitem__, key="ended_tie", placeholder="고르세요"
    )
    tie = next((each for each in lasting if each.id == chosen), None)
    if tie is None:
        return
    draft = own_draft(Form.MEMBER, f"end_tie:{tie.id}")
    fields.day(draft, "ends_on", "관계가 끝난 날", required=True, latest=desk().today)
    typed_text(draft, "note", "설명(바꿀 때만)", lines=2, fault=fault_of("note"))
    told = "관계가 끝난 날을 기록했습니다."
    step_button(draft, "end_tie", "종료 기록", members.end_tie, tie.id, tie.version, told)


def _absence(view: MemberView) -> None:
    draft = own_draft(Form.MEMBER, f"absence:{view.account.id}")
    left, right = st.columns(2)
    with left:
        fields.day(draft, "from_on", "부재 첫날", required=True)
    with right:
        fields.day(draft, "to_on", "부재 마지막 날", required=True)
    typed_text(draft, "reason", "사유", fault=fault_of("reason"))
    told = "부재 기간을 등록했습니다. 이 기간에는 배정에서 빠집니다."
    _declare(draft, "declare_absence", members.declare_absence, view.account.id, told)


def _declare(draft: Draft, key: str, act: Declare, account_id: str, told: str) -> None:
    """Offer to record what its draft holds; the draft tells two declarations of one person apart."""
    if st.button("등록", key=key, type="primary"):
        typed = drafts.fetch_draft(desk(), draft.id).fields
        act(desk(key, draft.id, json.dumps(typed, sort_keys=True)), account_id, typed)
        drafts.discard_draft(desk(), draft.id)
        end_step(told)


def _cancel(absence: Absence) -> None:
    with errors_shown():
        members.cancel_absence(desk("cancel_absence", absence.id), absence.id, absence.version)
        say_next("부재 기간을 뺐습니다.")
        st.rerun()

"""The request for advice (자문의뢰서): the question, the case's issues one by one, the facts told, the files shown."""

import json

import streamlit as st

from casebase.casework import drafts
from casebase.casework.advice import ask_advice
from casebase.casework.advice_entry import AdviceForm, CaseIssue
from casebase.casework.advice_views import advice_form
from casebase.domain.draft import Draft, Form
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_fault, show_faults_summary
from casebase.ui.marks import plain, proof
from casebase.ui.own_draft import own_draft
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_CASE_PAGES = {"consultation": "consultation.py", "review": "exemption.py"}
_SHOWN = "shown_files"  # in a draft the names that begin with "file_" are of files it holds itself


def begin_advice(subject_kind: str, subject_id: str) -> str:
    """Return the id of one's own draft of a request about a case, begun with the case's issues. Raises: NotFound."""
    offered = advice_form(desk(), subject_kind, subject_id)
    return own_draft(Form.ADVICE, f"{subject_kind}:{subject_id}", lambda: _begun(offered)).id


def request_form(draft: Draft) -> None:
    """Show the form: what is asked first, then what is told and shown, then until when."""
    fields.begin_form(draft)
    subject_kind, _, subject_id = draft.subject.partition(":")
    offered = advice_form(desk(), subject_kind, subject_id)
    case = offered.case
    with st.container(key="way_back"):
        label = plain(f"사건 {case.number} {case.title}")
        st.page_link(_CASE_PAGES[case.kind], label=label, query_params={"number": case.number})
    show_faults_summary()
    st.subheader("1. 무엇을 묻는가")
    help = "자문위원이 이 글만 읽고도 무엇을 답해야 하는지 알 수 있게 적으세요."
    typed_text(draft, "question", "자문 요지", help=help, lines=3, required=True, fault=fault_of("question"))
    st.subheader("2. 쟁점")
    _issues(draft, offered)
    st.subheader("3. 알려 줄 사실관계")
    help = "자문위원이 아는 사실은 여기 적은 것과 아래 자료가 전부입니다. 불리한 사실도 빠뜨리지 마세요."
    typed_text(draft, "facts", "사실관계", help=help, lines=8, required=True, fault=fault_of("facts"))
    st.subheader("4. 보여 줄 자료")
    _files(draft, offered)
    st.subheader("5. 회신 기한")
    fields.day(draft, "due_on", "회신 기한", required=True)
    proof("기관이 정한 회신 기한", offered.due)
    _ask(draft, offered)


def _begun(offered: AdviceForm) -> dict[str, str]:
    """A request begins with every issue of the case ticked, in the case's own words."""
    begun = {"due_on": offered.due.due_on.isoformat()}
    for number, issue in enumerate(offered.issues, start=1):
        begun |= {f"asks_{number}": "yes", f"issue_{number}": issue.text}
    return begun


def _issues(draft: Draft, offered: AdviceForm) -> None:
    st.caption("예·아니요로 답할 수 있는 질문으로 고쳐 적으면 답을 나란히 견줄 수 있습니다.")
    left_out = [issue for number, issue in enumerate(offered.issues, 1) if not _issue(draft, number, issue)]
    known = len(offered.issues)
    count = fields.count(draft, "own_issues", 0 if known else 1)
    for number in range(known + 1, known + count + 1):
        name = f"issue_{number}"
        label = f"더한 쟁점 {number - known}" if known else f"쟁점 {number}"
        typed_text(draft, name, label, lines=2, required=not known and number == 1, fault=fault_of(name))
    if st.button("쟁점 더하기", key="add_issue"):
        fields.keep(draft.id, "own_issues", str(count + 1))
        st.rerun()
    if left_out:
        named = "".join(f"\n- {plain(issue.text)}" for issue in left_out)
        st.warning(f"사건의 쟁점 가운데 묻지 않는 것이 있습니다. 빠진 쟁점에는 의견을 받지 못합니다.{named}")
        name = "unasked_reason"
        typed_text(draft, name, "묻지 않는 이유", lines=2, required=True, fault=fault_of(name))


def _issue(draft: Draft, number: int, issue: CaseIssue) -> bool:
    """Show one issue of the case with the words it is asked in, and say whether it is asked."""
    with st.container(border=True, key=f"case_issue_{number}", gap="small"):
        asks = fields.yes(draft, f"asks_{number}", plain(issue.text))
        if asks:
            name = f"issue_{number}"
            typed_text(draft, name, f"쟁점 {number}", lines=2, required=True, fault=fault_of(name))
    return asks


def _files(draft: Draft, offered: AdviceForm) -> None:
    if not offered.files:
        st.caption("이 사건에 올라온 자료가 없습니다. 자료가 필요하면 사건에 먼저 올리세요.")
        return
    st.caption("고른 자료만 수락한 자문위원에게 보이고, 무엇을 보여 주었는지 의견서에 남습니다.")
    with st.container(gap=None):
        fields.ticks(draft, _SHOWN, {file.id: plain(f"{file.name} ({file.size:,} B)") for file in offered.files})
    show_fault("file_ids")


def _ask(draft: Draft, offered: AdviceForm) -> None:
    if st.button("자문의뢰", key="ask_advice", type="primary", width="stretch"):
        with errors_shown():
            typed = _typed(drafts.fetch_draft(desk(), draft.id), offered)
            case, command = offered.case, desk("ask_advice", draft.id, json.dumps(typed, sort_keys=True))
            number = ask_advice(command, case.kind, case.id, typed)
            drafts.discard_draft(desk(), draft.id)
            say_next("자문의뢰서를 냈습니다. 이어서 자문위원을 배정하세요.")
            st.query_params.from_dict({"number": number})
            st.rerun()


def _typed(draft: Draft, offered: AdviceForm) -> dict[str, str]:
    """Return what was typed; an issue whose tick was taken away is not asked, though its words are kept."""
    typed = draft.fields | {"file_ids": draft.text(_SHOWN)}
    for number, issue in enumerate(offered.issues, start=1):
        if draft.text(f"asks_{number}") == "yes":
            typed[f"criterion_{number}"] = issue.criterion
        else:
            typed[f"issue_{number}"] = ""
    return typed

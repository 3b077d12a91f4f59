"""The desk of a panel member: whether they take a request on, then a box for each issue; made for few minutes."""

import html
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from casebase.access.act import Act
from casebase.casework import advice_answers, drafts
from casebase.casework.advice_views import AdviceView, IssueView
from casebase.domain.advice import STANCE_LABELS, Assignment, AssignmentStatus
from casebase.domain.draft import Draft, Form
from casebase.domain.errors import NotFound
from casebase.law.values import printed_source
from casebase.ui import fields
from casebase.ui.advice_opinions import advice_opinions
from casebase.ui.advice_view import advice_head, asked_for, files_shown, similar_cases
from casebase.ui.case_step import StepAct, end_step, step_button
from casebase.ui.feedback import errors_shown, fault_of, forget_faults, show_faults_summary
from casebase.ui.marks import facts, passage, plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_RECUSE = "recuse_from_advice"


def advice_desk(view: AdviceView) -> None:
    """Show a member what waits for them: the offer, the issues to answer, or what was answered."""
    advice_head(view)
    own = view.own
    if own is None:
        return
    if own.status == AssignmentStatus.OFFERED:
        _offer(view, own)
    elif own.status == AssignmentStatus.ACCEPTED:
        _work(view, own)
    else:
        _answered(view)


@contextmanager
def kept_words_shown(number: str, page: str, link: str) -> Iterator[None]:
    """Give a member whose sight of a request ended while they were answering it their own words back."""
    try:
        yield
    except NotFound:
        draft = drafts.find_draft_of(desk(), Form.ADVICE_ANSWER, _subject(number))
        if draft is None or not is_touched(draft):
            raise
        st.title(plain(f"법률자문 {number}"))
        st.warning(
            "이 의뢰는 이제 볼 수 없습니다. 쓰는 사이에 의뢰가 철회되었거나 배정이 취소되었거나 사건이 끝났습니다. "
            "쓰던 의견은 아래에 그대로 있습니다. 더 알릴 것이 있으면 담당자에게 연락하세요."
        )
        for n, text in enumerate((draft.text(key) for key in sorted(draft.fields) if key.startswith("answer_")), 1):
            passage(f"쓰던 의견 {n}", text)
        passage("쓰던 종합 의견", draft.text("summary"))
        st.page_link(page, label=link)
        st.stop()


def _offer(view: AdviceView, own: Assignment) -> None:
    """Ask for a decision; nothing of the case but title and parties is shown before."""
    facts({"당사자": view.request.parties})
    answers = {code: label for code, (label, _) in _RESPONSES.items()}
    chosen = st.segmented_control(
        "이 의뢰를 맡으시겠습니까?",
        list(answers),
        default="accept_advice",
        format_func=lambda code: answers[code],
        key="work",
        on_change=forget_faults,
    )
    with errors_shown():
        draft = own_draft(Form.ADVICE_ANSWER, f"respond:{own.id}")
        show_faults_summary()
        _RESPONSES[chosen or "accept_advice"][1](view, own, draft)


def _accept(view: AdviceView, own: Assignment, draft: Draft) -> None:  # noqa: ARG001 - one shape for all responses
    """One press both confirms and accepts: who has few minutes is at the issues with it."""
    st.markdown("맡으려면 당사자와 아래 관계가 **하나도 없어야** 합니다. 하나라도 있으면 ‘회피’를 고르세요.")
    _grounds(view)
    if st.button("관계가 하나도 없음을 확인하고 수락", key="accept_advice", type="primary"):
        command = desk("accept_advice", own.id, own.version)
        advice_answers.accept_advice(command, own.id, own.version, {"no_conflict": "yes"})
        end_step("수락했습니다. 아래 쟁점에 답하세요. 쓰는 동안 저절로 저장됩니다.")


def _decline(view: AdviceView, own: Assignment, draft: Draft) -> None:  # noqa: ARG001
    typed_text(draft, "reason", "거절하는 까닭", lines=2, required=True, fault=fault_of("reason"))
    told = "거절했습니다. 담당자가 다른 위원에게 묻습니다."
    _leave(draft, "decline_advice", "거절", advice_answers.decline_advice, own, told)


def _recuse(view: AdviceView, own: Assignment, draft: Draft) -> None:
    grounds = {ground.code: ground.label for ground in view.grounds}
    chosen = fields.choice(draft, "ground", "회피 사유", grounds, required=True)
    for ground in view.grounds:
        if ground.code == chosen:
            st.caption(plain(f"{ground.question} ({printed_source(ground.basis, ground.source)})"))
    typed_text(draft, "reason", "어떤 관계인지", lines=2, required=True, fault=fault_of("reason"))
    told = "회피했습니다. 이 의뢰는 더 보이지 않습니다. ‘위원’에서 관계를 신고하면 다음 배정부터 미리 가려냅니다."
    _leave(draft, _RECUSE, "회피", advice_answers.recuse_from_advice, own, told)


def _leave(draft: Draft, key: str, label: str, act: StepAct, own: Assignment, told: str) -> None:
    """Offer a response after which the request is out of sight, and lead back to the list."""
    if st.button(label, key=key, type="primary"):
        act(desk(key, own.id, own.version), own.id, own.version, drafts.fetch_draft(desk(), draft.id).fields)
        drafts.discard_draft(desk(), draft.id)
        st.query_params.clear()
        end_step(told)


def _grounds(view: AdviceView) -> None:
    lines = "".join(
        f"<li>{html.escape(ground.question)} <small>{html.escape(printed_source(ground.basis, ground.source))}</small>"
        "</li>"
        for ground in view.grounds
    )
    st.html(f'<ul class="grounds">{lines}</ul>')


def _work(view: AdviceView, own: Assignment) -> None:
    """Put the boxes first; what there is to read stands beside them, or folded above on a narrow screen."""
    with st.container(key="advice_desk"):
        boxes, material = st.columns([3, 2], gap="medium")
    with material, st.container(key="advice_material"):
        asked_for(view)
        files_shown(view)
        similar_cases(view)
    with boxes, errors_shown():
        draft = own_draft(Form.ADVICE_ANSWER, _subject(view.request.number))
        show_faults_summary()
        for number, issue in enumerate(view.issues, start=1):
            _box(draft, number, issue)
        typed_text(draft, "summary", "종합 의견", lines=4, required=True, fault=fault_of("summary"))
        told = "회신했습니다. 의견서가 발행되었습니다."
        answer = advice_answers.answer_advice
        step_button(draft, "answer_advice", "의견서 회신", answer, own.id, own.version, told)
    _late_recusal(view, own)


def _box(draft: Draft, number: int, shown: IssueView) -> None:
    issue, stances = shown.issue, {stance.value: label for stance, label in STANCE_LABELS.items()}
    with st.container(border=True, key=f"issue_{number}", gap="small"):
        st.markdown(f"**쟁점 {number}.** {plain(issue.text)}")
        fields.pills(draft, f"stance_{issue.id}", "결론", stances, required=True)
        name = f"answer_{issue.id}"
        typed_text(draft, name, "의견", lines=4, required=True, fault=fault_of(name))


def _late_recusal(view: AdviceView, own: Assignment) -> None:
    """A relation found only in the files still leads out."""
    if Act.RECUSE_FROM_ADVICE not in view.permitted:
        return
    with errors_shown():
        draft = own_draft(Form.ADVICE_ANSWER, f"recuse:{own.id}")
        is_open = any(draft.text(name) for name in ("ground", "reason")) or bool(fault_of("ground"))
        with st.expander("당사자와 관계가 있음을 알게 되었다면(회피)", expanded=is_open):
            _recuse(view, own, draft)


def _answered(view: AdviceView) -> None:
    if view.is_complete:
        st.success("자문위원 모두가 회신했습니다. 의견을 나란히 볼 수 있습니다.")
    else:
        st.info("회신했습니다. 다른 자문위원의 의견은 모두 회신한 뒤에 보입니다.")
    advice_opinions(view.issues, view.assignments)
    asked_for(view)
    files_shown(view)


def _subject(number: str) -> str:
    """Return what the draft of an answer is about: found again also once the request is out of sight."""
    return f"answer:{number}"


Response = Callable[[AdviceView, Assignment, Draft], None]

_RESPONSES: dict[str, tuple[str, Response]] = {
    "accept_advice": ("수락", _accept),
    "decline_advice": ("거절", _decline),
    _RECUSE: ("회피", _recuse),
}

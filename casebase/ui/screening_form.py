"""Whether a matter is one for a consultation: the questions, what follows from the answers, and the decision."""

import html
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from casebase.casework.accounts import me
from casebase.casework.consultation_views import ConsultationView
from casebase.casework.consultations import screen_consultation
from casebase.domain.consultation import ELIGIBILITY_LABELS, ScreeningAnswer
from casebase.domain.draft import Draft
from casebase.law.eligibility import SCREENING_LABELS, Screening, ScreeningResult, exclusions_on, scope_on, screened
from casebase.law.grounds import Ground
from casebase.law.values import printed_source
from casebase.ui import fields
from casebase.ui.case_step import step_button, step_draft
from casebase.ui.feedback import fault_of
from casebase.ui.marks import plain
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

_HOLDS = {"yes": True, "no": False}
_SCOPE = "**대상 업무** · 하나라도 ‘예’이면 대상에 듭니다."
_EXCLUSIONS = "**제외 사유** · 하나라도 ‘예’이면 제외 대상입니다."
_MOST_NAMED = 3
_ANSWERS = {True: "예", False: "아니요", None: "답 없음"}


def screening_form(view: ConsultationView) -> None:
    """Let who handles a case answer the questions and decide; the questions only advise."""
    case, own_id = view.consultation, me(desk()).id
    day = case.received_on or desk().today
    draft = step_draft("screen", case.id, lambda: _recorded(view, own_id))
    others = [answer for answer in view.answers if answer.account_id != own_id]
    screening_result(screening_questions(draft, day, view.names, others))
    decisions = {decision.value: label for decision, label in ELIGIBILITY_LABELS.items()}
    fields.pills(draft, "eligibility", "판단", decisions, required=True)
    label = "판단 이유(답에서 나온 결과와 다르게 판단하면 꼭 적습니다)"
    typed_text(draft, "eligibility_reason", label, lines=3, fault=fault_of("eligibility_reason"))
    told = "대상 여부를 판단했습니다. 이제 검토하고 의견안을 쓰세요."
    step_button(draft, "screen_consultation", "판단 저장", screen_consultation, case.id, case.version, told)


def screening_questions(
    draft: Draft, day: date, names: Mapping[str, str] | None = None, others: Sequence[ScreeningAnswer] = ()
) -> Screening:
    """Ask the questions of a day and return what the answers say so far; `others` answered before, by their names."""
    answers: dict[str, bool | None] = {}
    for heading, grounds in ((_SCOPE, scope_on(day)), (_EXCLUSIONS, exclusions_on(day))):
        st.markdown(heading)
        for ground in grounds:
            with st.container(border=True, key=f"question_{ground.code}"):
                answers[ground.code] = _question(draft, ground)
                for other in others:
                    if other.question == ground.code:
                        _other((names or {}).get(other.account_id, ""), other)
    return screened(answers, day)


def screening_result(screening: Screening) -> None:
    """Show what follows from the answers, and folded how."""
    because = ", ".join(screening.because)
    if screening.result == ScreeningResult.UNDECIDED:
        count = len(screening.because)
        named = f"({because})" if count <= _MOST_NAMED else ""
        st.info(plain(f"답에서 나온 결과: 사람이 판단합니다. 답하지 않은 질문이 {count}개 있습니다{named}."))
    else:
        st.info(plain(f"답에서 나온 결과: {SCREENING_LABELS[screening.result]}. 이유: {because}"))
    with st.expander("결과가 나온 과정"):
        screening_trace(screening)


def screening_trace(screening: Screening) -> None:
    """Show question, answer, what follows, and the source of each."""
    rows = "".join(
        f"<tr><td>{html.escape(line.question)}</td><td>{_ANSWERS[line.answer]}</td>"
        f"<td>{html.escape(line.follows)}</td><td>{html.escape(line.source)}</td></tr>"
        for line in screening.trace
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("질문", "답", "결과", "근거"))
    st.html(f'<table class="proof"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')


def _question(draft: Draft, ground: Ground) -> bool | None:
    holds, reason = f"holds_{ground.code}", f"reason_{ground.code}"
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        st.markdown(f"**{plain(ground.question)}**")
        st.caption(plain(f"{ground.label} · {printed_source(ground.basis, ground.source)}"))
    with right:
        answer = fields.pills(draft, holds, "답", {"yes": "예", "no": "아니요"})
    if answer:
        typed_text(draft, reason, "그렇게 본 이유", fault=fault_of(reason))
    return _HOLDS.get(answer)


def _other(who: str, answer: ScreeningAnswer) -> None:
    reason = f": {answer.reason}" if answer.reason else ""
    st.caption(plain(f"{who}의 답 — {_ANSWERS[answer.holds]}{reason}"))


def _recorded(view: ConsultationView, account_id: str) -> dict[str, str]:
    """A second screening begins with what this person answered before, and what was decided."""
    case = view.consultation
    values = {"eligibility": case.eligibility or "", "eligibility_reason": case.eligibility_reason}
    for answer in view.answers:
        if answer.account_id == account_id:
            holds = "" if answer.holds is None else ("yes" if answer.holds else "no")
            values |= {f"holds_{answer.question}": holds, f"reason_{answer.question}": answer.reason}
    return values

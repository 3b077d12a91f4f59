"""How a review stands to re-examination: applying for one, the first ruling, the period, staying a ruling."""

import html

import streamlit as st

from casebase.access.act import Act
from casebase.casework import re_examinations
from casebase.casework.review_views import ReviewView
from casebase.domain.draft import Form
from casebase.korean.dates import official_date
from casebase.ui import fields
from casebase.ui.case_step import step_button
from casebase.ui.feedback import errors_shown, fault_of
from casebase.ui.marks import passage, plain, proof
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.re_examination_form import begin_re_examination
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def re_examination_view(view: ReviewView) -> None:
    """Show the first ruling of a re-examination, the re-examinations of any other, and what may be asked for."""
    if view.review.is_re_examination:
        _first(view)
    if view.re_examination is not None and not view.review.is_re_examination:
        proof("재심의 신청 기한", view.re_examination)
    for number in view.looked_again.again:
        st.page_link("exemption.py", label=f"재심의 **{number}**", query_params={"number": number})
    if view.looked_again.may_apply:
        _apply(view)
    _stay(view)


def first_results(view: ReviewView) -> None:
    """Show what the first ruling left of each charge: a re-examination never makes it worse."""
    found = view.looked_again.first_results
    if not found:
        return
    rows = "".join(
        f"<tr><td>{html.escape(one.label)}</td><td>{'인정' if one.was_recognised else '불인정'}</td>"
        f"<td>{html.escape(one.disposition_after)}</td></tr>"
        for one in found
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("지적과 대상", "처음 결정", "처음 결정 뒤 처분"))
    st.html(f"<h4>처음 결정</h4><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    st.caption("재심의에서는 처음 결정보다 불리하게 결정할 수 없습니다.")


def _first(view: ReviewView) -> None:
    again = view.looked_again
    paper = f" · 결정서 {again.first_paper}" if again.first_paper else ""
    if again.first_number:
        query = {"number": again.first_number}
        label = plain(f"처음 심사 {again.first_number}{paper}")
        st.page_link("exemption.py", label=label, query_params=query)
    elif paper:
        st.caption(plain(f"처음 결정서 {again.first_paper}"))
    if again.decision is not None:
        if again.is_decision_late:
            days = (desk().today - again.decision.due_on).days
            st.error(f"재심의 결정 기한이 {days}일 지났습니다.")
        proof("재심의 결정 기한", again.decision)
    if again.only_dismissal:
        st.warning(plain(again.only_dismissal))


def _apply(view: ReviewView) -> None:
    """Offer to apply until the last day; after it too, for only the office may say that it is late."""
    again, period = view.looked_again, view.re_examination
    if again.is_period_over and period is not None:
        st.caption(f"재심의 신청 기간이 {official_date(period.due_on)}에 끝났습니다. 지금 신청하면 각하될 수 있습니다.")
    is_office = Act.REGISTER_RE_EXAMINATION in view.permitted
    if st.button("재심의 등록" if is_office else "재심의 신청", key="begin_re_examination"):
        number = next(paper.number for paper in view.documents if paper.notified_on is not None)
        st.switch_page("re_examination.py", query_params={"id": begin_re_examination(number)})


def _stay(view: ReviewView) -> None:
    """Say that a ruling's effect is stayed; while it is looked at again, let an approver stay it."""
    review = view.review
    if review.stayed_on is not None:
        st.warning(plain(f"{official_date(review.stayed_on)}부터 이 결정의 효력이 정지되어 있습니다."))
        passage("정지 사유", review.stay_reason)
        return
    if Act.STAY_RULING not in view.permitted or not view.looked_again.is_running:
        return
    with errors_shown():
        draft = own_draft(Form.FINDING, f"stay:{review.id}")
        is_open = is_touched(draft) or any(fault_of(name) for name in ("stayed_on", "stay_reason"))
        with st.expander("결정의 효력 정지", expanded=is_open):
            st.caption("재심의를 신청했다고 결정의 효력이 멈추지는 않습니다. 멈추어야 하면 여기서 정지합니다.")
            fields.day(draft, "stayed_on", "효력을 정지한 날", required=True, latest=desk().today)
            typed_text(draft, "stay_reason", "정지 사유", lines=3, required=True, fault=fault_of("stay_reason"))
            act, told = re_examinations.stay_ruling, "결정의 효력을 정지했습니다."
            step_button(draft, "stay_ruling", "효력 정지", act, review.id, review.version, told, is_primary=False)

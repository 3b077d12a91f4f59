"""One item of the agenda as it stands: papers, quorum, recusals, what was answered, what was resolved."""

import html
from itertools import groupby

import streamlit as st

from casebase.casework.item_views import ItemView, ItemWork
from casebase.casework.question_views import QuestionView
from casebase.domain.meeting import CHOICE_LABELS, DONE, ITEM_STAGE_LABELS, Meeting, MeetingForm
from casebase.domain.ruling import OUTCOME_LABELS, RULING_KIND_LABELS
from casebase.korean.text import particle
from casebase.ui.marks import passage, plain
from casebase.ui.motion_form import motion_as_put
from casebase.ui.paper_signature import signature_told
from casebase.ui.recusal_form import recusals_shown

_DONE = frozenset(ITEM_STAGE_LABELS[stage] for stage in DONE)


def is_done(item: ItemView) -> bool:
    """Say whether an item is resolved or passed on, for whoever may see no more of it than that as well."""
    return item.stage in _DONE


def item_head(item: ItemView) -> None:
    """Show which item it is, where it stands, and its papers."""
    st.subheader(plain(f"제{item.position}호 안건. {item.title}"))
    work = item.work
    if work is None:
        st.caption(item.stage)
        st.info("이 안건에서 제척·기피·회피되어 제목만 보입니다. 자료와 심의 내용, 표결은 보이지 않습니다.")
        return
    kind, outcome = RULING_KIND_LABELS[work.proposal.kind], OUTCOME_LABELS[work.proposal.outcome]
    st.caption(plain(f"{item.stage} · 심사안: {kind}, {outcome}"))
    with st.container(horizontal=True, vertical_alignment="center", key="item_papers"):
        if work.papers is not None:
            st.link_button("안건자료(PDF)", f"/papers/{work.papers.number}")
            st.caption(plain(signature_told(work.papers)))
        if work.ruling_number:
            st.link_button(f"결정서 {work.ruling_number}", f"/papers/{work.ruling_number}")
        query = {"number": work.review.number}
        st.page_link("exemption.py", label=plain(f"{work.review.number} 사건 기록"), query_params=query)
    _result(work)


def item_standing(meeting: Meeting, work: ItemWork) -> None:
    """Show what came of the item, and by what numbers."""
    if work.item.motion is not None and work.item.stage in DONE:
        motion_as_put(work, work.item.motion)
    _tallies(work)
    if meeting.opened_at is not None:
        if meeting.form == MeetingForm.SITTING or work.resolution is not None:  # in writing, who votes is present
            st.caption(plain(f"이 안건의 정족수: {work.quorum}"))
        st.caption(plain(f"이 안건의 주재: {work.presiding_rule}"))
    if work.excluded or work.recusals:
        st.markdown("**제척·기피·회피**")
        recusals_shown(work)
    passage("관계인 의견 청취", work.item.hearing)
    passage("발언 요지", work.item.discussion)


def _result(work: ItemWork) -> None:
    resolution = work.resolution
    if resolution is not None:
        outcome = OUTCOME_LABELS[resolution.outcome]
        present = f"재적위원 {resolution.seats}명 가운데 {resolution.present}명 출석"
        numbers = f"찬성 {resolution.yes}, 반대 {resolution.no}, 기권 {resolution.abstained}"
        st.success(plain(f"‘{outcome}’{particle(outcome, '으로/로')} 의결했습니다. {present}, {numbers}."))
    elif work.item.result:
        st.warning(plain(f"다음 회의로 넘어갔습니다. {work.item.result}"))


def _tallies(work: ItemWork) -> None:
    """Show each question that was voted on by its numbers; how each member did only where ballots are open."""
    votes = [each.vote for each in work.recusals if each.vote is not None]
    asked = [*votes, *work.questions, *([work.motion_vote] if work.motion_vote else [])]
    counted = [question for question in asked if question.tally is not None]
    if not counted:
        return
    st.markdown("**표결 결과**")
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("항목", "심사안", "찬성", "반대", "기권", "위원회"))
    for heading, questions in groupby(counted, key=lambda question: question.heading):
        rows = "".join(_row(question) for question in questions)
        st.html(f"<h4>{html.escape(heading)}</h4><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")


def _row(question: QuestionView) -> str:
    tally = question.tally
    assert tally is not None
    how = ", ".join(f"{name} {CHOICE_LABELS[choice]}" for name, choice in question.how)
    label = html.escape(question.label) + (f"<br><small>{html.escape(how)}</small>" if how else "")
    cells = (label, html.escape(question.proposed), str(tally.yes), str(tally.no), str(tally.abstained))
    return (
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + f"<td><b>{html.escape(question.answer)}</b></td></tr>"
    )

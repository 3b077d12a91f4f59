"""The redaction preview: each proposal decided by a person, the text exactly as it would be published."""

import html
from collections.abc import Mapping

import streamlit as st

from casebase.casework.drafts import discard_draft
from casebase.casework.publication_entry import DECISION_LABELS, Proposal
from casebase.casework.publications import PublicationPart, PublicationView, publish_precedent
from casebase.domain.draft import Draft
from casebase.domain.precedent import PRECEDENT_PARTS
from casebase.ui import fields
from casebase.ui.feedback import errors_shown, say_next
from casebase.ui.marks import plain
from casebase.ui.session import desk
from casebase.ui.typed import typed_text


def publication_form(draft: Draft, view: PublicationView) -> None:
    """Show what is proposed, what is marked by hand, what would be read, and the act of publishing."""
    st.caption(plain(f"출처: {view.told}. 원래 문서는 바뀌지 않습니다."))
    if view.refusal:
        st.error(plain(view.refusal))
        return
    if view.warning:
        st.warning(plain(view.warning))
    _proposals(draft, view)
    st.subheader("직접 가릴 말")
    st.caption("영업비밀처럼 사람이 알아보는 것을 한 줄에 하나씩 적으세요. 글 어디에 있든 모두 가립니다.")
    faults = dict(view.faults)
    typed_text(draft, "phrases", "가릴 말", lines=3, fault=faults.get("phrases"))
    if st.button("미리보기에 반영", key="show_phrases"):
        st.rerun()
    _preview(view)
    _publish(view)


def _proposals(draft: Draft, view: PublicationView) -> None:
    st.subheader("가릴지 정할 곳")
    if not view.proposals:
        st.caption("개인정보로 보이는 곳을 찾지 못했습니다. 아래 글을 읽고 가릴 말이 있으면 직접 적으세요.")
        return
    st.markdown(f"**{len(view.proposals)}곳 가운데 {len(view.proposals) - view.count_undecided}곳을 정했습니다.**")
    if view.suggested:
        given = (draft.id, view.suggested)
        st.button("정하지 않은 곳은 제안대로", key="decide_as_suggested", on_click=_decide, args=given)
    for proposal in view.proposals:
        _proposal(draft, proposal)


def _proposal(draft: Draft, proposal: Proposal) -> None:
    with st.container(border=True, key=f"proposal_{proposal.key}", gap="xsmall"):
        piece = html.escape(proposal.piece)
        before, after = html.escape(proposal.before), html.escape(proposal.after)
        st.html(f'<p class="proposed">… {before}<mark>{piece}</mark>{after} …</p>')
        suggested = DECISION_LABELS[proposal.suggestion]
        told = f"{PRECEDENT_PARTS[proposal.part]} · {proposal.kind} · {proposal.reason} · 제안: {suggested}"
        st.caption(plain(told))
        fields.pills(draft, proposal.key, "이 곳은", DECISION_LABELS, required=True)


@fields.to_its_end
def _decide(draft_id: str, decisions: Mapping[str, str]) -> None:
    """Keep what is suggested, and show it as chosen."""
    for key, decision in decisions.items():
        fields.keep(draft_id, key, decision)
        st.session_state[key] = decision


def _preview(view: PublicationView) -> None:
    st.subheader("이대로 공개됩니다")
    if view.count_undecided:
        st.caption("아직 정하지 않은 곳은 가린 것으로 보입니다.")
    st.html(f'<div class="published">{"".join(map(_part, view.parts))}</div>')


def _part(part: PublicationPart) -> str:
    lines = html.escape(part.shown).replace("\n", "<br>")
    return f'<section class="passage"><h4>{html.escape(part.label)}</h4><p>{lines}</p></section>'


def _publish(view: PublicationView) -> None:
    if view.count_undecided:
        st.info(f"가릴지 남길지 정하지 않은 곳이 {view.count_undecided}곳 있습니다. 모두 정하면 공개할 수 있습니다.")
    left, right = st.columns(2)
    with errors_shown():
        if left.button("사례 공개", key="publish_precedent", type="primary", disabled=bool(view.count_undecided)):
            number = publish_precedent(
                desk("publish_precedent", view.draft_id, view.digest), view.draft_id, view.digest
            )
            say_next(f"사례 {number}로 공개했습니다.")
            st.switch_page("precedent.py", query_params={"number": number})
        if right.button("공개 검토 그만두기", key="discard_publication"):
            discard_draft(desk(), view.draft_id)
            say_next("공개 검토를 그만두었습니다. 공개된 것은 없습니다.")
            st.switch_page("precedents.py")

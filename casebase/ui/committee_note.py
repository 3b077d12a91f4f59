"""Before whom a proposed ruling comes: the committee and its meetings, its chair, or who approves in the office."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.casework.review_views import Deliberation, OnAgenda
from casebase.domain.account import Role
from casebase.domain.meeting import DONE, ITEM_STAGE_LABELS, MEETING_STATUS_LABELS, MeetingStatus, Resolution
from casebase.domain.ruling import OUTCOME_LABELS
from casebase.korean.dates import official_date
from casebase.law.committee import Decider
from casebase.ui.marks import facts, plain
from casebase.ui.session import desk


def committee_note(deliberation: Deliberation) -> None:
    """Say who decides on what is proposed, by which setting, and at which meeting."""
    rule = deliberation.decided_by_rule
    if deliberation.decided_by == Decider.HEAD or rule is None:
        return
    since = f"{official_date(rule.since)}부터 {rule.label}: {rule.value}, {rule.printed_source}"
    if deliberation.decided_by == Decider.CHAIR:
        st.info(plain(f"이 결정은 위원장이 결재합니다({since})."))
        return
    st.info(plain(f"이 결정은 위원회 의결로 나갑니다({since})."))
    waiting = [one for one in deliberation.agenda if _is_open(one)]
    if not waiting:
        st.caption("아직 회의 안건이 아닙니다. 간사가 안건으로 올리면 여기에 회의가 나타납니다.")
    for one in waiting:
        _meeting(one)


def meetings_of(deliberation: Deliberation) -> None:
    """Show the meetings that a review came before, and what the committee resolved."""
    past = [one for one in deliberation.agenda if not _is_open(one)]
    if not past:
        return
    st.markdown("**위원회 심의**")
    for one in past:
        _meeting(one)
    if deliberation.resolution is not None:
        _resolved(deliberation.resolution)


def may_issue(deliberation: Deliberation) -> bool:
    """Say whether this person, where they may approve at all, is who issues what is proposed."""
    if deliberation.decided_by == Decider.COMMITTEE:
        return False
    return deliberation.decided_by != Decider.CHAIR or me(desk()).role == Role.CHAIR


def _meeting(one: OnAgenda) -> None:
    told = f"{official_date(one.held_on)} · {MEETING_STATUS_LABELS[one.status]} · {ITEM_STAGE_LABELS[one.stage]}"
    with st.container(key=f"on_agenda_{one.number}", gap="xsmall"):
        if granted(me(desk()).role, Act.SEE_MEETING):
            st.page_link("meeting.py", label=f"**회의 {one.number}**", query_params={"number": one.number})
        else:
            st.markdown(f"**회의 {one.number}**")
        st.caption(plain(f"{told} · {one.result}" if one.result else told))


def _resolved(resolution: Resolution) -> None:
    told = {
        "위원회 의결": OUTCOME_LABELS[resolution.outcome],
        "출석": f"재적위원 {resolution.seats}명 가운데 {resolution.present}명",
        "표결": f"찬성 {resolution.yes}, 반대 {resolution.no}, 기권 {resolution.abstained}",
        "제척·기피·회피": ", ".join(resolution.recused) or "없음",
    }
    facts(told)


def _is_open(one: OnAgenda) -> bool:
    return one.stage not in DONE and one.status not in {MeetingStatus.CLOSED, MeetingStatus.CANCELLED}

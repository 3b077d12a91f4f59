"""The roll of members as of a day, and one member's own page."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from casebase.access.act import Act
from casebase.casework.member_views import MemberView, Roll, RollLine
from casebase.domain.member import BODY_LABELS, Body, Member, Tie
from casebase.korean.dates import official_span
from casebase.korean.money import won
from casebase.ui.marks import facts, plain, timeline
from casebase.ui.member_form import absence_lines, appoint_form, member_steps, tie_label
from casebase.ui.session import desk

_NOBODY = {
    Body.PANEL: "이날 법률자문단에 위원이 없습니다.",
    Body.COMMITTEE: "이날 감사위원회에 위원이 없습니다.",
}


def roll_day() -> date | None:
    """Ask as of which day the roll is wanted; None for today."""
    return st.date_input(
        "이날의 위원",
        value=desk().today,
        min_value=date(1990, 1, 1),
        max_value=date(2100, 12, 31),
        format="YYYY-MM-DD",
        key="roll_on",
    )


def roll_view(roll: Roll) -> None:
    """Show who serves on the day, body by body, then those who do not; and the form to appoint."""
    may_appoint = Act.APPOINT_MEMBER in roll.permitted
    for body, lines in ((Body.COMMITTEE, roll.committee), (Body.PANEL, roll.panel)):
        st.subheader(f"{BODY_LABELS[body]} {len(lines)}명")
        if not lines:
            st.info(_NOBODY[body] + (" 아래 ‘위원 위촉’에서 위촉하세요." if may_appoint else ""))
        for line in lines:
            _line(line)
    if may_appoint:
        appoint_form()
    _others(roll.others)


def member_view(view: MemberView) -> None:
    """Show one member: terms and load, then ties and absences with the forms to declare and to end them."""
    st.title(plain(view.account.name))
    for sentence in view.undeclared:
        st.warning(plain(sentence))
    if not view.terms:
        st.info("위촉된 적이 없는 계정입니다.")
    for term in view.terms:
        facts(_printed(term))
    if any(term.body == Body.PANEL for term in view.terms):
        st.caption(f"맡고 있는 자문 {view.open_now}건 · 올해 배정 {view.this_year}건")
    with st.container(key="next_step"):
        member_steps(view)
    st.subheader("신고한 관계")
    _ties(view.ties)
    st.subheader("부재 기간")
    absence_lines(view)
    if view.timeline:
        timeline(view.timeline)


def _line(line: RollLine) -> None:
    member = line.member
    with st.container(border=True, key=f"member_{member.id}", gap="xsmall"):
        label = f"**{plain(line.name)}**{' · 위원장' if member.is_chair else ''}"
        st.page_link("members.py", label=label, query_params={"id": member.account_id})
        told = [official_span(member.begins_on, member.ends_on), member.affiliation, *_of_body(line)]
        if line.is_away:
            told.append("오늘 부재")
        st.caption(plain(" · ".join(each for each in told if each)))


def _of_body(line: RollLine) -> list[str]:
    member = line.member
    if member.body == Body.COMMITTEE:
        return [f"{member.recommended_by} 추천" if member.recommended_by else ""]
    limit = f"/한도 {member.yearly_limit}" if member.yearly_limit is not None else ""
    return [", ".join(member.specialities), f"진행 {line.open_now}건, 올해 {line.this_year}건{limit}"]


def _others(others: Sequence[RollLine]) -> None:
    if not others:
        return
    with st.expander(f"이날 임기가 아닌 위원 {len(others)}건"):
        for line in others:
            member = line.member
            told = f"{line.name} · {BODY_LABELS[member.body]} · {official_span(member.begins_on, member.ends_on)}"
            st.page_link("members.py", label=plain(told), query_params={"id": member.account_id})


def _printed(term: Member) -> dict[str, str]:
    told = {
        "기구": BODY_LABELS[term.body] + (" 위원장" if term.is_chair else ""),
        "임기": f"{official_span(term.begins_on, term.ends_on)} {_standing(term, desk().today)}",
        "소속": term.affiliation,
        "전문 분야": ", ".join(term.specialities),
        "추천한 곳": term.recommended_by,
        "한 해 배정 한도": "" if term.yearly_limit is None else f"{term.yearly_limit}건",
        "건당 자문료": "" if term.fee_won is None else won(term.fee_won),
    }
    return {name: value for name, value in told.items() if value}


def _standing(term: Member, today: date) -> str:
    if term.is_serving(today):
        return "(임기 중)"
    return "(임기 전)" if today < term.begins_on else "(임기 끝남)"


def _ties(ties: Sequence[Tie]) -> None:
    """Show what was declared; what lasts first."""
    if not ties:
        st.info("신고한 관계가 없습니다. 2년 안에 재직하거나 자문한 곳, 친족이 일하는 곳을 신고하세요.")
        return
    for tie in sorted(ties, key=lambda each: each.ends_on is not None):
        st.markdown(f"- {plain(tie_label(tie))}")

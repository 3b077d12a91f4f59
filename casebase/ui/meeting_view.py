"""One meeting as its people read it: what each must do now first, then the agenda, the seats, what happened."""

import html

import streamlit as st

from casebase.casework.item_views import ItemView
from casebase.casework.meeting_views import MeetingView
from casebase.domain.meeting import MEETING_FORM_LABELS, MEETING_STATUS_LABELS, MeetingStatus
from casebase.korean.dates import official_date
from casebase.ui.item_steps import item_steps
from casebase.ui.item_view import is_done, item_head, item_standing
from casebase.ui.marks import demo_mark, facts, passage, plain, timeline
from casebase.ui.meeting_follow import follow
from casebase.ui.meeting_list import held
from casebase.ui.meeting_steps import meeting_steps
from casebase.ui.paper_signature import signature_told

_ATTENDED = {True: "출석", False: "불출석", None: "-"}


def meeting_view(view: MeetingView) -> None:
    """Show a meeting: the item in hand first while it is open, the preparation before that."""
    meeting = view.meeting
    st.title(f"{meeting.number} {MEETING_FORM_LABELS[meeting.form]}")
    demo_mark(meeting.is_demo, "")
    st.caption(plain(f"{MEETING_STATUS_LABELS[meeting.status]} · {held(meeting)}"))
    if view.minutes is not None:
        st.link_button(f"회의록 {view.minutes.number}", f"/papers/{view.minutes.number}")
        st.caption(plain(signature_told(view.minutes)))
    follow(view)
    with st.container(key="next_step"):
        if meeting.status == MeetingStatus.OPEN:
            _agenda(view)
            meeting_steps(view)
        else:
            meeting_steps(view)
            st.subheader("안건")
            _agenda(view)
    _record(view)
    timeline(view.timeline)


def _agenda(view: MeetingView) -> None:
    """Show the item in hand, and below it the whole agenda to choose from."""
    if not view.items:
        st.info("안건이 없습니다. 간사가 상신된 결정안을 안건으로 올립니다.")
        return
    items = {item.id: item for item in view.items}
    item = items[_chosen(view)]
    with st.container(border=True, key=f"item_{item.position}"):
        item_head(item)
        if item.work is not None:
            item_steps(view, item, item.work)
            item_standing(view.meeting, item.work)
    if len(items) > 1:
        names = {item.id: plain(f"제{item.position}호 {item.title} ({item.stage})") for item in view.items}
        st.radio("안건 목록", list(names), format_func=names.__getitem__, key="item")


def _chosen(view: MeetingView) -> str:
    """Return the item to show: what a person chose, until another item asks for their vote."""
    asking = {item.id for item in view.items if item.work is not None and item.work.to_cast}
    asked_before: set[str] = st.session_state.get("items_asking", set())
    ids = [item.id for item in view.items]
    if st.session_state.get("item") not in ids or asking - asked_before:
        st.session_state["item"] = _in_hand(view.items, asking - asked_before or asking).id
    st.session_state["items_asking"] = asking
    return str(st.session_state["item"])


def _in_hand(items: tuple[ItemView, ...], asking: set[str]) -> ItemView:
    """Return the item that asks for a vote, otherwise the first that can be worked on, otherwise the first."""
    for wanted in (
        [item for item in items if item.id in asking],
        [item for item in items if item.permitted and not is_done(item)],
        [item for item in items if not is_done(item)],
    ):
        if wanted:
            return wanted[0]
    return items[0]


def _is_counted(view: MeetingView) -> bool:
    """Say whether it is known who is there: marked, and of a vote in writing told item by item."""
    return any(seat.is_present is not None for seat in view.seats)


def _record(view: MeetingView) -> None:
    meeting = view.meeting
    told = {
        "정족수": view.quorum if _is_counted(view) else "",
        "주재": " · ".join(part for part in (view.names.get(view.presiding_id or "", ""), view.presiding_rule) if part),
        "소집": f"{official_date(meeting.called_on)} 알림" if meeting.called_on is not None else "",
        "급히 알린 사유": meeting.short_notice_reason,
        "취소 사유": meeting.end_reason,
    }
    st.subheader("위원")
    rows = "".join(
        f"<tr><td>{html.escape(seat.name)}</td><td>{html.escape(seat.post)}</td><td>{_ATTENDED[seat.is_present]}</td></tr>"
        for seat in view.seats
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("이름", "직위", "출석"))
    st.html(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    facts({name: value for name, value in told.items() if value})
    passage("회의 경과", meeting.proceedings)

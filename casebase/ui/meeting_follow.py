"""The page of an open meeting follows what others do, and begins anew only when the meeting itself moved."""

from collections.abc import Hashable

import streamlit as st

from casebase.access.act import Act
from casebase.casework.counts import newest_event
from casebase.casework.item_views import ItemView
from casebase.casework.meeting_views import MeetingView, meeting_page
from casebase.domain.meeting import MeetingStatus
from casebase.ui.components import newest
from casebase.ui.feedback import errors_shown
from casebase.ui.marks import plain
from casebase.ui.session import desk

_FOLLOWED = frozenset({MeetingStatus.CALLED, MeetingStatus.OPEN})
_NEWEST = newest()


def follow(view: MeetingView) -> None:
    """Say who has voted, and keep saying it; once the meeting or an item moved on, the page begins anew.

    Whatever is typed or chosen stands in drafts, which a new beginning leaves as they are. While a ballot is in hand
    the page stays as it is: each look around sends along the choices as the browser knows them, and one that left
    before it knew of those filled in would take them back.
    """
    if view.meeting.status in _FOLLOWED:
        st.fragment(_follow)(view)


def _is_voting(view: MeetingView) -> bool:
    return any(item.work is not None and item.work.to_cast for item in view.items)


def _follow(shown: MeetingView) -> None:
    with errors_shown():
        seq, _ = newest_event(desk())
        now = meeting_page(desk(), shown.meeting.number)
        if standing(now) != standing(shown):
            st.rerun()
        for item in now.items:
            _votes(item)
        if not _is_voting(now):
            _NEWEST(key="newest", data={"seq": seq}, on_moved_change=lambda: None)


def standing(view: MeetingView) -> Hashable:
    """Return all of a meeting that makes its page another: not who has voted, which is told without one."""
    return (view.meeting.version, view.meeting.status, view.permitted, tuple(_standing(item) for item in view.items))


def _standing(item: ItemView) -> Hashable:
    work = item.work
    if work is None:
        return item.id, item.stage
    recusals = tuple(
        (each.recusal.id, each.recusal.version, each.may_decide, not each.waiting) for each in work.recusals
    )
    to_cast = tuple(question.key for question in work.to_cast)
    may_close = Act.CLOSE_VOTE in item.permitted and not work.waiting
    return item.id, item.version, item.stage, item.permitted, work.is_stale, recusals, to_cast, may_close


def _votes(item: ItemView) -> None:
    """Say who has voted and who is still to, never how."""
    work = item.work
    for one in work.recusals if work else ():
        if one.waiting:
            st.caption(plain(f"제{item.position}호 안건 {one.name} 위원 기피 표결: 기다림 {', '.join(one.waiting)}"))
    if work is None or not (work.voted or work.waiting):
        return
    count = len(work.voted) + len(work.waiting)
    named = [f"표결함: {', '.join(work.voted)}"] if work.voted else []
    named += [f"기다림: {', '.join(work.waiting)}"] if work.waiting else []
    with st.container(key=f"votes_{item.position}", gap="xsmall"):
        st.markdown(f"**제{item.position}호 안건: {count}명 가운데 {len(work.voted)}명이 표결했습니다.**")
        st.caption(plain(" · ".join(named)))

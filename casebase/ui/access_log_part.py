"""The admin screen's part that shows who read what."""

import html

import streamlit as st

from casebase.casework.access_log import access_list, count_access, kept_since
from casebase.casework.admin import AdminView
from casebase.casework.export_rows import ACCESS_COLUMNS, access_row
from casebase.domain.access_log import THING_LABELS, AccessFilter, AccessLine
from casebase.domain.account import ROLE_LABELS
from casebase.korean.dates import official_date
from casebase.ui.export_links import export_links
from casebase.ui.feedback import errors_shown
from casebase.ui.lists import pager
from casebase.ui.session import desk

SIZE = 50


def access_log_part(view: AdminView) -> None:
    """Show who read which ruling or whose personal data, the newest first, by person, thing and day."""
    with errors_shown():
        st.caption(
            "결정서와 개인정보를 누가 보았는지 적습니다. 같은 로그인에서 같은 것을 다시 본 것은 한 시간에 한 줄입니다. "
            f"{official_date(kept_since(desk()))}부터의 기록이 있으며(기관 기준), 이 화면을 본 것도 적힙니다."
        )
        wanted = _filter(view)
        offset = pager("access_log", count_access(desk(), wanted), SIZE, wanted)
        lines = access_list(desk(), wanted, SIZE, offset)
        if lines:
            st.html(_table(lines))
            export_links("access_log", wanted)
        else:
            st.info("맞는 열람 기록이 없습니다. 사람, 대상, 번호나 날짜를 바꾸어 보세요.")


def _filter(view: AdminView) -> AccessFilter:
    people = {a.id: f"{a.name} · {ROLE_LABELS[a.role]} · {a.login}" for a in view.accounts}
    things = {thing.value: label for thing, label in THING_LABELS.items()}
    left, right = st.columns(2)
    with left:
        person = st.selectbox(
            "누가", list(people), index=None, format_func=people.__getitem__, key="access_account", placeholder="모두"
        )
        since = st.date_input("부터", value=None, key="access_since", format="YYYY-MM-DD")
    with right:
        thing = st.selectbox(
            "무엇을", list(things), index=None, format_func=things.__getitem__, key="access_thing", placeholder="모두"
        )
        until = st.date_input("까지", value=None, key="access_until", format="YYYY-MM-DD")
    number = st.text_input("번호", key="access_number", placeholder="사건이나 문서의 번호(예: 2026-면책-0001)")
    return AccessFilter(
        account_id=person or "", thing=thing or "", number=number.strip(), since=since or None, until=until or None
    )


def _table(lines: list[AccessLine]) -> str:
    heads = "".join(f'<th scope="col">{html.escape(heading)}</th>' for heading in ACCESS_COLUMNS)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(value))}</td>" for value in access_row(line)) + "</tr>"
        for line in lines
    )
    caption = "<caption>열람 기록</caption>"
    return f'<table class="figure">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'

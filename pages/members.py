"""위원: who serves on a day in panel and committee, and one member's own page."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.casework.member_views import member_page, roll
from casebase.domain.reach import Relation
from casebase.ui.feedback import errors_shown, missing_shown, show_notice
from casebase.ui.member_view import member_view, roll_day, roll_view
from casebase.ui.session import desk

show_notice()
account_id = st.query_params.get("id", "")
with errors_shown():
    account = me(desk())
    relations = granted(account.role, Act.SEE_MEMBERS)
    if Relation.SELF in relations and Relation.ANY not in relations:
        account_id = account_id or account.id  # who may see only themselves has no roll to leaf through
    if account_id:
        with missing_shown("위원", "members.py", "위원 목록으로"):
            view = member_page(desk(), account_id)
        member_view(view)
    else:
        st.title("위원")
        roll_view(roll(desk(), roll_day()))

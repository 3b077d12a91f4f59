"""오늘: what waits for the person who looks."""

import streamlit as st

from casebase.casework.due_days import waiting_cases
from casebase.casework.today import today_page
from casebase.korean.dates import official_date, weekday
from casebase.ui.feedback import errors_shown, show_notice
from casebase.ui.session import desk, mirror
from casebase.ui.today_view import today_view
from casebase.ui.work_counts import work_counts

mine = desk()
st.title(f"오늘 {official_date(mine.today)}({weekday(mine.today)})")
show_notice()
with errors_shown():
    today_view(today_page(mine, waiting_cases(mine, mirror())), mine.today)
    work_counts()

"""The entrance: the gate, the routes of our own, and the pages. `streamlit run app.py` serves all of it."""

import streamlit as st

from casebase.ui.feedback import unforeseen
from casebase.web.entrance import MIDDLEWARE, ROUTES, lifespan

app = st.App(
    "pages/frame.py",
    middleware=MIDDLEWARE,
    routes=ROUTES,
    lifespan=lifespan,
    on_script_error=unforeseen,
)

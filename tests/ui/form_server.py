"""The product's own entrance in front of a page that shows one of each part, for the browser tests.

A file named "broken" or "slow", with its seconds in it, in the folder CASEBASE_HOME makes the API behave so.
"""

import asyncio
import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from casebase.web.entrance import MIDDLEWARE, ROUTES, lifespan

HOME = Path(os.environ["CASEBASE_HOME"])


class Hindered:
    """ASGI middleware that stands for a slow line and a full disk."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            if (HOME / "slow").exists():
                await asyncio.sleep(float((HOME / "slow").read_text()))
            if (HOME / "broken").exists():
                await JSONResponse({"message": "저장 공간이 부족합니다."}, 507)(scope, receive, send)
                return
        await self._app(scope, receive, send)


app = st.App("form_page.py", middleware=[Middleware(Hindered), *MIDDLEWARE], routes=ROUTES, lifespan=lifespan)

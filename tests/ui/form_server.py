"""A form in a real server, for the browser tests: the parts on one page, drafts and files kept in a folder.

Run by uvicorn; FORM_HOME is the folder. A file named "signed-out", "gone", "broken" or "slow" (with its seconds in it)
makes the API behave so.
"""

import asyncio
import hashlib
import json
import os
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

HOME = Path(os.environ["FORM_HOME"])


def read_fields(draft: str) -> dict:
    file = HOME / f"{draft}.json"
    return json.loads(file.read_text()) if file.exists() else {}


def write_fields(draft: str, fields: dict) -> None:
    (HOME / f"{draft}.new").write_text(json.dumps(fields))
    (HOME / f"{draft}.new").rename(HOME / f"{draft}.json")


async def hindered() -> Response | None:
    if (HOME / "slow").exists():
        await asyncio.sleep(float((HOME / "slow").read_text()))
    for name, status in (("signed-out", 401), ("gone", 404), ("broken", 500)):
        if (HOME / name).exists():
            return JSONResponse({}, status)
    return None


async def drafts(request: Request) -> Response:
    body = await request.json()
    draft, posted = body["draft"], body["fields"]
    with (HOME / f"{draft}.posts").open("a") as log:
        log.write(json.dumps(posted) + "\n")
    if (answer := await hindered()) is not None:
        return answer
    if any("거절" in entry["v"] for entry in posted.values()):
        return JSONResponse({"message": "이 칸은 저장할 수 없습니다. 줄여 쓰세요."}, 413)
    fields = read_fields(draft)
    for name, entry in posted.items():
        if entry["s"] > fields.get(name, {"s": 0})["s"]:
            fields[name] = entry
    write_fields(draft, fields)
    return JSONResponse({"ok": {name: fields[name]["s"] for name in posted}})


async def add_file(request: Request) -> Response:
    content = await request.body()
    if (answer := await hindered()) is not None:
        return answer
    if b"not a photo" in content:
        return JSONResponse({"message": "사진이 아닙니다. 사진 파일을 고르세요."}, 422)
    query, media_type = request.query_params, request.headers["content-type"]
    file = {"sha256": hashlib.sha256(content).hexdigest(), "name": query["name"], "media_type": media_type}
    file |= {"size": len(content), "role": query["role"], "key": query["key"]}
    (HOME / file["sha256"]).write_bytes(content)
    fields = read_fields(query["draft"])
    fields[f"file_{query['key']}"] = {"v": json.dumps(file), "s": 1}
    write_fields(query["draft"], fields)
    return JSONResponse(file)


async def one_file(request: Request) -> Response:
    return Response((HOME / request.path_params["sha256"]).read_bytes(), media_type="image/png")


async def remove_file(request: Request) -> Response:
    if (answer := await hindered()) is not None:
        return answer
    query = request.query_params
    fields = read_fields(query["draft"])
    fields.pop(f"file_{query['key']}", None)
    write_fields(query["draft"], fields)
    return JSONResponse({})


app = st.App(
    "form_page.py",
    routes=[
        Route("/api/drafts", drafts, methods=["POST"]),
        Route("/api/files", add_file, methods=["POST"]),
        Route("/api/files", remove_file, methods=["DELETE"]),
        Route("/api/files/{sha256}", one_file),
    ],
)

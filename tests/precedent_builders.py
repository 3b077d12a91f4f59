"""Precedents and what stands around them, put on record with working defaults."""

from dataclasses import replace
from datetime import date
from itertools import count

from casebase.domain.account import Account
from casebase.domain.board import Comment, Post, PostKind, ReadingItem, ReadingList
from casebase.domain.precedent import (
    CaseImport,
    Precedent,
    PrecedentKind,
    PrecedentOrigin,
    PrecedentState,
    StatuteChange,
)
from casebase.store.case_imports import insert_case_import
from casebase.store.connection import Connection
from casebase.store.ids import new_id
from casebase.store.posts import insert_comment, insert_post
from casebase.store.precedents import insert_precedent
from casebase.store.reading_lists import insert_reading_list
from casebase.store.statute_changes import insert_statute_change
from tests.builders import TODAY

_serial = count(1)


def precedent_of(**facts: object) -> Precedent:
    """A precedent of a casebook, kept in no store."""
    serial = next(_serial)
    precedent = Precedent(
        id=new_id(),
        number=f"2026-사례-{serial:04d}",
        kind=PrecedentKind.PRE_CONSULTING,
        origin=PrecedentOrigin.CASEBOOK,
        source_key=f"pre_consulting:tried-{serial}",
        title="농지전용허가를 받을 수 있는지",
        agency="가람군",
        year=2024,
        field="농지·산지",
        facts="공장 진입로가 농지를 지난다.",
        question="농지전용허가 없이 진입로를 넓힐 수 있는가",
        view_a="허가 없이 넓힐 수 있다.",
        view_b="농지법 제34조의 허가가 필요하다.",
        outcome="을설",
        reasons="농지의 형질이 바뀌므로 허가를 받아야 한다.",
        source="시험 사례집 12쪽",
        received_on=None,
        answered_on=None,
        state=PrecedentState.PUBLISHED,
        published_by="account-1",
        published_on=TODAY,
    )
    return replace(precedent, **facts)  # type: ignore[arg-type]


def a_precedent(con: Connection, **facts: object) -> Precedent:
    """Put a precedent on record."""
    precedent = precedent_of(**facts)
    insert_precedent(con, precedent)
    return precedent


def a_case_import(con: Connection, **facts: object) -> CaseImport:
    """Put an import on record."""
    case_import = CaseImport(
        id=new_id(),
        kind=PrecedentKind.PRE_CONSULTING,
        file_name="사례집.json",
        sha256="a" * 64,
        count_rows=3,
        count_taken=2,
        imported_by="account-1",
        imported_at="2026-11-20T01:00:00.000000Z",
    )
    case_import = replace(case_import, **facts)  # type: ignore[arg-type]
    insert_case_import(con, case_import)
    return case_import


def a_statute_change(con: Connection, by: Account, **facts: object) -> StatuteChange:
    """Put a change of a statute on record."""
    change = StatuteChange(
        id=new_id(),
        statute="농지법",
        article="제34조",
        changed_on=date(2025, 1, 3),
        what="농지전용허가의 대상이 바뀌었다.",
        source="법률 제20083호",
        entered_by=by.id,
        entered_at="2026-11-20T01:00:00.000000Z",
    )
    change = replace(change, **facts)  # type: ignore[arg-type]
    insert_statute_change(con, change)
    return change


def a_reading_list(con: Connection, owner: Account, *precedents: Precedent, **facts: object) -> ReadingList:
    """Put a reading list of some precedents on record, in their order."""
    reading_list = ReadingList(
        id=new_id(),
        number=f"2026-목록-{next(_serial):04d}",
        name="농지 사례",
        note="",
        owner_id=owner.id,
        is_shared=False,
        made_at="2026-11-20T01:00:00.000000Z",
        items=tuple(
            ReadingItem(precedent_id=precedent.id, position=position, note="")
            for position, precedent in enumerate(precedents, start=1)
        ),
    )
    reading_list = replace(reading_list, **facts)  # type: ignore[arg-type]
    insert_reading_list(con, reading_list)
    return reading_list


def a_post(con: Connection, by: Account, **facts: object) -> Post:
    """Put a post on record."""
    post = Post(
        id=new_id(),
        number=f"2026-게시-{next(_serial):04d}",
        kind=PostKind.NOTICE,
        title="사전컨설팅 신청 안내",
        text="신청서에는 쟁점과 두 견해를 적어 주세요.",
        precedent_id=None,
        posted_by=by.id,
        posted_on=TODAY,
        posted_at="2026-11-23T01:00:00.000000Z",
    )
    post = replace(post, **facts)  # type: ignore[arg-type]
    insert_post(con, post)
    return post


def a_comment(con: Connection, post: Post, by: Account, **facts: object) -> Comment:
    """Put a comment on record."""
    comment = Comment(
        id=new_id(),
        post_id=post.id,
        account_id=by.id,
        text="잘 읽었습니다.",
        written_at="2026-11-23T02:00:00.000000Z",
    )
    comment = replace(comment, **facts)  # type: ignore[arg-type]
    insert_comment(con, comment)
    return comment

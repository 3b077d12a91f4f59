"""The tables of posts and comments, on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.board import PostKind
from casebase.domain.errors import NotFound
from casebase.domain.listing import PostFilter
from casebase.store.connection import Connection
from casebase.store.posts import (
    count_posts,
    fetch_comment,
    fetch_post,
    fetch_post_by_number,
    list_comments,
    list_posts,
    list_posts_on,
    update_comment,
    update_post,
)
from tests.builders import TODAY, an_account
from tests.precedent_builders import a_comment, a_post, a_precedent


def test_a_post_comes_back_as_it_went_in(con: Connection) -> None:
    precedent = a_precedent(con)
    post = a_post(con, an_account(con), precedent_id=precedent.id, kind=PostKind.OPINION, is_demo=True)

    assert fetch_post(con, post.id) == fetch_post_by_number(con, post.number) == post
    assert list_posts_on(con, precedent.id) == [post]
    for fetch in (fetch_post, fetch_post_by_number):
        with pytest.raises(NotFound):
            fetch(con, "none")


def test_posts_are_listed_the_newest_first_and_filtered_by_words_and_kind(con: Connection) -> None:
    writer = an_account(con, name="박감사")
    old = a_post(con, writer, posted_on=date(2026, 1, 5))
    new = a_post(con, writer, kind=PostKind.REPORT, title="10월 업무 보고")
    a_comment(con, new, writer)
    taken = a_comment(con, new, writer)
    update_comment(con, replace(taken, removed_by=writer.id, removed_at="2026-11-23T03:00:00.000000Z"))

    lines = list_posts(con, PostFilter(), 10, 0)

    assert [(line.id, line.posted_by, line.count_comments) for line in lines] == [
        (new.id, "박감사", 1),
        (old.id, "박감사", 0),
    ]
    assert [line.id for line in list_posts(con, PostFilter(query="쟁점과 두견해"), 10, 0)] == [new.id, old.id]
    assert [line.id for line in list_posts(con, PostFilter(query="업무보고", kind="report"), 10, 0)] == [new.id]
    assert [line.id for line in list_posts(con, PostFilter(), 1, 1)] == [old.id]
    assert (count_posts(con, PostFilter()), count_posts(con, PostFilter(kind="minutes"))) == (2, 0)


def test_a_withdrawn_post_keeps_its_place_and_tells_nothing_more(con: Connection) -> None:
    post = a_post(con, an_account(con), precedent_id=a_precedent(con).id)
    withdrawn = replace(post, withdrawn_on=TODAY, withdrawal_reason="잘못 올렸다.")

    assert update_post(con, replace(withdrawn, text="고쳐지지 않는다"))
    assert not update_post(con, withdrawn)

    assert fetch_post(con, post.id) == replace(withdrawn, version=2)
    (line,) = list_posts(con, PostFilter(), 10, 0)
    assert (line.is_withdrawn, line.title) == (True, "")
    assert list_posts(con, PostFilter(query="안내"), 10, 0) == []
    assert count_posts(con, PostFilter(query="안내")) == 0
    (line,) = list_posts(con, PostFilter(query="안내"), 10, 0, with_withdrawn=True)
    assert line.title == post.title
    assert list_posts_on(con, str(post.precedent_id)) == []


def test_comments_stand_in_the_order_they_were_written_also_one_taken_away(con: Connection) -> None:
    writer = an_account(con)
    post, other = a_post(con, writer), a_post(con, writer)
    second = a_comment(con, post, writer, written_at="2026-11-23T05:00:00.000000Z")
    first = a_comment(con, post, writer, written_at="2026-11-23T04:00:00.000000Z")
    a_comment(con, other, writer)
    removed = replace(
        first, removed_by=writer.id, removed_at="2026-11-23T06:00:00.000000Z", removal_reason="잘못 적었다."
    )

    assert update_comment(con, removed)
    assert not update_comment(con, removed)

    assert list_comments(con, post.id) == [replace(removed, version=2), second]
    assert fetch_comment(con, second.id) == second
    with pytest.raises(NotFound):
        fetch_comment(con, "none")

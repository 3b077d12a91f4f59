"""The tables `posts` and `comments`."""

from casebase.domain.board import Comment, Post, PostKind
from casebase.domain.errors import NotFound
from casebase.domain.listing import PostFilter, PostLine
from casebase.korean.text import search_text, search_words
from casebase.store.columns import contains, day, day_or_none, marks, named, settings, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, number, kind, title, text, precedent_id, posted_by, posted_on, posted_at, withdrawn_on, withdrawal_reason,"
    " is_demo, version"
)
CHANGEABLE = "withdrawn_on, withdrawal_reason"
COMMENT_COLUMNS = "id, post_id, account_id, text, written_at, removed_by, removed_at, removal_reason, version"
COMMENT_CHANGEABLE = "removed_by, removed_at, removal_reason"
_COUNT_COMMENTS = "(select count(*) from comments c where c.post_id = p.id and c.removed_at is null)"
_FROM = " from posts p join accounts a on a.id = p.posted_by"


def fetch_post(con: Connection, post_id: str) -> Post:
    """Raises: NotFound."""
    return _found(con.row(f"select {COLUMNS} from posts where id = ?", [post_id]))


def fetch_post_by_number(con: Connection, number: str) -> Post:
    """Raises: NotFound."""
    return _found(con.row(f"select {COLUMNS} from posts where number = ?", [number]))


def list_posts(
    con: Connection, wanted: PostFilter, limit: int, offset: int, *, with_withdrawn: bool = False
) -> list[PostLine]:
    """Return one page of posts, the newest first.

    A withdrawn one keeps its place; unless `with_withdrawn` its title is empty, and no search finds it.
    """
    condition, values = _condition(wanted, with_withdrawn=with_withdrawn)
    rows = con.rows(
        f"select p.id, p.number, p.kind, p.title, a.name, p.posted_on, {_COUNT_COMMENTS}, p.withdrawn_on, p.is_demo"
        f"{_FROM} where {condition} order by p.posted_on desc, p.id desc limit ? offset ?",
        [*values, limit, offset],
    )
    return [_line(row, with_withdrawn=with_withdrawn) for row in rows]


def count_posts(con: Connection, wanted: PostFilter, *, with_withdrawn: bool = False) -> int:
    condition, values = _condition(wanted, with_withdrawn=with_withdrawn)
    row = con.row(f"select count(*){_FROM} where {condition}", values)
    return int(row[0]) if row else 0


def list_posts_on(con: Connection, precedent_id: str) -> list[Post]:
    """Return the posts that share one precedent and stand, the newest first."""
    rows = con.rows(
        f"select {COLUMNS} from posts where precedent_id = ? and withdrawn_on is null order by id desc", [precedent_id]
    )
    return [_found(row) for row in rows]


def insert_post(con: Connection, post: Post) -> None:
    con.run(
        f"insert into posts ({COLUMNS}, search_text) values ({marks(COLUMNS)}, ?)",
        [*values_of(post, COLUMNS), search_text(" ".join([post.number, post.title, post.text]))],
    )


def update_post(con: Connection, post: Post) -> bool:
    """Write that a post was withdrawn. False when `post.version` is stale."""
    changed = con.run(
        f"update posts set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(post, CHANGEABLE), post.id, post.version],
    )
    return changed == 1


def fetch_comment(con: Connection, comment_id: str) -> Comment:
    """Raises: NotFound."""
    row = con.row(f"select {COMMENT_COLUMNS} from comments where id = ?", [comment_id])
    if row is None:
        raise NotFound("댓글을")
    return _comment(row)


def list_comments(con: Connection, post_id: str) -> list[Comment]:
    """Return a post's comments in the order they were written, those taken away too."""
    rows = con.rows(f"select {COMMENT_COLUMNS} from comments where post_id = ? order by written_at, id", [post_id])
    return [_comment(row) for row in rows]


def insert_comment(con: Connection, comment: Comment) -> None:
    con.run(
        f"insert into comments ({COMMENT_COLUMNS}) values ({marks(COMMENT_COLUMNS)})",
        values_of(comment, COMMENT_COLUMNS),
    )


def update_comment(con: Connection, comment: Comment) -> bool:
    """Write that a comment was taken away. False when `comment.version` is stale."""
    changed = con.run(
        f"update comments set {settings(COMMENT_CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(comment, COMMENT_CHANGEABLE), comment.id, comment.version],
    )
    return changed == 1


def _condition(wanted: PostFilter, *, with_withdrawn: bool) -> tuple[str, list[object]]:
    condition, values = contains(search_words(wanted.query), "p.search_text")
    parts = [condition]
    if wanted.query and not with_withdrawn:
        parts.append("p.withdrawn_on is null")
    if wanted.kind:
        parts.append("p.kind = ?")
        values.append(wanted.kind)
    return " and ".join(f"({part})" for part in parts), values


def _found(row: Row | None) -> Post:
    if row is None:
        raise NotFound("게시글을")
    values = named(COLUMNS, row)
    values |= {
        "kind": PostKind(values["kind"]),
        "posted_on": day(values["posted_on"]),
        "withdrawn_on": day_or_none(values["withdrawn_on"]),
        "is_demo": bool(values["is_demo"]),
    }
    return Post(**values)


def _comment(row: Row) -> Comment:
    return Comment(**named(COMMENT_COLUMNS, row))


def _line(row: Row, *, with_withdrawn: bool) -> PostLine:
    id_, number, kind, title, posted_by, posted_on, count_comments, withdrawn_on, is_demo = row
    return PostLine(
        id=id_,
        number=number,
        kind=PostKind(kind),
        title=title if with_withdrawn or not withdrawn_on else "",
        posted_by=posted_by,
        posted_on=day(posted_on),
        count_comments=int(count_comments),
        is_withdrawn=bool(withdrawn_on),
        is_demo=bool(is_demo),
    )

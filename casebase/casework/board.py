"""The board (게시판): what the office publishes for all agencies to read and comment on."""

from dataclasses import dataclass, replace

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_person
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import LONG, Entry
from casebase.casework.files import take_files
from casebase.casework.intake_files import POST
from casebase.casework.papers import is_demo_office
from casebase.casework.timeline import overtaken
from casebase.domain.account import ROLE_LABELS
from casebase.domain.board import POST_KIND_LABELS, Comment, Post, PostKind
from casebase.domain.case import CaseKind
from casebase.domain.document import Attachment
from casebase.domain.draft import Form
from casebase.domain.errors import InvalidEntry, NotFound
from casebase.domain.listing import PostFilter, PostLine
from casebase.domain.precedent import Precedent, PrecedentState
from casebase.domain.reach import Relation
from casebase.korean.text import particle
from casebase.store import accounts, documents, drafts, posts, precedents
from casebase.store.files import fetch_bytes
from casebase.store.ids import new_id
from casebase.store.numbers import next_number
from casebase.store.settings import list_settings

LONGEST_COMMENT = 2_000
MOST_COMMENTS = 500  # of one post
_WHAT = "게시글을"
_OWN_OR_ANY = frozenset({Relation.ANY, Relation.SELF})


@dataclass(frozen=True, kw_only=True)
class CommentView:
    """One comment; taken away, its text is empty and `removal` says by whom and why."""

    comment: Comment
    text: str
    writer: str
    role: str
    removal: str
    may_remove: bool


@dataclass(frozen=True, kw_only=True)
class PostView:
    """All that the page of one post shows.

    Withdrawn, a post keeps its place: to others than those who post, its title, text, files and comments are empty.
    `precedent` is None without one, or where it was taken down.
    """

    post: Post
    posted_by: str
    files: tuple[Attachment, ...]
    precedent: Precedent | None
    comments: tuple[CommentView, ...]
    may_withdraw: bool
    may_comment: bool


@look(Act.SEE_BOARD)
def post_list(asked: Look, wanted: PostFilter, limit: int, offset: int) -> list[PostLine]:
    """Return one page of posts, the newest first. The title of a withdrawn one is empty to all but who post."""
    return posts.list_posts(asked.con, wanted, limit, offset, with_withdrawn=_sees_withdrawn(asked))


@look(Act.SEE_BOARD)
def count_posts(asked: Look, wanted: PostFilter) -> int:
    return posts.count_posts(asked.con, wanted, with_withdrawn=_sees_withdrawn(asked))


@look(Act.SEE_BOARD)
def post(asked: Look, number: str) -> PostView:
    """Return one post with its comments. Raises: NotFound."""
    found = posts.fetch_post_by_number(asked.con, number)
    is_told = _is_told(asked, found)
    writer = accounts.fetch_account(asked.con, found.posted_by)
    return PostView(
        post=found if is_told else replace(found, title="", text="", precedent_id=None),
        posted_by=writer.name,
        files=tuple(documents.list_attachments_of(asked.con, "post", found.id)) if is_told else (),
        precedent=_precedent(asked, found) if is_told else None,
        comments=tuple(_comment(asked, each) for each in posts.list_comments(asked.con, found.id)) if is_told else (),
        may_withdraw=not found.withdrawn_on and asked.may(Act.WITHDRAW_POST, to_person(asked.account, found.posted_by)),
        may_comment=not found.withdrawn_on and asked.may(Act.WRITE_COMMENT, ANYTHING),
    )


@look(Act.SEE_BOARD)
def post_file(asked: Look, attachment_id: str) -> tuple[Attachment, bytes]:
    """Return a file of a post, of a withdrawn one only to who post. Raises: NotFound."""
    attachment = documents.fetch_attachment(asked.con, attachment_id)
    if attachment.subject_kind != "post" or not _is_told(asked, posts.fetch_post(asked.con, attachment.subject_id)):
        raise NotFound("파일을")
    return attachment, fetch_bytes(asked.store.home, attachment.sha256)


@act(Act.WRITE_POST)
def write_post(deed: Deed, draft_id: str) -> str:
    """Post from a draft: kind (a PostKind), title, text, precedent_number, and PDF files of role "post".

    Returns the post's number; the draft is wiped. Raises: NotFound, SeveralInvalid.
    """
    deed.allow(ANYTHING)
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.POST, deed.now)
    entry = Entry(draft.fields)
    kind = entry.choice("kind", "구분", POST_KIND_LABELS)
    title = entry.text("title", "제목")
    text = entry.text("text", "내용", limit=LONG)
    shared = _shared(deed, entry)
    entry.must_be_sound()
    made = Post(
        id=new_id(),
        number=next_number(deed.con, deed.today.year, CaseKind.POST.value),
        kind=PostKind(kind),
        title=title,
        text=text,
        precedent_id=shared.id if shared else None,
        posted_by=deed.account.id,
        posted_on=deed.today,
        posted_at=deed.now,
        is_demo=is_demo_office(list_settings(deed.con)),
    )
    posts.insert_post(deed.con, made)
    files = take_files(deed, draft.fields, POST, "post", made.id)
    drafts.wipe_draft(deed.con, draft_id)
    return _record(deed, made, title=made.title, files=[file.name for file in files]).number


@act(Act.WITHDRAW_POST)
def withdraw_post(deed: Deed, post_id: str, version: int, fields: dict[str, str]) -> str:
    """Take a post back, with `withdrawal_reason`, which everybody may read. Returns its number.

    Raises: NotFound, NotPermitted, SeveralInvalid, InvalidEntry where it was taken back before, ChangedMeanwhile.
    """
    found = posts.fetch_post(deed.con, post_id)
    deed.allow_on(to_person(deed.account, found.posted_by), Act.SEE_BOARD, _WHAT)
    _must_stand(found)
    entry = Entry(fields)
    reason = entry.text("withdrawal_reason", "철회 사유")
    entry.must_be_sound()
    withdrawn = replace(found, withdrawn_on=deed.today, withdrawal_reason=reason, version=version)
    if not posts.update_post(deed.con, withdrawn):
        raise overtaken(deed, "post", post_id, f"게시글 {found.number}")
    return _record(deed, found, reason=reason).number


@act(Act.WRITE_COMMENT)
def write_comment(deed: Deed, post_id: str, version: int, fields: dict[str, str]) -> str:
    """Comment on a post: `text`. Returns the comment's id.

    Raises: NotFound, SeveralInvalid, InvalidEntry beyond MOST_COMMENTS, ChangedMeanwhile where the post was withdrawn.
    """
    deed.allow(ANYTHING)
    found = posts.fetch_post(deed.con, post_id)
    if found.version != version:
        raise overtaken(deed, "post", post_id, f"게시글 {found.number}")
    _must_stand(found)
    entry = Entry(fields)
    text = entry.text("text", "댓글", limit=LONGEST_COMMENT)
    entry.must_be_sound()
    if len(posts.list_comments(deed.con, post_id)) >= MOST_COMMENTS:
        raise InvalidEntry(
            f"댓글은 게시글마다 {MOST_COMMENTS}개까지 달 수 있습니다. 담당자에게 따로 문의하세요.", "text"
        )
    comment = Comment(id=new_id(), post_id=post_id, account_id=deed.account.id, text=text, written_at=deed.now)
    posts.insert_comment(deed.con, comment)
    _record(deed, found, comment=comment.id)
    return comment.id


@act(Act.REMOVE_COMMENT)
def remove_comment(deed: Deed, comment_id: str, version: int, fields: dict[str, str]) -> str:
    """Take a comment away, one's own or, as the head, another's: `removal_reason`. Its place stays. Returns its id.

    Raises: NotFound, NotPermitted, SeveralInvalid, InvalidEntry where it was taken away before, ChangedMeanwhile.
    """
    comment = posts.fetch_comment(deed.con, comment_id)
    found = posts.fetch_post(deed.con, comment.post_id)
    deed.allow_on(to_person(deed.account, comment.account_id), Act.SEE_BOARD, "댓글을")
    if comment.removed_at:
        raise InvalidEntry("이미 지운 댓글입니다. 화면을 새로 고치세요.")
    entry = Entry(fields)
    reason = entry.text("removal_reason", "지우는 사유")
    entry.must_be_sound()
    removed = replace(comment, removed_by=deed.account.id, removed_at=deed.now, removal_reason=reason, version=version)
    if not posts.update_comment(deed.con, removed):
        raise overtaken(deed, "post", found.id, f"게시글 {found.number}")
    _record(deed, found, comment=comment.id, reason=reason)
    return comment.id


def _sees_withdrawn(asked: Look) -> bool:
    return asked.may(Act.WITHDRAW_POST, _OWN_OR_ANY)


def _is_told(asked: Look, found: Post) -> bool:
    return found.withdrawn_on is None or _sees_withdrawn(asked)


def _must_stand(found: Post) -> None:
    if found.withdrawn_on:
        raise InvalidEntry(f"게시글 {found.number}의 게시는 철회되었습니다. 목록에서 다른 글을 고르세요.")


def _shared(deed: Deed, entry: Entry) -> Precedent | None:
    number = entry.text("precedent_number", "사례 번호", required=False)
    if not number:
        return None
    try:
        found = precedents.fetch_precedent_by_number(deed.con, number)
    except NotFound as absent:
        entry.take_fault(absent, "precedent_number")
        return None
    if found.state == PrecedentState.WITHDRAWN:
        entry.refuse("precedent_number", f"사례 {found.number}의 공개는 철회되었습니다. 다른 사례를 고르세요.")
    return found


def _precedent(asked: Look, found: Post) -> Precedent | None:
    if not found.precedent_id:
        return None
    shared = precedents.fetch_precedent(asked.con, found.precedent_id)
    return shared if shared.state == PrecedentState.PUBLISHED else None


def _comment(asked: Look, comment: Comment) -> CommentView:
    writer = accounts.fetch_account(asked.con, comment.account_id)
    is_removed = comment.removed_at is not None
    return CommentView(
        comment=comment if not is_removed else replace(comment, text=""),
        text="" if is_removed else comment.text,
        writer=writer.name,
        role=ROLE_LABELS[writer.role],
        removal=_removal(asked, comment),
        may_remove=not is_removed and asked.may(Act.REMOVE_COMMENT, to_person(asked.account, comment.account_id)),
    )


def _removal(asked: Look, comment: Comment) -> str:
    if comment.removed_by is None:
        return ""
    name = accounts.fetch_account(asked.con, comment.removed_by).name
    who = "쓴 사람이" if comment.removed_by == comment.account_id else f"{name}{particle(name, '이/가')}"
    return f"{who} 지운 댓글입니다. 사유: {comment.removal_reason}"


def _record(deed: Deed, found: Post, **detail: object) -> Post:
    deed.record("post", found.id, number=found.number, **detail)
    return found

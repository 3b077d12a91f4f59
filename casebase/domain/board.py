"""What the office shares: reading lists, and the board where it publishes for all agencies to read and comment."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class ReadingItem:
    """One precedent on a reading list, and why it is there."""

    precedent_id: str
    position: int  # 1 is the first
    note: str


@dataclass(frozen=True, kw_only=True)
class ReadingList:
    """읽기 목록: precedents in an order, kept by one person, seen by others once shared."""

    id: str
    number: str  # "2026-목록-0001"
    name: str
    note: str
    owner_id: str
    is_shared: bool
    made_at: str
    items: tuple[ReadingItem, ...] = ()
    version: int = 1


class PostKind(StrEnum):
    """What a post shares."""

    OPINION = "opinion"
    REPORT = "report"
    MINUTES = "minutes"
    NOTICE = "notice"


POST_KIND_LABELS = {
    PostKind.OPINION: "의견·결정 사례",
    PostKind.REPORT: "보고서",
    PostKind.MINUTES: "회의록",
    PostKind.NOTICE: "알림",
}


@dataclass(frozen=True, kw_only=True)
class Post:
    """게시글: what the office publishes to everybody with an account. Its files are attachments of kind "post"."""

    id: str
    number: str  # "2026-게시-0001"
    kind: PostKind
    title: str
    text: str
    precedent_id: str | None
    posted_by: str
    posted_on: date
    posted_at: str
    withdrawn_on: date | None = None
    withdrawal_reason: str = ""
    is_demo: bool = False
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Comment:
    """댓글 of one person to a post; taken away, its place stays and its text is shown no more."""

    id: str
    post_id: str
    account_id: str
    text: str
    written_at: str
    removed_by: str | None = None
    removed_at: str | None = None
    removal_reason: str = ""
    version: int = 1

"""The board: posts with files for everybody, comments by everybody, withdrawn and taken away with a reason."""

import pytest

from casebase.casework import board
from casebase.casework.board import (
    count_posts,
    post,
    post_file,
    post_list,
    remove_comment,
    withdraw_post,
    write_comment,
    write_post,
)
from casebase.casework.intake_files import keep_file
from casebase.casework.precedents import withdraw_precedent
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import ChangedMeanwhile, FileRefused, InvalidEntry, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.listing import PostFilter
from casebase.store.connection import Store
from casebase.store.events import list_events_of
from tests.case_builders import Person, a_draft, a_person, a_photo, attach, record_of
from tests.precedent_builders import a_precedent

FIELDS = {"kind": "notice", "title": "사전컨설팅 신청 안내", "text": "신청서에는 쟁점과 두 견해를 적어 주세요."}
PDF = b"%PDF-1.7 guide"
REASON = {"withdrawal_reason": "잘못 올렸다."}


def a_post_of(writer: Person, **fields: str) -> str:
    """Post with one file and return the number."""
    draft_id = a_draft(writer, Form.POST, FIELDS | fields)
    attach(writer, draft_id, "안내.pdf", PDF, "post")
    return write_post(writer.desk, draft_id)


def comment_on(writer: Person, number: str, text: str = "잘 읽었습니다.") -> str:
    found = post(writer.desk, number).post
    return write_comment(writer.desk, found.id, found.version, {"text": text})


@pytest.mark.parametrize("role", Role)
def test_everybody_with_an_account_reads_a_post_opens_its_files_and_comments(sqlite_store: Store, role: Role) -> None:
    writer, reader = a_person(sqlite_store, name="박감사"), a_person(sqlite_store, role)
    with sqlite_store.transaction() as con:
        shared = a_precedent(con)
    number = a_post_of(writer, precedent_number=shared.number)

    comment_id = comment_on(reader, number)

    view = post(reader.desk, number)
    assert (view.post.title, view.posted_by, view.precedent) == (FIELDS["title"], "박감사", shared)
    assert post_file(reader.desk, view.files[0].id) == (view.files[0], PDF)
    (comment,) = view.comments
    assert (comment.comment.id, comment.text, comment.may_remove) == (comment_id, "잘 읽었습니다.", True)
    (line,) = post_list(reader.desk, PostFilter(), 10, 0)
    assert (line.number, line.count_comments, count_posts(reader.desk, PostFilter())) == (number, 1, 1)


def test_a_post_uses_its_draft_up_once_and_leaves_one_event(store: Store) -> None:
    writer = a_person(store, Role.SECRETARY)
    draft_id = a_draft(writer, Form.POST, FIELDS)
    desk = writer.desk

    number = write_post(desk, draft_id)

    assert write_post(desk, draft_id) == number == "2026-게시-0001"
    with pytest.raises(NotFound):
        write_post(writer.desk, draft_id)
    found = post(writer.desk, number).post
    with store.reading() as con:
        assert len(list_events_of(con, "post", found.id)) == 1
    assert record_of(store)["drafts"] == []


def test_the_board_takes_pdf_files_alone(sqlite_store: Store) -> None:
    writer = a_person(sqlite_store)
    draft_id = a_draft(writer, Form.POST, FIELDS)

    with pytest.raises(FileRefused, match="PDF 파일만"):
        keep_file(writer.desk, draft_id, "a1", "현장.jpg", "post", a_photo())

    assert keep_file(writer.desk, draft_id, "a2", "안내.pdf", "post", PDF).media_type == "application/pdf"


def test_what_is_missing_or_not_the_office_s_to_post_is_refused(store: Store) -> None:
    writer, head = a_person(store), a_person(store, Role.HEAD)
    with store.transaction() as con:
        gone = a_precedent(con)
    withdraw_precedent(head.desk, gone.id, 1, REASON)
    empty, wrong = a_draft(writer, Form.POST, {}), a_draft(writer, Form.POST, FIELDS | {"precedent_number": "없음"})
    withdrawn = a_draft(writer, Form.POST, FIELDS | {"precedent_number": gone.number})
    stranger = a_person(store, Role.APPLICANT)
    own = a_draft(stranger, Form.POST, FIELDS)
    before = record_of(store)

    with pytest.raises(SeveralInvalid) as refused:
        write_post(writer.desk, empty)
    assert {fault.field for fault in refused.value.faults} == {"kind", "title", "text"}
    with pytest.raises(SeveralInvalid, match="찾을 수 없거나"):
        write_post(writer.desk, wrong)
    with pytest.raises(SeveralInvalid, match="공개는 철회되었습니다"):
        write_post(writer.desk, withdrawn)
    with pytest.raises(NotPermitted):
        write_post(stranger.desk, own)

    assert record_of(store) == before


def test_a_withdrawn_post_shows_its_reason_and_nothing_more_outside(store: Store) -> None:
    writer, reader = a_person(store), a_person(store, Role.APPLICANT)
    number = a_post_of(writer)
    comment_on(reader, number)
    found = post(reader.desk, number)

    withdraw_post(writer.desk, found.post.id, 1, REASON)

    outside, inside = post(reader.desk, number), post(writer.desk, number)
    assert (outside.post.title, outside.post.text, outside.files, outside.comments) == ("", "", (), ())
    assert (outside.post.withdrawal_reason, outside.may_comment) == ("잘못 올렸다.", False)
    assert (inside.post.title, len(inside.files), inside.may_withdraw) == (FIELDS["title"], 1, False)
    assert [(line.title, line.is_withdrawn) for line in post_list(reader.desk, PostFilter(), 10, 0)] == [("", True)]
    assert post_list(reader.desk, PostFilter(query="안내"), 10, 0) == []
    with pytest.raises(NotFound):
        post_file(reader.desk, found.files[0].id)
    with pytest.raises(InvalidEntry, match="철회되었습니다"):
        write_comment(reader.desk, found.post.id, 2, {"text": "늦은 댓글"})
    with pytest.raises(ChangedMeanwhile, match="게시 철회"):
        write_comment(reader.desk, found.post.id, 1, {"text": "늦은 댓글"})
    with pytest.raises(InvalidEntry, match="철회되었습니다"):
        withdraw_post(writer.desk, found.post.id, 2, REASON)


def test_withdrawing_is_for_who_posted_and_for_the_head(store: Store) -> None:
    writer, head = a_person(store), a_person(store, Role.HEAD)
    found = post(writer.desk, a_post_of(writer)).post
    strangers = (a_person(store), a_person(store, Role.SECRETARY), a_person(store, Role.APPLICANT))
    before = record_of(store)

    for other in strangers:
        with pytest.raises(NotPermitted):
            withdraw_post(other.desk, found.id, 1, REASON)
    with pytest.raises(SeveralInvalid, match="철회 사유"):
        withdraw_post(head.desk, found.id, 1, {})
    with pytest.raises(ChangedMeanwhile):
        withdraw_post(head.desk, found.id, 2, REASON)

    assert record_of(store) == before
    assert withdraw_post(head.desk, found.id, 1, REASON) == found.number


def test_a_comment_taken_away_keeps_its_place_with_who_and_why(store: Store) -> None:
    writer, reader, other = a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.PANEL)
    head = a_person(store, Role.HEAD, name="최감사관")
    number = a_post_of(writer)
    own, insulting, kept = (comment_on(reader, number, text) for text in ("잘못 적음", "험한 말", "남는 말"))
    reason = {"removal_reason": "사실과 다르다."}

    with pytest.raises(NotPermitted):
        remove_comment(other.desk, own, 1, reason)
    with pytest.raises(SeveralInvalid, match="지우는 사유"):
        remove_comment(reader.desk, own, 1, {})
    with pytest.raises(ChangedMeanwhile):
        remove_comment(reader.desk, own, 2, reason)
    remove_comment(reader.desk, own, 1, reason)
    remove_comment(head.desk, insulting, 1, reason)

    comments = post(other.desk, number).comments
    assert [comment.text for comment in comments] == ["", "", "남는 말"]
    assert [comment.comment.text for comment in comments] == ["", "", "남는 말"]
    assert comments[0].removal == "쓴 사람이 지운 댓글입니다. 사유: 사실과 다르다."
    assert comments[1].removal.startswith("최감사관이 지운 댓글입니다.")
    assert (comments[2].comment.id, comments[2].may_remove) == (kept, False)
    with pytest.raises(InvalidEntry, match="이미 지운"):
        remove_comment(head.desk, own, 2, reason)


def test_comments_have_a_length_and_a_number(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "MOST_COMMENTS", 1)
    reader = a_person(sqlite_store, Role.APPLICANT)
    number = a_post_of(a_person(sqlite_store))

    for text in ("", " \u200b ", "긴" * 2_001):
        with pytest.raises(SeveralInvalid):
            comment_on(reader, number, text)
    comment_on(reader, number, "긴" * 2_000)

    with pytest.raises(InvalidEntry, match="1개까지"):
        comment_on(reader, number)


def test_a_precedent_taken_down_leaves_the_post_without_it(sqlite_store: Store) -> None:
    writer, head = a_person(sqlite_store), a_person(sqlite_store, Role.HEAD)
    with sqlite_store.transaction() as con:
        shared = a_precedent(con)
    number = a_post_of(writer, precedent_number=shared.number)

    withdraw_precedent(head.desk, shared.id, 1, REASON)

    view = post(writer.desk, number)
    assert (view.post.precedent_id, view.precedent) == (shared.id, None)

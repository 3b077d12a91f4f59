"""The board: what the office publishes for everybody with an account, and what they say to it."""

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework.accounts import me
from casebase.casework.board import (
    LONGEST_COMMENT,
    CommentView,
    PostView,
    count_posts,
    post_list,
    remove_comment,
    withdraw_post,
    write_comment,
    write_post,
)
from casebase.casework.counts import newest_event
from casebase.casework.intake_files import POST
from casebase.domain.board import POST_KIND_LABELS
from casebase.domain.draft import Draft, Form
from casebase.domain.listing import PostFilter, PostLine
from casebase.korean.dates import local_time, official_date
from casebase.ui import fields
from casebase.ui.case_step import step_button, step_draft
from casebase.ui.feedback import errors_shown, fault_of, say_next, show_faults_summary
from casebase.ui.lists import pager
from casebase.ui.marks import demo_mark, passage, plain
from casebase.ui.own_draft import is_touched, own_draft
from casebase.ui.photos import photo_picker
from casebase.ui.session import desk
from casebase.ui.typed import typed_text

SIZE = 20
_REMOVING = "comment_removed"  # the comment whose form is open


def board() -> None:
    """Show the form to post, to whom it is for, and the posts, the newest first."""
    if granted(me(desk()).role, Act.WRITE_POST):
        _write()
    query = st.text_input("찾기", key="post_query", placeholder="제목, 내용, 번호", live=True)
    kinds = {kind.value: label for kind, label in POST_KIND_LABELS.items()}
    kind = st.segmented_control("구분", list(kinds), format_func=kinds.__getitem__, key="filter_kind")
    wanted = PostFilter(query=query, kind=kind or "")
    offset = pager("posts", _counted(*newest_event(desk()), wanted), SIZE, wanted)
    lines = post_list(desk(), wanted, SIZE, offset)
    if not lines:
        st.info("게시한 글이 없습니다. 감사기구가 의견, 보고서, 회의록을 게시하면 여기에 나타납니다.")
    for line in lines:
        _line(line)


def post_view(view: PostView) -> None:
    """Show one post, what it shares, and its comments."""
    post = view.post
    st.title(plain(f"{post.number} {post.title}".strip()))
    demo_mark(post.is_demo, "")
    st.caption(plain(f"{POST_KIND_LABELS[post.kind]} · {official_date(post.posted_on)} · {view.posted_by}"))
    if post.withdrawn_on:
        st.warning(plain(f"{official_date(post.withdrawn_on)} 게시를 철회했습니다. 사유: {post.withdrawal_reason}"))
    passage("내용", post.text)
    if view.precedent:
        with st.container(key="of_precedent"):
            label = f"사례 {view.precedent.number} {plain(view.precedent.title)}"
            st.page_link("precedent.py", label=label, query_params={"number": view.precedent.number})
    for file in view.files:
        st.link_button(plain(file.name), f"/files/{file.id}")
    _withdraw(view)
    _comments(view)


def _line(line: PostLine) -> None:
    with st.container(border=True, key=f"post_{line.number}", gap="xsmall"):
        title = line.title or "철회한 글"
        st.page_link("post.py", label=f"**{line.number}** {plain(title)}", query_params={"number": line.number})
        told = [
            POST_KIND_LABELS[line.kind],
            official_date(line.posted_on),
            line.posted_by,
            f"댓글 {line.count_comments}개",
            "게시 철회" if line.is_withdrawn else "",
            "시연용" if line.is_demo else "",
        ]
        st.caption(plain(" · ".join(text for text in told if text)))


def _write() -> None:
    with errors_shown():
        draft = own_draft(Form.POST, "board")
        with st.expander("새 글 게시", expanded=is_touched(draft) or bool(fault_of("title"))):
            show_faults_summary()
            _post_fields(draft)
            if st.button("게시", key="write_post", type="primary"):
                number = write_post(desk("write_post", draft.id), draft.id)
                say_next(f"{number} 글을 게시했습니다. 모든 기관이 읽고 댓글을 달 수 있습니다.")
                st.switch_page("post.py", query_params={"number": number})


def _post_fields(draft: Draft) -> None:
    kinds = {kind.value: label for kind, label in POST_KIND_LABELS.items()}
    fields.pills(draft, "kind", "구분", kinds, required=True)
    typed_text(draft, "title", "제목", required=True, fault=fault_of("title"))
    typed_text(draft, "text", "내용", lines=5, required=True, fault=fault_of("text"))
    fault = fault_of("precedent_number")
    typed_text(draft, "precedent_number", "함께 볼 사례 번호", placeholder="2026-사례-0001", fault=fault)
    st.caption("올리는 파일은 모든 기관이 읽습니다. 개인정보를 가린 PDF만 올리세요.")
    photo_picker(draft, "post_files", POST, accept="application/pdf", capture=False, label="파일(PDF)")


def _withdraw(view: PostView) -> None:
    if not view.may_withdraw:
        return
    with errors_shown():
        draft = step_draft("withdraw_post", view.post.id)
        with st.expander("게시 철회", expanded=bool(fault_of("withdrawal_reason"))):
            fault = fault_of("withdrawal_reason")
            typed_text(draft, "withdrawal_reason", "철회 사유", lines=2, required=True, fault=fault)
            told = "게시를 철회했습니다. 글이 있던 자리와 철회 사유는 남습니다."
            post = view.post
            step_button(
                draft, "withdraw_post", "게시 철회", withdraw_post, post.id, post.version, told, is_primary=False
            )


def _comments(view: PostView) -> None:
    st.subheader(f"댓글 {sum(not each.removal for each in view.comments)}개")
    for place, each in enumerate(view.comments):
        _comment(each, place)
    if view.may_comment:
        with errors_shown():
            draft = own_draft(Form.COMMENT, f"post:{view.post.id}")
            typed_text(draft, "text", "댓글", lines=3, required=True, fault=fault_of("text"), limit=LONGEST_COMMENT)
            post = view.post
            step_button(draft, "write_comment", "댓글 달기", write_comment, post.id, post.version, "댓글을 달았습니다.")


def _comment(each: CommentView, place: int) -> None:
    with st.container(border=True, key=f"comment_{place}", gap="xsmall"):
        st.caption(plain(f"{each.writer} ({each.role}) · {local_time(each.comment.written_at)}"))
        if each.removal:
            st.caption(plain(each.removal))
            return
        st.markdown(plain(each.text).replace("\n", "  \n"))
        if each.may_remove:
            _remove(each, place)


def _remove(each: CommentView, place: int) -> None:
    """Offer to take a comment away; the form stands at one of them, so that its fields are there once."""
    comment, key = each.comment, f"remove_comment_{place}"
    if st.session_state.get(_REMOVING) != comment.id:
        if st.button("지우기", key=f"open_remove_{place}"):
            st.session_state[_REMOVING] = comment.id
            st.rerun()
        return
    with errors_shown():
        draft = step_draft("remove_comment", comment.id)
        typed_text(draft, "removal_reason", "지우는 사유", required=True, fault=fault_of("removal_reason"))
        told = "댓글을 지웠습니다. 자리와 사유는 남습니다."
        step_button(draft, key, "댓글 지우기", remove_comment, comment.id, comment.version, told, is_primary=False)


@st.cache_data(max_entries=200, show_spinner=False)
def _counted(seq: int, account_id: str, wanted: PostFilter) -> int:  # noqa: ARG001 - the cache's key
    return count_posts(desk(), wanted)

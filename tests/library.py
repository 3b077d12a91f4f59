"""What the office keeps for everybody to read: one thing of each kind, made by one person."""

from casebase.casework import board
from casebase.domain.draft import Form
from tests.case_builders import Person, a_draft, attach
from tests.precedent_builders import a_case_import, a_comment, a_precedent, a_reading_list, a_statute_change

POST_FIELDS = {"kind": "notice", "title": "사전컨설팅 신청 안내", "text": "쟁점과 두 견해를 적어 주세요."}


def the_library(keeper: Person) -> dict[str, str]:
    """Put one thing of each kind on record and return their ids. The post has a file."""
    draft_id = a_draft(keeper, Form.POST, POST_FIELDS)
    attach(keeper, draft_id, "안내.pdf", b"%PDF-1.7 guide", "post")
    number = board.write_post(keeper.desk, draft_id)
    post = board.post(keeper.desk, number).post
    with keeper.store.transaction() as con:
        taken = a_case_import(con, imported_by=keeper.id)
        precedent = a_precedent(con, number="2025-사례-0001", published_by=keeper.id, import_id=taken.id)
        own = a_reading_list(con, keeper.account, precedent, number="2025-목록-0001")
        shared = a_reading_list(con, keeper.account, precedent, number="2025-목록-0002", is_shared=True)
        return {
            "a precedent": precedent.id,
            "a list of one's own": own.id,
            "a shared list": shared.id,
            "a post": post.id,
            "a comment": a_comment(con, post, keeper.account).id,
            "an import": taken.id,
            "a change of a statute": a_statute_change(con, keeper.account).id,
        }

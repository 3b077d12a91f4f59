"""The doors to precedents: publishing, reading and searching them, lists of them, the law that changed, the board."""

from collections.abc import Callable

from casebase.access.act import Act
from casebase.casework import (
    board,
    drafts,
    precedent_search,
    precedents,
    publications,
    reading_lists,
    statute_changes,
)
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import NotFound
from casebase.domain.listing import PostFilter, PrecedentFilter
from casebase.store.documents import list_documents_of
from casebase.store.visits import fetch_visit_by_number
from tests.case_builders import Person, a_draft, typed
from tests.door import (
    COMMENT,
    CONSULTATION,
    OWN_LIST,
    POST,
    PRECEDENT,
    REVIEW,
    SHARED_LIST,
    VISIT,
    Door,
    Given,
    draft,
    found,
    plain,
)
from tests.library import POST_FIELDS
from tests.world import World

REASON = {"withdrawal_reason": "잘못 올렸다."}
CHANGE = {"statute": "하천법", "article": "제33조", "changed_on": "2026-01-02", "what": "허가", "source": "관보"}
LIST = {"name": "새로 온 사람이 읽을 것"}
TYPED = "공장 진입로를 넓히려는데 농지전용허가를 받아야 하는지"

Subject = Callable[[World], str]


def _opinion(world: World) -> str:
    with world.store.reading() as con:
        return f"document:{list_documents_of(con, 'consultation', world.case('notified').id)[0].id}"


def _ruling(world: World) -> str:
    with world.store.reading() as con:
        return f"document:{list_documents_of(con, 'review', world.review('notified').id)[0].id}"


def _answer(world: World) -> str:
    with world.store.reading() as con:
        return f"matter:{fetch_visit_by_number(con, world.visit).matters[0].id}"


def _subject(subject: Subject) -> Given:
    return lambda world, _: (subject(world),)


def _begun(subject: Subject) -> Given:
    return lambda world, person: (a_draft(person, Form.PUBLICATION, {}, subject(world)),)


def _decided(subject: Subject) -> Given:
    """A draft in which everything is decided as proposed, and the digest of what the head read in one of the same."""

    def given(world: World, person: Person) -> tuple[object, ...]:
        head, of = world.people[Role.HEAD], subject(world)
        read = publications.begin_publication(head.desk, of)
        fields = publications.publication(head.desk, read).suggested
        drafts.keep_fields(head.desk, read, typed(fields))
        digest = publications.publication(head.desk, read).digest
        drafts.discard_draft(head.desk, read)
        return a_draft(person, Form.PUBLICATION, fields, of), digest

    return given


def _thing(stage: str, *arguments: object) -> Given:
    """A thing by its id, in its first version, then more."""
    return lambda world, _: (world.things[stage], 1, *arguments)


def _numbered(stage: str, table: str) -> Given:
    return lambda world, person: found(f"select number from {table} where id = '{world.things[stage]}'")(world, person)


def _of_list(stage: str, **fields: str) -> Given:
    """A list and what is to be done with the precedent on it."""
    return lambda world, _: (world.things[stage], 1, {"precedent_id": world.things["a precedent"], **fields})


def _on_lists(kind: str, stage: str) -> tuple[Door, ...]:
    """The doors to one list, which is its owner's to change."""
    change, on_it = Act.CHANGE_READING_LIST, {"precedent_number": "2025-사례-0001", "item_note": "결론을 보세요."}
    return (
        Door(Act.SEE_PRECEDENT, reading_lists.reading_list, _numbered(stage, "reading_lists"), stage, kind),
        Door(change, reading_lists.change_reading_list, _thing(stage, LIST), stage, kind),
        Door(change, reading_lists.put_on_list, _thing(stage, on_it), stage, kind),
        Door(change, reading_lists.take_off_list, _of_list(stage), stage, kind),
        Door(change, reading_lists.move_on_list, _of_list(stage, direction="up"), stage, kind),
    )


A_NUMBER = "select number from precedents"
A_FILE = "select id from attachments where role = 'post'"
SEE_ONE, SEE = Act.SEE_PUBLICATION, Act.SEE_PRECEDENT
PUBLISH, PUBLISHING = Act.PUBLISH_PRECEDENT, publications.publish_precedent

PRECEDENT_DOORS = (
    Door(
        SEE_ONE,
        publications.begin_publication,
        _subject(_opinion),
        "notified",
        CONSULTATION,
        refusal=NotFound,
    ),
    Door(SEE_ONE, publications.publication, _begun(_opinion), "notified", CONSULTATION),
    Door(PUBLISH, PUBLISHING, _decided(_opinion), "notified", CONSULTATION, refusal=NotFound),
    Door(PUBLISH, PUBLISHING, _decided(_ruling), "notified", REVIEW, refusal=NotFound),
    Door(PUBLISH, PUBLISHING, _decided(_answer), VISIT, VISIT, refusal=NotFound),
    Door(SEE, precedents.precedent, found(A_NUMBER)),
    Door(SEE, precedents.precedent_list, plain(PrecedentFilter(), 10, 0)),
    Door(SEE, precedents.count_precedents, plain(PrecedentFilter())),
    Door(SEE, precedents.precedent_choices, plain()),
    Door(
        Act.WITHDRAW_PRECEDENT, precedents.withdraw_precedent, _thing("a precedent", REASON), "a precedent", PRECEDENT
    ),
    Door(SEE, precedent_search.search, plain("농지전용허가", PrecedentFilter(), 10, 0)),
    Door(SEE, precedent_search.similar, plain(TYPED, "농지·산지")),
    Door(SEE, reading_lists.reading_lists, plain()),
    Door(Act.MAKE_READING_LIST, reading_lists.make_reading_list, plain(LIST)),
    *_on_lists(OWN_LIST, "a list of one's own"),
    *_on_lists(SHARED_LIST, "a shared list"),
    Door(SEE, statute_changes.statute_changes, plain()),
    Door(Act.RECORD_STATUTE_CHANGE, statute_changes.record_statute_change, plain(CHANGE)),
    Door(
        Act.CANCEL_STATUTE_CHANGE,
        statute_changes.cancel_statute_change,
        _thing("a change of a statute", {"reason": "잘못 적었다."}),
    ),
    Door(Act.SEE_BOARD, board.post_list, plain(PostFilter(), 10, 0)),
    Door(Act.SEE_BOARD, board.count_posts, plain(PostFilter())),
    Door(Act.SEE_BOARD, board.post, _numbered("a post", "posts")),
    Door(Act.SEE_BOARD, board.post_file, found(A_FILE)),
    Door(Act.WRITE_POST, board.write_post, draft(Form.POST, POST_FIELDS)),
    Door(Act.WITHDRAW_POST, board.withdraw_post, _thing("a post", REASON), "a post", POST),
    Door(Act.WRITE_COMMENT, board.write_comment, _thing("a post", {"text": "잘 읽었습니다."})),
    Door(
        Act.REMOVE_COMMENT,
        board.remove_comment,
        _thing("a comment", {"removal_reason": "잘못 달았다."}),
        "a comment",
        COMMENT,
    ),
)

"""The screens of precedents: search, publication, reading lists, changes of law, the board and import."""

from collections.abc import Iterator

from scripts.screen import Screen, clicked, pressed, searched, typed, unfolded
from scripts.shown_library import ShownLibrary

_OFFICE, _AGAIN, _HEAD, _APPLICANT = "auditor", "auditor2", "head", "applicant"


def empty_library_screens() -> Iterator[Screen]:
    """Yield the same places in an office that has nothing yet."""
    for name, path in (("precedents", "precedents"), ("board", "board"), ("reading-lists", "reading_lists")):
        yield Screen(f"{name}-none", _HEAD, f"/{path}")
    yield Screen("statutes-none", _HEAD, "/statutes")
    yield Screen("precedents-none-search", _HEAD, "/precedents", typed("precedent_query", "농지전용허가"))


def library_screens(shown: ShownLibrary) -> Iterator[Screen]:
    """Yield each place of precedents in each of its states."""
    yield from _searches()
    yield from _precedents(shown)
    yield from _publications(shown)
    yield from _board(shown)
    yield from _lists(shown)
    yield from _changes()
    yield from _imports()


def _searches() -> Iterator[Screen]:
    yield Screen("precedents", _HEAD, "/precedents")
    yield Screen("precedents-applicant", _APPLICANT, "/precedents")
    yield Screen("precedents-filters", _HEAD, "/precedents", unfolded("조건"))
    for name, words in (
        ("search", "기금을 맡겨 쓸 수 있는지"),
        ("article", "지방재정법 제9조의2"),
        ("nothing", "ㅁㄴㅇㄹ"),
    ):
        yield Screen(f"precedents-{name}", _HEAD, "/precedents", searched("precedent_query", words))
    yield Screen(
        "precedents-search-applicant", _APPLICANT, "/precedents", searched("precedent_query", "농지 전용 허가")
    )
    yield Screen("precedents-export", _HEAD, "/precedents?query=공유재산", unfolded("내려받기"))


def _precedents(shown: ShownLibrary) -> Iterator[Screen]:
    for name, number in shown.precedents.items():
        yield Screen(f"precedent-{name}", _HEAD, f"/precedent?number={number}")
    opinion = f"/precedent?number={shown.precedents['opinion']}"
    yield Screen("precedent-withdrawing", _HEAD, opinion, unfolded("공개 철회"))
    yield Screen("precedent-listing", _HEAD, opinion, unfolded("읽기 목록에 넣기"))
    yield Screen("precedent-applicant", _APPLICANT, opinion)
    yield Screen("precedent-missing", _APPLICANT, f"/precedent?number={shown.precedents['withdrawn']}")


def _publications(shown: ShownLibrary) -> Iterator[Screen]:
    yield Screen("publication-undecided", _OFFICE, f"/publication?id={shown.publications['undecided']}")
    yield Screen("publication-decided", _HEAD, f"/publication?id={shown.publications['decided']}")


def _board(shown: ShownLibrary) -> Iterator[Screen]:
    yield Screen("board", _HEAD, "/board")
    yield Screen("board-applicant", _APPLICANT, "/board")
    yield Screen("board-writing", _HEAD, "/board", unfolded("새 글 게시"))
    commented = f"/post?number={shown.posts['commented']}"
    yield Screen("post", _HEAD, commented)
    yield Screen("post-applicant", _APPLICANT, commented)
    yield Screen("post-removing", _HEAD, commented, clicked("open_remove"))
    yield Screen("post-withdrawing", _HEAD, commented, unfolded("게시 철회"))
    yield Screen("post-withdrawn", _HEAD, f"/post?number={shown.posts['withdrawn']}")


def _lists(shown: ShownLibrary) -> Iterator[Screen]:
    yield Screen("reading-lists", _OFFICE, "/reading_lists")
    yield Screen("reading-lists-applicant", _APPLICANT, "/reading_lists", unfolded("새 읽기 목록"))
    shared = f"/reading_lists?number={shown.lists['shared']}"
    yield Screen("reading-list", _OFFICE, shared)
    yield Screen("reading-list-applicant", _APPLICANT, shared)
    yield Screen("reading-list-empty", _HEAD, f"/reading_lists?number={shown.lists['empty']}", unfolded("번호로"))


def _changes() -> Iterator[Screen]:
    yield Screen("statutes", _OFFICE, "/statutes")
    yield Screen("statutes-noting", _OFFICE, "/statutes", unfolded("개정 적기"))
    yield Screen("statutes-cancelling", _OFFICE, "/statutes", clicked("open_cancel"))
    yield Screen("statutes-applicant", _APPLICANT, "/statutes")


def _imports() -> Iterator[Screen]:
    yield Screen("case-import", _HEAD, "/case_import")
    yield Screen("case-import-brought", _OFFICE, "/case_import", unfolded("열 연결"))
    yield Screen("case-import-sound", _OFFICE, "/case_import", pressed("preview_import", ".case-rows"))
    yield Screen("case-import-faults", _AGAIN, "/case_import", pressed("preview_import"))

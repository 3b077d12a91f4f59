"""Reading lists (읽기 목록): precedents in an order, each with a note, kept by one person and shared if they want."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_person
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.entry import Entry
from casebase.casework.precedents import sees_withdrawn
from casebase.casework.timeline import overtaken
from casebase.domain.board import ReadingItem, ReadingList
from casebase.domain.case import CaseKind
from casebase.domain.errors import InvalidEntry, NotFound
from casebase.domain.precedent import Precedent, PrecedentState
from casebase.store import accounts, precedents
from casebase.store import reading_lists as kept
from casebase.store.ids import new_id
from casebase.store.numbers import next_number

MOST_LISTS = 50  # of one person
MOST_ITEMS = 200  # of one list
_LONGEST_NOTE = 2_000
_WHAT = "읽기 목록을"
_DIRECTIONS = {"up": -1, "down": 1}


@dataclass(frozen=True, kw_only=True)
class ReadingListLine:
    """One list among others. `owner` is the name of who keeps it."""

    reading_list: ReadingList
    owner: str
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class ReadingItemView:
    """One precedent of a list. One taken down keeps its place; to others than the office its text is empty."""

    item: ReadingItem
    number: str
    title: str
    kind: str  # a PrecedentKind
    year: int
    outcome: str
    is_withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class ReadingListView:
    """All that the page of one list shows."""

    reading_list: ReadingList
    owner: str
    is_own: bool
    items: tuple[ReadingItemView, ...]


@look(Act.SEE_PRECEDENT)
def reading_lists(asked: Look) -> tuple[ReadingListLine, ...]:
    """Return one's own lists and those that others share, one's own first, then the newest."""
    lines = [
        ReadingListLine(reading_list=each, owner=_owner(asked, each), is_own=each.owner_id == asked.account.id)
        for each in kept.list_reading_lists(asked.con, asked.account.id)
    ]
    return tuple(sorted(lines, key=lambda line: not line.is_own))


@look(Act.SEE_PRECEDENT)
def reading_list(asked: Look, number: str) -> ReadingListView:
    """Return one list. Raises: NotFound, also for another's that is not shared."""
    found = kept.fetch_reading_list_by_number(asked.con, number)
    is_own = found.owner_id == asked.account.id
    if not (is_own or found.is_shared):
        raise NotFound(_WHAT)
    by_id = precedents.precedents_by_id(asked.con, [item.precedent_id for item in found.items])
    return ReadingListView(
        reading_list=found,
        owner=_owner(asked, found),
        is_own=is_own,
        items=tuple(_item(asked, item, by_id[item.precedent_id]) for item in found.items),
    )


@act(Act.MAKE_READING_LIST)
def make_reading_list(deed: Deed, fields: dict[str, str]) -> str:
    """Make a list of one's own: name, note, is_shared ("yes"). Returns its number.

    Raises: SeveralInvalid, InvalidEntry beyond MOST_LISTS.
    """
    deed.allow(ANYTHING)
    deed.con.lock(f"reading lists {deed.account.id}")
    if kept.count_reading_lists_of(deed.con, deed.account.id) >= MOST_LISTS:
        raise InvalidEntry(f"읽기 목록은 한 사람이 {MOST_LISTS}개까지 만들 수 있습니다. 있는 목록을 고쳐 쓰세요.")
    empty = ReadingList(
        id=new_id(), number="", name="", note="", owner_id=deed.account.id, is_shared=False, made_at=deed.now
    )
    made = _read(Entry(fields), empty)
    made = replace(made, number=next_number(deed.con, deed.today.year, CaseKind.READING_LIST.value))
    kept.insert_reading_list(deed.con, made)
    return _record(deed, made)


@act(Act.CHANGE_READING_LIST)
def change_reading_list(deed: Deed, list_id: str, version: int, fields: dict[str, str]) -> str:
    """Change a list: name, note, is_shared. Returns its number. Raises: NotFound, SeveralInvalid, ChangedMeanwhile."""
    return _changed(deed, list_id, version, lambda before: _read(Entry(fields), before))


@act(Act.CHANGE_READING_LIST)
def put_on_list(deed: Deed, list_id: str, version: int, fields: dict[str, str]) -> str:
    """Put a precedent last on a list, or write a new note to one that is on it: precedent_number, item_note.

    Returns the list's number. Raises: NotFound, SeveralInvalid, InvalidEntry beyond MOST_ITEMS, ChangedMeanwhile.
    """
    return _changed(deed, list_id, version, lambda before: _with_item(deed, before, Entry(fields)))


@act(Act.CHANGE_READING_LIST)
def take_off_list(deed: Deed, list_id: str, version: int, fields: dict[str, str]) -> str:
    """Take a precedent off a list: precedent_id. Returns the list's number. Raises: NotFound, ChangedMeanwhile."""
    precedent_id = fields.get("precedent_id", "")

    def without(before: ReadingList) -> ReadingList:
        _place(before, precedent_id)
        return _in_order(before, [item for item in before.items if item.precedent_id != precedent_id])

    return _changed(deed, list_id, version, without)


@act(Act.CHANGE_READING_LIST)
def move_on_list(deed: Deed, list_id: str, version: int, fields: dict[str, str]) -> str:
    """Move a precedent one place on: precedent_id, direction ("up" or "down"). At the end it stays where it is.

    Returns the list's number. Raises: NotFound, SeveralInvalid, ChangedMeanwhile.
    """
    entry = Entry(fields)
    direction = entry.choice("direction", "옮길 방향", _DIRECTIONS)
    entry.must_be_sound()

    def moved(before: ReadingList) -> ReadingList:
        items = list(before.items)
        place = _place(before, fields.get("precedent_id", ""))
        item = items.pop(place)
        items.insert(max(place + _DIRECTIONS[direction], 0), item)
        return _in_order(before, items)

    return _changed(deed, list_id, version, moved)


def _changed(deed: Deed, list_id: str, version: int, change: Callable[[ReadingList], ReadingList]) -> str:
    before = kept.fetch_reading_list(deed.con, list_id)
    if before.owner_id != deed.account.id and not before.is_shared:
        raise NotFound(_WHAT)
    deed.allow(to_person(deed.account, before.owner_id))
    after = replace(change(before), version=version)
    if not kept.update_reading_list(deed.con, after):
        raise overtaken(deed, "reading_list", list_id, f"읽기 목록 {before.number}")
    return _record(deed, after)


def _read(entry: Entry, before: ReadingList) -> ReadingList:
    read = replace(
        before,
        name=entry.text("name", "목록 이름", limit=100),
        note=entry.text("note", "설명", limit=_LONGEST_NOTE, required=False),
        is_shared=entry.is_yes("is_shared"),
    )
    entry.must_be_sound()
    return read


def _with_item(deed: Deed, before: ReadingList, entry: Entry) -> ReadingList:
    number = entry.text("precedent_number", "사례 번호")
    note = entry.text("item_note", "읽을 때 볼 점", limit=_LONGEST_NOTE, required=False)
    entry.must_be_sound()
    found = precedents.fetch_precedent_by_number(deed.con, number)
    if any(item.precedent_id == found.id for item in before.items):
        noted = [replace(item, note=note) if item.precedent_id == found.id else item for item in before.items]
        return _in_order(before, noted)
    if found.state == PrecedentState.WITHDRAWN:
        raise NotFound("사례를")
    if len(before.items) >= MOST_ITEMS:
        raise InvalidEntry(
            f"한 목록에는 사례를 {MOST_ITEMS}건까지 담을 수 있습니다. 목록을 나누세요.", "precedent_number"
        )
    return _in_order(before, [*before.items, ReadingItem(precedent_id=found.id, position=0, note=note)])


def _in_order(before: ReadingList, items: list[ReadingItem]) -> ReadingList:
    return replace(before, items=tuple(replace(item, position=n) for n, item in enumerate(items, start=1)))


def _place(reading_list: ReadingList, precedent_id: str) -> int:
    """Raises: NotFound."""
    for place, item in enumerate(reading_list.items):
        if item.precedent_id == precedent_id:
            return place
    raise NotFound("목록에서 그 사례를")


def _item(asked: Look, item: ReadingItem, found: Precedent) -> ReadingItemView:
    is_withdrawn = found.state == PrecedentState.WITHDRAWN
    is_told = not is_withdrawn or sees_withdrawn(asked)
    return ReadingItemView(
        item=item,
        number=found.number,
        title=found.title if is_told else "",
        kind=found.kind.value,
        year=found.year,
        outcome=found.outcome if is_told else "",
        is_withdrawn=is_withdrawn,
    )


def _owner(asked: Look, reading_list: ReadingList) -> str:
    return accounts.fetch_account(asked.con, reading_list.owner_id).name


def _record(deed: Deed, reading_list: ReadingList) -> str:
    shared = {"number": reading_list.number, "count_items": len(reading_list.items)}
    deed.record("reading_list", reading_list.id, **shared, is_shared=reading_list.is_shared)
    return reading_list.number

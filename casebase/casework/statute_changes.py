"""Changes of statutes that the office notes (법령 개정), so that precedents which cite them can be marked."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.entry import Entry
from casebase.casework.timeline import overtaken
from casebase.domain.errors import InvalidEntry
from casebase.domain.precedent import StatuteChange
from casebase.korean.dates import official_date
from casebase.korean.statutes import Citation, statute_name
from casebase.store import accounts
from casebase.store import statute_changes as changes
from casebase.store.ids import new_id

_ARTICLE = re.compile(r"제?\s*(\d{1,4})\s*조(?:\s*의\s*(\d{1,3}))?")
_LONGEST_WHAT = 2_000


@dataclass(frozen=True, kw_only=True)
class StatuteChangeView:
    """One change with who noted it. `may_cancel`: it stands, and the asker may take it back."""

    change: StatuteChange
    entered_by: str
    may_cancel: bool


@look(Act.SEE_PRECEDENT)
def statute_changes(asked: Look) -> tuple[StatuteChangeView, ...]:
    """Return the changes on record, the one in force last first; who may note them sees the cancelled too."""
    may_record = asked.may(Act.RECORD_STATUTE_CHANGE, ANYTHING)
    return tuple(
        StatuteChangeView(
            change=change,
            entered_by=accounts.fetch_account(asked.con, change.entered_by).name,
            may_cancel=change.cancelled_on is None and asked.may(Act.CANCEL_STATUTE_CHANGE, ANYTHING),
        )
        for change in changes.list_statute_changes(asked.con, with_cancelled=may_record)
    )


@act(Act.RECORD_STATUTE_CHANGE)
def record_statute_change(deed: Deed, fields: dict[str, str]) -> str:
    """Note that a statute changed. Returns the change's id.

    `fields`: statute ("농지법"), article ("제34조", empty for the whole), changed_on (in force, also in days to come),
    what, source. Raises: SeveralInvalid, InvalidEntry where the same change is on record.
    """
    deed.allow(ANYTHING)
    entry = Entry(fields)
    statute = statute_name(entry.text("statute", "법령 이름", limit=100))
    article = _read_article(entry)
    changed_on = entry.day("changed_on", "시행일")
    what = entry.text("what", "바뀐 내용", limit=_LONGEST_WHAT)
    source = entry.text("source", "근거")
    entry.must_be_sound()
    change = StatuteChange(
        id=new_id(),
        statute=statute,
        article=article,
        changed_on=changed_on or deed.today,
        what=what,
        source=source,
        entered_by=deed.account.id,
        entered_at=deed.now,
    )
    deed.con.lock("statute changes")
    _must_be_new(deed, change)
    changes.insert_statute_change(deed.con, change)
    return _record(deed, change)


@act(Act.CANCEL_STATUTE_CHANGE)
def cancel_statute_change(deed: Deed, change_id: str, version: int, fields: dict[str, str]) -> str:
    """Take back a change that was noted by mistake: `reason`. Returns its id.

    Raises: NotFound, SeveralInvalid, InvalidEntry where it was taken back before, ChangedMeanwhile.
    """
    deed.allow(ANYTHING)
    change = changes.fetch_statute_change(deed.con, change_id)
    if change.cancelled_on:
        raise InvalidEntry(f"{official_date(change.cancelled_on)} 이미 취소한 기록입니다. 화면을 새로 고치세요.")
    entry = Entry(fields)
    reason = entry.text("reason", "취소 사유")
    entry.must_be_sound()
    if not changes.update_statute_change(deed.con, replace(change, cancelled_on=deed.today, version=version)):
        raise overtaken(deed, "statute_change", change_id, _named(change))
    return _record(deed, change, reason=reason)


def changed_since(
    known: Sequence[StatuteChange], citations: Collection[Citation], since: date
) -> tuple[StatuteChange, ...]:
    """Return the changes in force after a day that touch what a text cites.

    A change of a whole statute touches each of its articles; one of an article also a text that cites no article.
    """
    return tuple(each for each in known if each.changed_on > since and any(_touches(each, one) for one in citations))


def _touches(change: StatuteChange, citation: Citation) -> bool:
    is_same_article = not change.article or not citation.article or change.article == citation.article
    return change.statute == citation.statute and is_same_article


def _read_article(entry: Entry) -> str:
    typed = entry.text("article", "조문", limit=20, required=False)
    found = _ARTICLE.fullmatch(typed)
    if typed and not found:
        entry.refuse("article", "조문은 제34조 또는 제34조의2처럼 입력하세요. 법령 전체이면 비워 두세요.")
    if not found:
        return ""
    return f"제{found[1]}조" + (f"의{found[2]}" if found[2] else "")


def _must_be_new(deed: Deed, change: StatuteChange) -> None:
    same = (change.statute, change.article, change.changed_on)
    if same in {(each.statute, each.article, each.changed_on) for each in changes.list_statute_changes(deed.con)}:
        raise InvalidEntry(f"{_named(change)} 개정은 이미 등록되어 있습니다. 목록에서 확인하세요.")


def _named(change: StatuteChange) -> str:
    return f"{change.statute} {change.article}".rstrip() + f"({official_date(change.changed_on)} 시행)"


def _record(deed: Deed, change: StatuteChange, **detail: object) -> str:
    deed.record("statute_change", change.id, title=_named(change), **detail)
    return change.id

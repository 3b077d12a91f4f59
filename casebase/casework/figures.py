"""Figures for one person: of what they see, up to the newest event, and without small groups where people are told of.

Whoever is outside the office, and whoever may not see figures of people where a figure's groups are persons, is shown
a figure under protection, and so is everybody in what is published (`casebase.insight.figures.small_groups`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from casebase.access.act import Act
from casebase.access.policy import granted, reach
from casebase.casework import figure_words as words
from casebase.casework.desk import Desk, Look, look
from casebase.casework.figure_cases import CaseLine, case_lines
from casebase.casework.office import office
from casebase.casework.review_sight import barred_reviews
from casebase.domain.account import Account
from casebase.domain.errors import NotFound
from casebase.domain.reach import Reach, Relation
from casebase.insight.figures.asking import (
    Figure,
    Sight,
    Table,
    Wanted,
    ask_behind,
    ask_figure,
    ask_sizes,
    names_parameter,
)
from casebase.insight.figures.catalog import FIGURES
from casebase.insight.figures.small_groups import Counted, protected, quarters
from casebase.insight.matter_statutes import bring_matter_statutes
from casebase.insight.times import bring_times

FILTERS = ("field", "agency", "region", "handler")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """How a figure is offered to somebody: which of FILTERS they may choose, and over which days it is counted.

    Under protection these are the whole calendar quarters that the wanted span touches and that are over; both days
    are None where there is none.
    """

    is_protected: bool
    filters: tuple[str, ...]
    since: date | None
    until: date | None


def figure_table(desk: Desk, name: str, wanted: Wanted) -> Table:
    """Return a figure by its name, of what this person sees. Filters that are not offered to them do not filter.

    Raises: SignedOut, NotPermitted, NotFound, StorageUnreachable.
    """
    figure = _figure(name)
    account, sight = _viewer(desk, names_parameter(figure, "barred"))
    _bring(desk, figure)
    if _is_protected(account, figure):
        return _protected(figure, sight, wanted, desk.today)
    return ask_figure(office().mirror, figure, sight, _as_offered(account, wanted), desk.today)


def public_table(desk: Desk, name: str, wanted: Wanted) -> Table:
    """Return a figure as it may be published: of the whole office, as told outside, under protection.

    Raises: as `figure_table`; NotFound also for a figure of people.
    """
    figure = _figure(name)
    _publisher(desk)
    if figure.is_of_people:
        raise NotFound("통계를")
    _bring(desk, figure)
    return _protected(figure, _PUBLIC, wanted, desk.today)


def offer(desk: Desk, name: str, wanted: Wanted) -> Offer:
    """Return how a figure is offered to this person. Raises: SignedOut, NotPermitted, NotFound."""
    figure = _figure(name)
    account, _ = _viewer(desk, False)
    if not _is_protected(account, figure):
        filters = FILTERS if _sees_people(account) else tuple(each for each in FILTERS if each != "handler")
        return Offer(is_protected=False, filters=filters, since=wanted.since, until=wanted.until)
    since, until = published_span(wanted.since, wanted.until, desk.today)
    return Offer(is_protected=True, filters=(), since=since, until=until)


def published_span(since: date, until: date, today: date) -> tuple[date, date] | tuple[None, None]:
    """Return the days over which a figure under protection is counted when others are asked for."""
    found = quarters(since, until, today)
    return (found[0][0], found[-1][1]) if found else (None, None)


def cases_behind(desk: Desk, name: str, wanted: Wanted, at: Mapping[str, object]) -> tuple[CaseLine, ...]:
    """Return the cases behind the part of a figure with some values of its groups, MOST_BEHIND of a kind at most.

    `at` has the values as the table does, or as text. Under protection only what stands behind a part that is shown,
    named by all of its groups. Each case is looked up again as this person may see it. Raises: as `figure_table`.
    """
    figure = _figure(name)
    account, sight = _viewer(desk, names_parameter(figure, "barred"))
    _bring(desk, figure)
    asked = _as_offered(account, wanted)
    if _is_protected(account, figure):
        first, last = published_span(wanted.since, wanted.until, desk.today)
        if first is None or last is None or not _is_shown(_protected(figure, sight, wanted, desk.today), at):
            return ()
        asked = Wanted(since=first, until=last)
    ids: dict[str, list[str]] = {}
    for one in ask_behind(office().mirror, figure, sight, asked, desk.today, at):
        ids.setdefault(one.kind, []).append(one.id)
    lines = [line for kind, of_kind in ids.items() for line in case_lines(desk, kind, of_kind)]
    return tuple(sorted(lines, key=lambda line: (line.day, line.number), reverse=True))


@look(Act.SEE_INSIGHT)
def figure_words(asked: Look) -> dict[str, dict[str, str]]:
    """Return what people call the codes of figures, by group. Raises: SignedOut, NotPermitted."""
    return words.words_of(asked)


def _figure(name: str) -> Figure:
    if name not in FIGURES:
        raise NotFound("통계를")
    return FIGURES[name]


@look(Act.SEE_INSIGHT)
def _viewer(asked: Look, with_barred: bool) -> tuple[Account, Sight]:
    sight = Sight(
        visits=reach(asked.account, Act.SEE_VISIT),
        consultations=reach(asked.account, Act.SEE_CONSULTATION),
        reviews=reach(asked.account, Act.SEE_REVIEW),
        advice=reach(asked.account, Act.SEE_ADVICE),
        is_outside=_is_outside(asked.account),
        barred=barred_reviews(asked) if with_barred else (),
    )
    return asked.account, sight


@look(Act.SEE_REPORT)
def _publisher(asked: Look) -> Account:
    return asked.account


def _bring(desk: Desk, figure: Figure) -> None:
    """Bring what a figure is counted from to the newest event and to today."""
    bring_times(office().mirror, desk.store, desk.today)
    if figure.name == "repeated_difficulties":
        bring_matter_statutes(office().mirror, desk.store)


def _is_outside(account: Account) -> bool:
    return not granted(account.role, Act.SEE_DELIBERATION)


def _sees_people(account: Account) -> bool:
    return bool(granted(account.role, Act.SEE_PEOPLE_FIGURES))


def _is_protected(account: Account, figure: Figure) -> bool:
    return _is_outside(account) or (figure.is_of_people and not _sees_people(account))


def _as_offered(account: Account, wanted: Wanted) -> Wanted:
    """Return what is wanted without what would make of any figure one of a single person."""
    return wanted if _sees_people(account) else replace(wanted, handler_id="")


def _protected(figure: Figure, sight: Sight, wanted: Wanted, today: date) -> Table:
    """Count a figure under protection; one that is of today, and of no span, as a single one."""
    spans = quarters(wanted.since, wanted.until, today) if names_parameter(figure, "since") else ((today, today),)
    if not spans:
        return replace(_counted(figure, sight, (today, today), today).table, rows=())
    whole = _counted(figure, sight, (spans[0][0], spans[-1][1]), today)
    return protected(whole, [_counted(figure, sight, span, today) for span in spans] if len(spans) > 1 else [whole])


def _counted(figure: Figure, sight: Sight, span: tuple[date, date], today: date) -> Counted:
    asked = Wanted(since=span[0], until=span[1])
    table = ask_figure(office().mirror, figure, sight, asked, today)
    return Counted(table=table, sizes=ask_sizes(office().mirror, figure, sight, asked, today))


def _is_shown(table: Table, at: Mapping[str, object]) -> bool:
    names = [group.name for group in table.figure.groups]
    wanted = [_text(at[name]) for name in names if name in at]
    return any(
        [_text(value) for value in row[: len(names)]] == wanted and None not in row[len(names) :] for row in table.rows
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


_EVERYTHING = Reach(account_id="", agency_id=None, relations=frozenset({Relation.ANY}))
_NOTHING = Reach(account_id="", agency_id=None, relations=frozenset())
_PUBLIC = Sight(visits=_EVERYTHING, consultations=_EVERYTHING, reviews=_EVERYTHING, advice=_NOTHING, is_outside=True)

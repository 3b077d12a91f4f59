"""Requests for advice and meetings at every stage that an act wants, with one person in each place of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from casebase.casework import members, recusals
from casebase.domain.account import Role
from casebase.domain.advice import AdviceRequest
from casebase.domain.member import Body, TieKind
from casebase.store.connection import Store
from casebase.store.documents import list_attachments_of
from tests.advice_stages import a_case_with_issues, a_panel_member, accept, answer, ask, declare_tie, file_ids, offer
from tests.case_builders import Person, a_person
from tests.meeting_stages import (
    Committee,
    Sitting,
    a_called_item,
    a_committee,
    a_planned_item,
    agreeing,
    carry_over,
    close_meeting,
    close_vote,
    mark,
    open_meeting,
    open_vote,
    vote,
)
from tests.panel_builders import a_member

# Who stands in each place, by their names: nobody else in the world is called so.
ADVISER, CANDIDATE = "윤변호", "조변호"
CHAIR, SEAT, RECUSED, OTHER_SEAT = "최위원", "박위원", "이위원", "정위원"
FORMER = "나위원"

ON_GROUND = {"ground": "party", "reason": "이 사건에 이해관계가 있다."}
EXCLUSION = {"kind": "exclusion", **ON_GROUND}
ABSTENTION = {"kind": "abstention", **ON_GROUND}


@dataclass(frozen=True)
class Panel:
    """Who asks for advice, whom they ask, and whom else they may."""

    handler: Person
    adviser: Person
    candidate: Person


def a_panel(handler: Person) -> Panel:
    """Appoint two lawyers."""
    store = handler.store
    return Panel(handler, a_panel_member(store, ADVISER), a_panel_member(store, CANDIDATE))


def _asked(panel: Panel) -> AdviceRequest:
    """Of which the application's file is shown."""
    case = a_case_with_issues(panel.handler)
    with panel.handler.store.reading() as con:
        shown = list_attachments_of(con, "consultation", case.id)[0]
    return ask(panel.handler, case, file_ids=file_ids(shown.id))


def _offered(panel: Panel) -> AdviceRequest:
    request = _asked(panel)
    offer(panel.handler, request, panel.adviser)
    return request


def _accepted(panel: Panel) -> AdviceRequest:
    request = _asked(panel)
    accept(panel.adviser, offer(panel.handler, request, panel.adviser))
    return request


def _answered(panel: Panel) -> AdviceRequest:
    request = _asked(panel)
    answer(panel.adviser, request, accept(panel.adviser, offer(panel.handler, request, panel.adviser)))
    return request


REQUESTS: Mapping[str, Callable[[Panel], AdviceRequest]] = {
    "asked": _asked,
    "offered": _offered,
    "accepted": _accepted,
    "answered": _answered,
}


def the_committee(store: Store) -> Committee:
    """Five who serve and one whose term ended yesterday. One of the five has told of a tie and of days away."""
    committee = a_committee(store)
    former = a_person(store, Role.COMMITTEE, name=FORMER)
    with store.transaction() as con:
        a_member(con, Body.COMMITTEE, account=former.account, ends_on=date(2026, 11, 22))
    seat = member(committee, SEAT)
    declare_tie(seat, kind=TieKind.EMPLOYER.value, name="다온연구소")
    away = {"from_on": "2026-12-01", "to_on": "2026-12-04", "reason": "해외 출장"}
    members.declare_absence(seat.desk, seat.id, away)
    return committee


def member(committee: Committee, name: str) -> Person:
    return next(person for person in committee.members if person.account.name == name)


def _recuse(sitting: Sitting, name: str, declared: Mapping[str, str]) -> None:
    person = member(sitting.committee, name)
    recusals.declare_recusal(person.desk, sitting.item_id, sitting.item.version, dict(declared))


def _called(committee: Committee) -> Sitting:
    """With everybody there, of whom one has stepped aside."""
    sitting = a_called_item(committee)
    _recuse(sitting, RECUSED, EXCLUSION)
    mark(sitting, committee.members)
    return sitting


def _open(committee: Committee) -> Sitting:
    return open_meeting(_called(committee))


def _raised(committee: Committee) -> Sitting:
    """A recusal waits to be decided."""
    sitting = _open(committee)
    _recuse(sitting, OTHER_SEAT, ABSTENTION)
    return sitting


def _voting(committee: Committee) -> Sitting:
    return open_vote(_open(committee))


def _voted(committee: Committee) -> Sitting:
    sitting = _voting(committee)
    for person in committee.members:
        if person.account.name != RECUSED:
            vote(sitting, person, agreeing(sitting))
    return sitting


def _drafting(committee: Committee) -> Sitting:
    sitting = _voted(committee)
    close_vote(sitting)
    return sitting


def _done(committee: Committee) -> Sitting:
    sitting = _open(committee)
    carry_over(sitting)
    return sitting


def _closed(committee: Committee) -> Sitting:
    sitting = _done(committee)
    close_meeting(sitting)
    return sitting


SITTINGS: Mapping[str, Callable[[Committee], Sitting]] = {
    "planned": a_planned_item,
    "called": _called,
    "open": _open,
    "recusal raised": _raised,
    "voting": _voting,
    "voted": _voted,
    "drafting": _drafting,
    "done": _done,
    "closed": _closed,
}

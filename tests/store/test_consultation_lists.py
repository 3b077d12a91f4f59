"""Lists of consultations, on both engines: what is listed, to whom, in which order and as what."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from casebase.access.relations import to_consultation
from casebase.domain.account import Account, Role
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import ApplicantKind, Consultation, ConsultationStatus
from casebase.domain.listing import ConsultationFilter
from casebase.domain.opinion import OpinionKind, OpinionOutcome
from casebase.domain.reach import Reach, Relation
from casebase.store.connection import Connection, Store
from casebase.store.consultation_lists import count_consultations, list_consultations
from casebase.store.consultations import fetch_consultation, update_consultation
from tests.builders import an_account, an_agency
from tests.consultation_builders import a_consultation, a_suspension, an_opinion, an_opinion_paper

EVERYTHING = ConsultationFilter()
TIES = [Relation.APPLICANT, Relation.SELF, Relation.HANDLER, Relation.TEAM, Relation.ASKED]


def reach_of(account: Account, *relations: Relation) -> Reach:
    return Reach(account_id=account.id, agency_id=account.agency_id, relations=frozenset(relations))


def everything_seen_by_the_office(con: Connection) -> Reach:
    return reach_of(an_account(con), Relation.ANY)


@pytest.mark.parametrize(
    "relations",
    [*({tie} for tie in TIES), {Relation.APPLICANT, Relation.ASKED}, set(TIES), set()],
    ids=lambda relations: " ".join(sorted(relations)) or "none",  # in one order in every process
)
def test_a_reach_holds_what_the_relations_say(con: Connection, relations: set[Relation]) -> None:
    own, foreign = an_agency(con), an_agency(con)
    person = an_account(con, Role.APPLICANT, agency_id=own.id)
    for kind, agency, filer, handler, owners, asked in itertools.product(
        (ApplicantKind.AGENCY, ApplicantKind.RESIDENT), (own, foreign), *[(person, None)] * 2, ((person,), ()), (1, 0)
    ):
        of = a_consultation(con, agency, applicant_kind=kind, applicant=filer, handler=handler, owners=owners)
        a_suspension(con, of, agency=own if asked else foreign)
        a_suspension(con, of, agency=foreign if asked else own, cancelled_on=date(2026, 11, 12))
    everything = list_consultations(con, reach_of(person, Relation.ANY), EVERYTHING, 100, 0)

    found = list_consultations(con, reach_of(person, *relations), EVERYTHING, 100, 0)

    assert len(everything) == 64
    of_person = [to_consultation(person, fetch_consultation(con, line.id)) for line in everything]
    assert found == [line for line, tied in zip(everything, of_person, strict=True) if relations & tied]
    assert count_consultations(con, reach_of(person, *relations), EVERYTHING) == len(found)
    pages = [list_consultations(con, reach_of(person, *relations), EVERYTHING, 7, at) for at in range(0, 70, 7)]
    assert list(itertools.chain(*pages)) == found


def test_nobody_of_no_agency_is_of_every_agency(con: Connection) -> None:
    person = an_account(con, Role.APPLICANT)
    a_suspension(con, a_consultation(con, an_agency(con)))

    assert list_consultations(con, reach_of(person, *TIES), EVERYTHING, 10, 0) == []


def test_the_newest_filed_come_first_and_of_one_day_the_newest_entered(con: Connection) -> None:
    agency = an_agency(con)
    early, late, same_day = (a_consultation(con, agency, filed_on=date(2026, 11, day)) for day in (1, 3, 3))
    entered_late = a_consultation(con, agency, filed_on=date(2026, 11, 2))

    lines = list_consultations(con, everything_seen_by_the_office(con), EVERYTHING, 10, 0)

    assert [line.id for line in lines] == [same_day.id, late.id, entered_late.id, early.id]


def test_drafts_are_listed_only_where_they_are_asked_for(con: Connection) -> None:
    agency, sight = an_agency(con), everything_seen_by_the_office(con)
    filed = a_consultation(con, agency, status=ConsultationStatus.APPLIED)
    a_consultation(con, agency, status=ConsultationStatus.WITHDRAWN, filed_on=date(2026, 11, 1), number="")
    given_up = a_consultation(con, agency, status=ConsultationStatus.DRAFTING)
    assert update_consultation(con, replace(given_up, status=ConsultationStatus.WITHDRAWN))
    opened_at = "2026-11-02T15:30:00.000000Z"  # after midnight in Korea
    draft = a_consultation(con, agency, status=ConsultationStatus.DRAFTING, opened_at=opened_at)
    assert update_consultation(con, replace(draft, agency_id=None))

    def found(status: str) -> list[str]:
        asked = ConsultationFilter(status=status)
        lines = list_consultations(con, sight, asked, 10, 0)
        assert count_consultations(con, sight, asked) == len(lines)
        return [line.id for line in lines]

    (line,) = list_consultations(con, sight, ConsultationFilter(status="drafting"), 10, 0)

    assert found("drafting") == [draft.id]
    assert (line.number, line.agency, line.handler, line.filed_on) == ("", "", "", date(2026, 11, 3))
    assert found("")[0] == filed.id
    assert len(found("")) == 2
    assert given_up.id not in found("") + found("withdrawn")


def test_filters_find_what_they_name(con: Connection) -> None:
    handler, agency = an_account(con, name="김감사"), an_agency(con)
    early = a_consultation(con, agency, filed_on=date(2026, 10, 1), field="계약", handler=handler)
    late = a_consultation(con, an_agency(con), filed_on=date(2026, 11, 2), status=ConsultationStatus.CLOSED)
    sight = reach_of(handler, Relation.ANY)

    def found(among: list[str] | None = None, **asked: object) -> list[str]:
        wanted = ConsultationFilter(**asked)  # type: ignore[arg-type]
        lines = list_consultations(con, sight, wanted, 10, 0, among=among)
        assert count_consultations(con, sight, wanted, among=among) == len(lines)
        return [line.id for line in lines]

    assert found() == found([early.id, late.id, "none"]) == [late.id, early.id]
    assert found(field="계약") == found(agency_id=agency.id) == found(handler_id=handler.id) == [early.id]
    assert found(status="closed") == found(since=date(2026, 11, 2)) == found(query=late.number) == [late.id]
    assert found(until=date(2026, 10, 1)) == found(status="under_review") == found([early.id]) == [early.id]
    assert found(query="하천 점용허가를") == [late.id, early.id]
    assert found(query=agency.name) == [early.id]
    assert found([]) == found([early.id], status="closed") == []
    assert found(query="_") == found(field="계약", status="closed") == []
    (line,) = list_consultations(con, sight, ConsultationFilter(field="계약"), 10, 0)
    assert (line.agency, line.handler, line.handler_id, line.outcome) == (agency.name, "김감사", handler.id, None)


@pytest.mark.parametrize(
    ("status", "is_notified", "told"),
    [
        (ConsultationStatus.APPLIED, False, ConsultationStatus.APPLIED),
        (ConsultationStatus.PROPOSED, False, ConsultationStatus.UNDER_REVIEW),
        (ConsultationStatus.ISSUED, False, ConsultationStatus.UNDER_REVIEW),
        (ConsultationStatus.PROPOSED, True, ConsultationStatus.NOTIFIED),
        (ConsultationStatus.ISSUED, True, ConsultationStatus.NOTIFIED),
        (ConsultationStatus.FOLLOW_UP, True, ConsultationStatus.FOLLOW_UP),
    ],
)
def test_outside_a_status_stands_as_last_notified(
    con: Connection, status: ConsultationStatus, is_notified: bool, told: ConsultationStatus
) -> None:
    person = an_account(con, Role.APPLICANT)
    consultation = a_consultation(con, an_agency(con), applicant=person, status=status)
    issue(con, consultation, OpinionKind.ANSWER, OpinionOutcome.ACCEPTED, is_notified=is_notified)
    sight = reach_of(person, Relation.APPLICANT)

    (inside,) = list_consultations(con, sight, EVERYTHING, 10, 0)
    (outside,) = list_consultations(con, sight, EVERYTHING, 10, 0, is_outside=True)

    known = inside.outcome if is_notified else None
    assert (inside.status, outside) == (status, replace(inside, status=told, outcome=known))
    for asked in ConsultationStatus:
        wanted = ConsultationFilter(status=asked.value)
        lines = list_consultations(con, sight, wanted, 10, 0, is_outside=True)
        assert len(lines) == count_consultations(con, sight, wanted, is_outside=True) == (1 if asked == told else 0)


def test_outside_a_withdrawn_opinion_stands_no_more_while_a_second_is_proposed(con: Connection) -> None:
    person = an_account(con, Role.APPLICANT)
    consultation = a_consultation(con, an_agency(con), applicant=person, status=ConsultationStatus.PROPOSED)
    issue(con, consultation, OpinionKind.ANSWER, OpinionOutcome.ACCEPTED, is_notified=True)
    issue(con, consultation, OpinionKind.WITHDRAWAL, OpinionOutcome.ACCEPTED, is_notified=True)

    (outside,) = list_consultations(con, reach_of(person, Relation.APPLICANT), EVERYTHING, 10, 0, is_outside=True)

    assert outside.status == ConsultationStatus.UNDER_REVIEW


def issue(con: Connection, of: Consultation, kind: OpinionKind, outcome: OpinionOutcome, *, is_notified: bool) -> None:
    paper = an_opinion_paper(con, of, date(2026, 11, 21) if is_notified else None)
    an_opinion(con, of, kind, outcome, state=ApprovalState.ISSUED, document=paper)


def test_an_outcome_stands_until_it_is_withdrawn_and_is_told_outside_once_notified(con: Connection) -> None:
    person = an_account(con, Role.APPLICANT)
    consultation = a_consultation(con, an_agency(con), applicant=person, status=ConsultationStatus.ISSUED)
    sight = reach_of(person, Relation.APPLICANT)

    def outcomes() -> tuple[OpinionOutcome | None, OpinionOutcome | None]:
        """As the office has it, and as it is told outside."""
        (inside,) = list_consultations(con, sight, EVERYTHING, 10, 0)
        (outside,) = list_consultations(con, sight, EVERYTHING, 10, 0, is_outside=True)
        return inside.outcome, outside.outcome

    an_opinion(con, consultation, outcome=OpinionOutcome.REJECTED)
    assert outcomes() == (None, None)
    issue(con, consultation, OpinionKind.ANSWER, OpinionOutcome.CONDITIONAL, is_notified=True)
    assert outcomes() == (OpinionOutcome.CONDITIONAL, OpinionOutcome.CONDITIONAL)
    issue(con, consultation, OpinionKind.CORRECTION, OpinionOutcome.ACCEPTED, is_notified=False)
    assert outcomes() == (OpinionOutcome.ACCEPTED, OpinionOutcome.CONDITIONAL)
    issue(con, consultation, OpinionKind.WITHDRAWAL, OpinionOutcome.ACCEPTED, is_notified=True)
    assert outcomes() == (None, None)


class Planned:
    """A connection that, instead of answering, keeps how SQLite would come to the answer."""

    def __init__(self, con: Connection) -> None:
        self.con = con
        self.among = con.among
        self.steps: list[str] = []

    def rows(self, sql: str, values: list[object]) -> list[object]:
        self.steps = [row[3] for row in self.con.rows(f"explain query plan {sql}", values)]
        return []


@pytest.mark.parametrize(
    ("relations", "asked", "indexes"),
    [
        ({Relation.ANY}, EVERYTHING, ["by_day"]),
        ({Relation.ANY}, ConsultationFilter(since=date(2026, 1, 1), field="계약"), ["by_day"]),
        ({Relation.ANY}, ConsultationFilter(status="under_review"), ["by_status"]),
        ({Relation.ANY}, ConsultationFilter(status="drafting"), ["by_status"]),
        ({Relation.ANY}, ConsultationFilter(agency_id="agency"), ["by_agency"]),
        ({Relation.ANY}, ConsultationFilter(handler_id="account"), ["by_handler"]),
        ({Relation.HANDLER}, EVERYTHING, ["by_handler"]),
        ({Relation.APPLICANT}, EVERYTHING, ["by_applicant", "by_agency"]),
    ],
)
def test_a_page_is_read_in_the_order_of_an_index(
    sqlite_store: Store, relations: set[Relation], asked: ConsultationFilter, indexes: list[str]
) -> None:
    reach = Reach(account_id="account", agency_id="agency", relations=frozenset(relations))

    with sqlite_store.reading() as con:
        planned = Planned(con)
        list_consultations(planned, reach, asked, 50, 0)  # type: ignore[arg-type]

    read = [step for step in planned.steps if " c USING " in step and "autoindex" not in step]
    assert [step.split(" INDEX consultations_")[1].split(" ")[0] for step in read] == indexes
    assert "SCAN c" not in planned.steps

"""Who sees what, by every look of the house: what was assigned, votes once they are closed, no deliberation outside."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from casebase.access.labels import ACT_LABELS
from casebase.casework import recusals
from casebase.casework.questions_voted import CHALLENGE, OUTCOME, challenge_key, field_name
from casebase.casework.review_views import review_list, review_page
from casebase.casework.timeline import DELIBERATION
from casebase.casework.today import today_page
from casebase.domain.account import Role
from casebase.domain.advice import AdviceStatus, AssignmentStatus
from casebase.domain.listing import ReviewFilter
from casebase.domain.meeting import CHOICE_LABELS, Choice, RecusalKind, RecusalState
from casebase.domain.member import TieKind
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import Outcome
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending
from tests.builders import NOW
from tests.case_builders import Person, a_person
from tests.eyes import Seen, found_in, opened, refused_to, seen_by
from tests.marked_advice import COURSES, END, OFFER, OTHERS, OWN, TASK, Advised, an_advised_case, let_stand
from tests.marked_review import (
    AFTER,
    BEFORE_PROPOSAL,
    COMMITTEE,
    OFFICE,
    UNTIL_MOTION,
    UNTIL_NOTICE,
    UNTIL_OPEN,
    UNTIL_VOTE,
    Decided,
    Step,
    a_case_to_decide,
    carry,
)
from tests.meeting_stages import agreeing, ballot, close_vote, set_office, vote
from tests.panel_builders import a_member, a_recusal, a_tie
from tests.panel_cases import ON_GROUND

OFFERED, ACCEPTED, ANSWERED = AssignmentStatus.OFFERED, AssignmentStatus.ACCEPTED, AssignmentStatus.ANSWERED

OF_THE_OFFICE = {Role.AUDITOR, Role.HEAD, Role.CHAIR}
# What only advice tells of a case: the rest is also on the case itself.
ADVICE = {"question", "facts", "why not asked", "request's number", "own paper", "another's paper", "another request"}
ADVICE |= {*OWN, *OTHERS}

VOTING_ACTS = ("votes", "motions", "recusals")


@pytest.fixture(scope="module", params=COURSES)
def advised(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Advised]:
    """A case on which two lawyers have advised."""
    folder = tmp_path_factory.mktemp(request.param)
    store = Store(f"sqlite:///{folder / 'records.db'}", folder)
    apply_pending(store)
    yield an_advised_case(store, request.param)
    store.close()


def test_a_lawyer_sees_exactly_what_was_assigned_to_them(advised: Advised) -> None:
    for status, days, is_over in COURSES[advised.kind]:
        later = advised.member.at(NOW + timedelta(days=days))
        others = [ANSWERED] if is_over else [ACCEPTED, ANSWERED, AssignmentStatus.DECLINED]
        for own, other, request in itertools.product(AssignmentStatus, others, AdviceStatus):
            let_stand(advised, own, other, request, status)

            seen = found_in(seen_by(later).values(), advised.marks) - OWN.keys()

            assert seen == _assigned(own, other, request, is_over=is_over), (own, other, request, status, days)


def _assigned(own: AssignmentStatus, other: AssignmentStatus, request: AdviceStatus, *, is_over: bool) -> set[str]:
    """What a lawyer is to see, by where they stand to a request."""
    if own == AssignmentStatus.RECUSED:
        return {"request's number"}  # on their own page, which asks them to declare why they stepped aside
    if own not in {OFFERED, ACCEPTED, ANSWERED} or request == AdviceStatus.WITHDRAWN or is_over:
        return set()
    seen = {"request's number", *OFFER}
    if own == OFFERED:
        return seen
    seen |= {"case's number", "issue not asked", *TASK}
    if own == ANSWERED:
        seen |= {"own paper"}
    if request == AdviceStatus.CLOSED:
        seen |= {*END}
    if other == ANSWERED and (own == ANSWERED or request == AdviceStatus.CLOSED):
        seen |= {"another's paper", *OTHERS}
    return seen


def test_a_lawyer_who_comes_too_late_is_told_nothing_but_the_number(advised: Advised) -> None:
    for own, request in itertools.product(AssignmentStatus, AdviceStatus):
        let_stand(advised, own, ACCEPTED, request, COURSES[advised.kind][0][0])

        refused = found_in(refused_to(advised.member).values(), advised.marks)

        assert refused <= {"request's number"}, (own, request)


def test_advice_is_the_office_s_and_nobody_else_s(advised: Advised) -> None:
    let_stand(advised, ANSWERED, ANSWERED, AdviceStatus.ASKED, COURSES[advised.kind][0][0])

    seen = {role: found_in(seen_by(a_person(advised.store, role)).values(), advised.marks) for role in Role}

    assert all(seen[role] >= ADVICE for role in OF_THE_OFFICE)
    assert not any(ADVICE & seen[role] for role in set(Role) - OF_THE_OFFICE)
    assert not seen[Role.PANEL]
    assert not ADVICE & found_in(seen_by(advised.applicant).values(), advised.marks)
    assert not ADVICE & found_in(refused_to(advised.applicant).values(), advised.marks)


# A review before the committee


def test_who_applied_sees_nothing_of_the_deliberation(sqlite_store: Store) -> None:
    case = a_case_to_decide(sqlite_store)
    concerned = (case.filer, case.colleague, case.subject)
    stranger = a_person(sqlite_store, Role.APPLICANT)
    carry(case, *BEFORE_PROPOSAL)
    before = [_as_told(case, person) for person in concerned]

    for step in UNTIL_NOTICE:
        step(case)
        for person, page in zip(concerned, before, strict=True):
            seen = seen_by(person)
            assert found_in(seen.values(), case.marks) == {"title"}, step
            assert not opened(seen, "review_views.review_document"), step
            assert not found_in(refused_to(person).values(), case.marks), step
            assert _as_told(case, person) == page, step
    for step in AFTER:
        step(case)
        for person in concerned:
            seen = seen_by(person)
            assert found_in(seen.values(), case.marks) == {"title", "ruling's number"}, step
            assert opened(seen, "review_views.review_document") == {case.marks["ruling's number"]}, step
    assert not found_in(seen_by(stranger).values(), case.marks)


def _as_told(case: Decided, person: Person) -> object:
    """A review's page as it is told, apart from what the page's own forms need to know."""
    page = review_page(person.desk, case.number)
    return replace(page, review=replace(page.review, status=page.status, version=0))


def test_each_sees_of_the_committee_s_work_what_is_theirs(sqlite_store: Store) -> None:
    case = a_case_to_decide(sqlite_store)
    carry(case, *BEFORE_PROPOSAL, *UNTIL_MOTION)
    strangers = {role: a_person(sqlite_store, role) for role in Role}
    with sqlite_store.transaction() as con:
        a_member(con, account=strangers[Role.COMMITTEE].account, ends_on=date(2026, 11, 22))
    everything, advice = set(case.marks), {"advice", "request's number"}
    work = {"title", "finding", "proposal", "meeting's number"}

    due = [
        (case.committee.chair, everything),
        (case.seat, everything - advice),
        (case.barred, {"title", "meeting's number", "place"}),
        (case.committee.secretary, everything - advice),
        (case.handler, work | advice),
        (case.adviser, {"title"} | advice),
        (strangers[Role.AUDITOR], work | advice),
        (strangers[Role.HEAD], everything),
        (strangers[Role.CHAIR], work | advice),  # without a seat
        (strangers[Role.COMMITTEE], work),  # their term ended yesterday
        (strangers[Role.SECRETARY], everything - advice),
        *((strangers[role], set[str]()) for role in (Role.PANEL, Role.APPLICANT)),
        (strangers[Role.ADMIN], {"meeting's number"}),  # the access log tells what the others have read
    ]
    for person, marks in due:
        seen = seen_by(person)
        assert found_in(seen.values(), case.marks) == marks, (person.account.role, person.account.name)
        papers = {case.marks["papers' number"]} if "papers' number" in marks else set()
        assert opened(seen, "meeting_views.meeting_document") == papers


def test_whoever_may_take_no_part_sees_the_title_alone_however_that_came(sqlite_store: Store) -> None:
    case = a_case_to_decide(sqlite_store)
    carry(case, *BEFORE_PROPOSAL, *UNTIL_MOTION)
    judged = {*OFFICE, *COMMITTEE, "papers' number"} - {"place", "advice"}

    for kind, state in itertools.product(RecusalKind, RecusalState):
        with sqlite_store.transaction() as con:
            recusal = a_recusal(con, case.item.item, case.seat.id, kind, state=state)
        seen = found_in(seen_by(case.seat).values(), case.marks)
        with sqlite_store.transaction() as con:
            con.run("delete from recusals where id = ?", [recusal.id])

        assert "title" in seen
        assert seen & judged == (set() if state == RecusalState.UPHELD else judged), (kind, state)
    with sqlite_store.transaction() as con:
        a_tie(con, case.seat.id, TieKind.EMPLOYER, name="", agency_id=case.review.agency_id)
    assert not judged & found_in(seen_by(case.seat).values(), case.marks)


def test_who_is_barred_is_told_of_a_review_what_is_told_outside(sqlite_store: Store) -> None:
    case = a_case_to_decide(sqlite_store)
    carry(case, *BEFORE_PROPOSAL, *UNTIL_NOTICE)

    (line,) = review_list(case.barred.desk, ReviewFilter(), 10, 0)
    changes = [change.what for change in today_page(case.barred.desk, ()).changes]

    assert (line.status, line.outcome) == (ReviewStatus.FACT_FINDING, None)
    assert review_list(case.seat.desk, ReviewFilter(), 10, 0)[0].outcome == Outcome.RECOGNISED
    assert f"{case.number} 접수" in changes
    assert not {f"{case.number} {ACT_LABELS[act]}" for act in DELIBERATION} & set(changes)


# Votes


def _challenge(case: Decided) -> None:
    """Somebody else is challenged, before any vote is open."""
    sitting = case.item
    challenge = {"account_id": case.committee.ids[4], **ON_GROUND}
    recusals.challenge_member(case.committee.secretary.desk, sitting.item_id, sitting.item.version, challenge)


def _on_challenge(case: Decided) -> dict[str, str]:
    (challenge,) = (one for one in case.item.recusals if one.kind == RecusalKind.CHALLENGE)
    return {f"vote_{field_name(challenge_key(challenge.id))}": "yes"}


@pytest.mark.parametrize(
    ("steps", "voted_on"),
    [(UNTIL_VOTE, "%|%"), (UNTIL_MOTION, OUTCOME), ((*UNTIL_OPEN, _challenge), f"{CHALLENGE}%")],
    ids=["the questions", "the motion", "a challenge"],
)
def test_how_others_voted_shows_nowhere_while_a_vote_is_open(
    sqlite_store: Store, steps: tuple[Step, ...], voted_on: str
) -> None:
    case = a_case_to_decide(sqlite_store)
    carry(case, *steps)
    for voter in case.committee.members[:2]:
        vote(case.item, voter, agreeing(case.item) or _on_challenge(case))
    office = [case.handler, case.committee.secretary, a_person(sqlite_store, Role.HEAD)]
    outside = [case.filer, case.adviser, a_person(sqlite_store, Role.ADMIN)]

    for person in (*case.committee.members, *office, *outside):
        told = [_told(case, person, choice, voted_on) for choice in Choice]
        assert told[0] == told[1] == told[2], person.account.name


def _told(case: Decided, person: Person, choice: Choice, voted_on: str) -> tuple[Seen, ...]:
    """Return all that a person sees, and how each act on the vote refuses them, were this how everybody else voted."""
    with case.store.transaction() as con:
        others = "question like ? and account_id <> ?"
        assert con.run(f"update ballots set choice = ? where {others}", [choice, voted_on, person.id])
    refusals = (refused_to(person, version, VOTING_ACTS) for version in (1, case.item.item.version))
    return seen_by(person), *refusals


def test_an_event_never_tells_how_anybody_voted(sqlite_store: Store) -> None:
    case = a_case_to_decide(sqlite_store)

    carry(case, *UNTIL_NOTICE)

    with sqlite_store.reading() as con:
        told = con.rows("select detail || result from events where act in ('cast_ballot', 'close_vote')")
    assert len(told) == 10
    words = {f'"{word}"' for word in (*Choice, *CHOICE_LABELS.values())}
    assert not [detail for (detail,) in told for word in words if word in detail]


@pytest.mark.parametrize(("ballots", "is_told"), [("비밀", False), ("기명", True)])
def test_how_each_voted_is_told_after_the_count_only_where_ballots_are_open(
    sqlite_store: Store, ballots: str, is_told: bool
) -> None:
    set_office(sqlite_store, "committee.ballots", ballots)
    case = a_case_to_decide(sqlite_store)
    carry(case, *UNTIL_VOTE)
    chair, seat, _, other, last = case.committee.members
    for voter in (chair, seat, other):
        vote(case.item, voter, agreeing(case.item))
    vote(case.item, last, ballot(case.item, "no"))
    close_vote(case.item)
    watching = [chair, seat, case.barred, case.committee.secretary, a_person(sqlite_store, Role.HEAD)]
    counted = [seen_by(person) for person in watching]

    _exchange(case, other, last)

    differs = [seen_by(person) != before for person, before in zip(watching, counted, strict=True)]
    assert differs == [is_told, is_told, False, is_told, is_told]


def _exchange(case: Decided, agreed: Person, dissented: Person) -> None:
    """Let another be the one who dissented on the criteria: the counts stay what they were."""
    with case.store.transaction() as con:
        for voter, choice in ((agreed, Choice.NO), (dissented, Choice.YES)):
            one = "account_id = ? and question like '%|criterion|%'"
            con.run(f"update ballots set choice = ? where {one}", [choice, voter.id])

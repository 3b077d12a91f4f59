"""An office of several people who do mixed acts through casework, one after the other, and say what was acknowledged.

They file consultations and carry them from receipt to the notice of a signed opinion, record findings, cast ballots
and type drafts. What they do next follows from the records, so that any process can go on where another was killed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from casebase.casework import consultations, drafts, findings, opinion_notices, opinions, suspensions, votes
from casebase.casework.desk import Desk
from casebase.casework.signing_key import demo_signer
from casebase.domain.account import Account, Role
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.draft import Form, TypedField
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, MoveNotPermitted, NotFound, SeveralInvalid
from casebase.store.connection import Store
from casebase.store.consultations import fetch_consultation
from casebase.store.findings import list_findings
from casebase.store.opinions import fetch_opinion, list_opinions
from casebase.store.suspensions import list_suspensions
from tests.builders import NOW
from tests.case_builders import Person, a_draft, a_person
from tests.consultation_acts import HEARING, RECEIPT, SCREENED
from tests.consultation_stages import application_fields, opinion_fields
from tests.meeting_stages import Committee, Sitting, a_committee, a_voting_item, agreeing
from tests.review_stages import a_review_in_fact_finding, answers, review_of

# What an act may be answered with where another process was faster, or the clock says another day.
OVERTAKEN = (ChangedMeanwhile, MoveNotPermitted, InvalidEntry, NotFound, SeveralInvalid)
OPEN_AT_ONCE = 6
OPEN_STATES = "('applied', 'received', 'under_review', 'proposed', 'issued')"

# Hears of an act or a draft: "act", its command, its answer; "draft", its id, its sequence.
Heard = Callable[[str, str, str], None]
Seat = tuple[Account, str]  # somebody with the id of their session


@dataclass(frozen=True, kw_only=True)
class Crew:
    """Who works, and on what besides consultations; it can be sent to another process."""

    applicant: Seat
    handler: Seat
    head: Seat
    secretary: Seat
    members: tuple[Seat, ...]
    items: tuple[tuple[str, str], ...]  # meeting and item, being voted on
    reviews: tuple[str, ...]  # numbers, in fact finding
    drafts: tuple[str, ...]  # of the handler's, being typed


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A crew at its desks in one process."""

    crew: Crew
    store: Store
    now: datetime
    chance: Random
    heard: Heard

    def person(self, seat: Seat) -> Person:
        account, session_id = seat
        return Person(account, self.store, Desk(store=self.store, session_id=session_id, now=self.now))

    def signing(self, seat: Seat) -> Person:
        person = self.person(seat)
        return replace(person, seat=replace(person.seat, signer=demo_signer(self.store.home, self.now)))


def gather(store: Store, *, items: int = 1, reviews: int = 2, drafts_typed: int = 2) -> Crew:
    """Put a crew on record with what it works on."""
    handler, committee = a_person(store), a_committee(store)
    sittings = [a_voting_item(committee) for _ in range(items)]
    demo_signer(store.home, NOW)  # found once: a key takes long to find
    return Crew(
        applicant=_seat(a_person(store, Role.APPLICANT)),
        handler=_seat(handler),
        head=_seat(a_person(store, Role.HEAD)),
        secretary=_seat(committee.secretary),
        members=tuple(map(_seat, committee.members)),
        items=tuple((sitting.meeting_id, sitting.item_id) for sitting in sittings),
        reviews=tuple(a_review_in_fact_finding(handler).number for _ in range(reviews)),
        drafts=tuple(a_draft(handler, Form.VISIT, {"place": "입력 1"}) for _ in range(drafts_typed)),
    )


def act_once(shift: Shift) -> str:
    """Do one act or keep one draft; return "" or, where another was faster, the refusal's name."""
    step = shift.chance.choices((carry, type_draft, find, cast), (60, 20, 15, 5))[0]
    try:
        step(shift)
    except OVERTAKEN as refused:
        return type(refused).__name__
    return ""


def carry(shift: Shift) -> None:
    """File an application, or take the next step on one that is open."""
    with shift.store.reading() as con:
        open_ids = [str(row[0]) for row in con.rows(f"select id from consultations where status in {OPEN_STATES}")]
    if len(open_ids) < OPEN_AT_ONCE:
        file(shift)
    else:
        _NEXT_STEP[_status(shift, chosen := shift.chance.choice(sorted(open_ids)))](shift, chosen)


def file(shift: Shift) -> None:
    """File an application."""
    applicant = shift.person(shift.crew.applicant)
    draft_id, desk = a_draft(applicant, Form.CONSULTATION, application_fields()), applicant.desk
    shift.heard("act", desk.command_id, consultations.apply_for_consultation(desk, draft_id))


def type_draft(shift: Shift) -> None:
    """Type into a draft; what is typed names its sequence."""
    handler, draft_id = shift.person(shift.crew.handler), shift.chance.choice(shift.crew.drafts)
    with shift.store.reading() as con:
        kept = con.rows("select sequence from draft_fields where draft_id = ? and name = 'place'", [draft_id])
    sequence = int(kept[0][0]) + 1
    typed = TypedField(key="place", value=f"입력 {sequence}", sequence=sequence)
    kept_sequence = drafts.keep_fields(handler.desk, draft_id, [typed])["place"]
    shift.heard("draft", draft_id, str(kept_sequence))


def find(shift: Shift) -> None:
    """Answer every question of one step again, each answer with the same mark."""
    handler = shift.person(shift.crew.handler)
    review = review_of(shift.store, shift.chance.choice(shift.crew.reviews))
    charge, step = shift.chance.choice(review.charges), shift.chance.choice(findings.steps_of(review))
    with shift.store.reading() as con:
        before = [
            found
            for found in list_findings(con, review.id, handler.id)
            if (found.charge_id, found.step) == (charge.id, step)
        ]
    mark, versions = f"판단 {shift.chance.random()}", {found.question: found.version for found in before}
    fields = {name: mark if name.startswith("reason_") else text for name, text in answers(review, step).items()}
    desk = handler.desk
    shift.heard("act", desk.command_id, findings.record_findings(desk, review.id, charge.id, step, fields, versions))


def cast(shift: Shift) -> None:
    """Let a member vote on everything that is put to them, if they have not yet."""
    (meeting_id, item_id), member = shift.chance.choice(shift.crew.items), shift.chance.choice(shift.crew.members)
    with shift.store.reading() as con:
        voted = con.row("select 1 from ballots where item_id = ? and account_id = ?", [item_id, member[0].id])
    if voted:
        type_draft(shift)
        return
    people = tuple(map(shift.person, shift.crew.members))
    committee = Committee(shift.store, shift.person(shift.crew.secretary), people)
    sitting = Sitting(committee, shift.person(shift.crew.handler), meeting_id, item_id)
    desk = shift.person(member).desk
    done = votes.cast_ballot(desk, item_id, sitting.item.version, agreeing(sitting))
    shift.heard("act", desk.command_id, done)


def _receive(shift: Shift, case_id: str) -> None:
    desk = shift.person(shift.crew.handler).desk
    done = consultations.receive_consultation(desk, case_id, _version(shift, case_id), RECEIPT)
    shift.heard("act", desk.command_id, done)


def _screen(shift: Shift, case_id: str) -> None:
    desk = shift.person(shift.crew.handler).desk
    done = consultations.screen_consultation(desk, case_id, _version(shift, case_id), SCREENED)
    shift.heard("act", desk.command_id, done)


def _review(shift: Shift, case_id: str) -> None:
    """End a hearing that is open; else begin one, or propose an opinion."""
    desk = shift.person(shift.crew.handler).desk
    with shift.store.reading() as con:
        open_waits = [wait for wait in list_suspensions(con, case_id) if wait.is_open]
    if open_waits:
        done = suspensions.end_suspension(desk, open_waits[0].id, open_waits[0].version, {})
    elif shift.chance.random() < 0.3:
        done = suspensions.begin_suspension(desk, case_id, _version(shift, case_id), HEARING)
    else:
        done = opinions.propose_opinion(desk, case_id, _version(shift, case_id), opinion_fields())
    shift.heard("act", desk.command_id, done)


def _issue(shift: Shift, case_id: str) -> None:
    desk = shift.signing(shift.crew.head).desk
    with shift.store.reading() as con:
        opinion_id = list_opinions(con, case_id)[0].id
        seen = fetch_opinion(con, opinion_id).digest
    shift.heard("act", desk.command_id, opinions.issue_opinion(desk, opinion_id, seen))


def _notify(shift: Shift, case_id: str) -> None:
    desk = shift.person(shift.crew.handler).desk
    fields = {"notified_on": desk.today.isoformat(), "notified_how": "electronic"}
    done = opinion_notices.notify_opinion(desk, case_id, _version(shift, case_id), fields)
    shift.heard("act", desk.command_id, done)


def _too_late(_shift: Shift, case_id: str) -> None:
    """Another was faster with the last step."""
    raise ChangedMeanwhile(case_id)


_NEXT_STEP = dict.fromkeys(ConsultationStatus, _too_late) | {
    ConsultationStatus.APPLIED: _receive,
    ConsultationStatus.RECEIVED: _screen,
    ConsultationStatus.UNDER_REVIEW: _review,
    ConsultationStatus.PROPOSED: _issue,
    ConsultationStatus.ISSUED: _notify,
}


def _status(shift: Shift, case_id: str) -> ConsultationStatus:
    with shift.store.reading() as con:
        return fetch_consultation(con, case_id).status


def _version(shift: Shift, case_id: str) -> int:
    with shift.store.reading() as con:
        return fetch_consultation(con, case_id).version


def _seat(person: Person) -> Seat:
    return person.account, person.seat.session_id

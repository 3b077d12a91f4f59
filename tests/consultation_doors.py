"""The doors to consultations: each look and act, and the state of the consultation it is tried on."""

from collections.abc import Callable
from dataclasses import replace

from casebase.access.act import Act
from casebase.casework import (
    consultation_offers,
    consultation_views,
    ledger,
    opinion_views,
    prior_opinions,
)
from casebase.domain.listing import ConsultationFilter
from casebase.domain.opinion import OpinionKind
from tests import consultation_acts
from tests.builders import TODAY
from tests.case_builders import Person
from tests.consultation_acts import MOVES, Case, Move
from tests.consultation_stages import opinion_fields
from tests.door import CONSULTATION, Door, Given, plain
from tests.world import World

# Where each act is tried; the first two open a case of their own.
TRIED_AT = {
    "apply_for_consultation": "",
    "register_consultation": "",
    "receive_consultation": "applied",
    "screen_consultation": "received",
    "assign_consultation": "received",
    "add_material": "received",
    "ask_supplement": "under review",
    "answer_supplement": "supplement awaited",
    "ask_body": "under review",
    "remind_body": "answer awaited",
    "answer_inquiry": "answer awaited",
    "begin_suspension": "under review",
    "end_suspension": "hearing under way",
    "cancel_suspension": "hearing under way",
    "extend_period": "under review",
    "tell_progress": "under review",
    "link_site_check": "under review",
    "link_sibling": "under review",
    "send_message": "under review",
    "add_note": "under review",
    "propose_opinion": "under review",
    "return_opinion": "proposed",
    "issue_opinion": "proposed",
    "notify_opinion": "issued",
    "record_opinion_arrival": "notified",
    "notify_further": "issued",
    "record_further_arrival": "notified",
    "propose_opinion_correction": "notified",
    "propose_opinion_withdrawal": "notified",
    "reopen_consultation": "opinion withdrawn",
    "report_follow_up": "follow-up",
    "judge_follow_up": "reported",
    "close_consultation": "petition answered",
    "withdraw_consultation": "received",
}


def at(stage: str, given: consultation_acts.Given) -> Given:
    """What is given of the consultation at a stage."""
    return lambda world, person: given(world.case(stage), person)


def _act(move: Move) -> Door:
    stage = TRIED_AT[move.name]
    return Door(move.act, move.function, at(stage, move.given) if stage else _application, stage, CONSULTATION)


def _look(act: Act, function: Callable[..., object], stage: str, given: consultation_acts.Given) -> Door:
    return Door(act, function, at(stage, given), stage, CONSULTATION)


def _application(_: World, person: Person) -> tuple[object, ...]:
    return (consultation_acts.application_of(person),)


def _paper(case: Case, _: Person) -> tuple[object, ...]:
    with case.store.reading() as con:
        ((number,),) = con.rows("select number from documents where subject_id = ?", [case.id])
    return (number,)


def _file(case: Case, _: Person) -> tuple[object, ...]:
    """What the applicant supplied first: the application."""
    with case.store.reading() as con:
        supplied = "select id from attachments where subject_id = ? and role = 'supplied' order by id limit 1"
        ((file_id,),) = con.rows(supplied, [case.id])
    return (file_id,)


def _draft_of_opinion(case: Case, _: Person) -> tuple[object, ...]:
    return case.id, OpinionKind.ANSWER, opinion_fields()


def _its_id(case: Case, _: Person) -> tuple[object, ...]:
    return (case.id,)


def _its_opinion(case: Case, _: Person) -> tuple[object, ...]:
    return case.opinion[:1]


SEE, SEE_WORK = Act.SEE_CONSULTATION, Act.SEE_CONSULTATION_WORK

CONSULTATION_DOORS = (
    *(_act(move) for move in MOVES),
    Door(SEE, consultation_views.consultation_list, plain(ConsultationFilter(), 10, 0)),
    Door(SEE, consultation_views.count_consultations, plain(ConsultationFilter())),
    Door(SEE, consultation_views.consultation_agencies, plain()),
    Door(SEE, consultation_views.who_may_apply, plain()),
    Door(SEE, opinion_views.outcome_labels, plain()),
    Door(SEE, prior_opinions.choices_of_prior_opinions, plain("agency-48890")),
    Door(SEE_WORK, consultation_views.case_handlers, plain()),
    Door(SEE_WORK, consultation_offers.rest_day, plain(TODAY)),
    replace(
        _look(SEE, consultation_views.consultation_page, "received", lambda case, _: (case.now.number,)),
        also=Act.SEE_INQUIRY,
    ),
    _look(SEE, consultation_views.consultation_document, "notified", _paper),
    _look(SEE, consultation_views.consultation_file, "received", _file),
    _look(SEE, opinion_views.opinion_effect, "notified", _its_opinion),
    _look(SEE_WORK, ledger.damaged_materials, "received", _its_id),
    _look(SEE_WORK, consultation_offers.offers, "received", _its_id),
    _look(SEE_WORK, opinion_views.draft_preview, "under review", _draft_of_opinion),
    _look(SEE_WORK, opinion_views.opinion_preview, "proposed", _its_opinion),
    _look(SEE_WORK, opinion_views.may_approve, "proposed", _its_opinion),
)

"""The doors to the committee: its meetings, their items, recusals and votes; and to re-examination."""

import json

from casebase.access.act import Act
from casebase.casework import (
    agenda,
    consistency,
    meeting_views,
    meetings,
    motions,
    re_examinations,
    recusals,
    votes,
)
from casebase.domain.draft import Form
from casebase.domain.errors import SeveralInvalid
from casebase.store.documents import list_documents_of
from casebase.store.rulings import list_rulings
from tests.case_builders import Person, a_draft
from tests.door import MEETING, Door, Given, found, plain, seen
from tests.meeting_stages import AT_SHORT_NOTICE, agreeing, motion_fields, plan_fields
from tests.panel_cases import ABSTENTION, ON_GROUND, SEAT
from tests.re_examination_stages import again_fields
from tests.world import World

MINUTES = {"proceedings": "성원이 되어 개회하였다."}
HEARD = {"hearing": "선처를 구하였다."}
LATER = {"result": "자료를 더 본다."}
STAY = {"stayed_on": "2026-11-23", "stay_reason": "처분이 곧 집행된다."}


def _meeting(stage: str, *arguments: object) -> Given:
    return lambda world, _: (world.sitting(stage).meeting_id, world.sitting(stage).meeting.version, *arguments)


def _item(stage: str, *arguments: object) -> Given:
    return lambda world, _: (world.sitting(stage).item_id, world.sitting(stage).item.version, *arguments)


def _number(world: World, _: Person) -> tuple[object, ...]:
    return (world.sitting("voting").meeting.number,)


def _paper(stage: str, kind: str) -> Given:
    def given(world: World, person: Person) -> tuple[object, ...]:
        sitting = world.sittings[stage]
        of_kind = f"select number from documents where kind = '{kind}' and subject_id = '{sitting.meeting_id}'"
        return found(of_kind)(world, person)

    return given


def _proposal(world: World, person: Person) -> tuple[object, ...]:
    with world.store.reading() as con:
        ruling = list_rulings(con, world.review("proposed").id)[0]
    return *_meeting("planned")(world, person), {"ruling_id": ruling.id}


def _present(world: World, person: Person) -> tuple[object, ...]:
    there = [member.id for member in world.sitting("called").committee.members]
    return *_meeting("called")(world, person), {"present": json.dumps(there)}


def _challenged(world: World, person: Person) -> tuple[object, ...]:
    return *_item("open")(world, person), {"account_id": world.account(SEAT), **ON_GROUND}


def _raised(world: World, _: Person) -> tuple[object, ...]:
    (recusal,) = (one for one in world.sitting("recusal raised").recusals if one.state == "raised")
    return recusal.id, recusal.version, {"decision": "upheld"}


def _ballot(world: World, person: Person) -> tuple[object, ...]:
    return *_item("voting")(world, person), agreeing(world.sitting("voting"))


def _motion(world: World, person: Person) -> tuple[object, ...]:
    return *_item("drafting")(world, person), motion_fields(world.sitting("drafting"))


def _again(world: World, person: Person) -> tuple[object, ...]:
    """A draft that names the paper of a ruling that was notified."""
    with world.store.reading() as con:
        told = list_documents_of(con, "review", world.review("notified").id)[0]
    return (a_draft(person, Form.RE_EXAMINATION, again_fields(told.number)),)


SEE = Act.SEE_MEETING

MEETING_DOORS = (
    Door(SEE, meeting_views.meeting_list, plain("", 10, 0)),
    Door(SEE, meeting_views.count_meetings, plain("")),
    Door(SEE, meeting_views.meeting_page, _number, "voting", MEETING),
    Door(SEE, meeting_views.meeting_document, _paper("called", "item_papers"), "called", MEETING),
    Door(SEE, meeting_views.meeting_document, _paper("closed", "minutes"), "closed", MEETING),
    Door(Act.PLAN_MEETING, meetings.plan_meeting, plain(plan_fields())),
    Door(Act.CHANGE_MEETING, meetings.change_meeting, _meeting("planned", plan_fields()), "planned", MEETING),
    Door(Act.PUT_ON_AGENDA, meeting_views.ready_proposals, plain()),
    Door(Act.PUT_ON_AGENDA, agenda.put_on_agenda, _proposal, "planned", MEETING),
    Door(Act.TAKE_OFF_AGENDA, agenda.take_off_agenda, _item("planned", {}), "planned", MEETING),
    Door(Act.SEND_PAPERS, agenda.send_papers, _item("planned", {}), "planned", MEETING),
    Door(Act.CALL_MEETING, meetings.call_meeting, _meeting("planned", AT_SHORT_NOTICE), "planned", MEETING),
    Door(Act.CANCEL_MEETING, meetings.cancel_meeting, _meeting("planned", {"end_reason": "연기"}), "planned", MEETING),
    Door(Act.MARK_ATTENDANCE, meetings.mark_attendance, _present, "called", MEETING),
    Door(Act.OPEN_MEETING, meetings.open_meeting, _meeting("called", {}), "called", MEETING),
    Door(Act.DECLARE_RECUSAL, recusals.declare_recusal, _item("called", ABSTENTION), "called", MEETING),
    Door(Act.CHALLENGE_MEMBER, recusals.challenge_member, _challenged, "open", MEETING),
    Door(Act.DECIDE_RECUSAL, recusals.decide_recusal, _raised, "recusal raised", MEETING),
    Door(Act.HEAR_PERSON, agenda.hear_person, _item("open", HEARD), "open", MEETING),
    Door(Act.KEEP_PROCEEDINGS, meetings.keep_proceedings, _meeting("open", MINUTES), "open", MEETING),
    Door(Act.CARRY_OVER, agenda.carry_over, _item("open", LATER), "open", MEETING),
    Door(Act.OPEN_VOTE, votes.open_vote, _item("open", {}), "open", MEETING),
    Door(Act.CAST_BALLOT, votes.cast_ballot, _ballot, "voting", MEETING),
    Door(Act.CLOSE_VOTE, votes.close_vote, _item("voted", {}), "voted", MEETING),
    Door(Act.PUT_MOTION, motions.put_motion, _motion, "drafting", MEETING),
    Door(Act.CLOSE_MEETING, meetings.close_meeting, _meeting("done", {}), "done", MEETING),
    Door(
        Act.SEE_DELIBERATION, consistency.consistency, lambda world, _: (world.reviews["fact_finding"],), "fact_finding"
    ),
    Door(
        Act.APPLY_FOR_RE_EXAMINATION,
        re_examinations.apply_for_re_examination,
        _again,
        "notified",
        refusal=SeveralInvalid,
    ),
    Door(Act.REGISTER_RE_EXAMINATION, re_examinations.register_re_examination, _again),
    Door(Act.STAY_RULING, re_examinations.stay_ruling, seen("contested", STAY), "contested"),
)

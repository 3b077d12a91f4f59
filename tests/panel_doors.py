"""The doors to the panel: its members, and requests for their advice."""

from collections.abc import Callable

from casebase.access.act import Act
from casebase.casework import advice, advice_answers, advice_views, member_views, members
from casebase.domain.listing import AdviceFilter
from casebase.store.advice import list_assignments
from tests.advice_stages import answer_fields
from tests.builders import TODAY
from tests.case_builders import Person
from tests.door import ADVICE, ANOTHER, CONSULTATION, ONESELF, Door, Given, found, plain
from tests.panel_builders import a_tie, an_absence
from tests.panel_cases import CANDIDATE, SEAT
from tests.world import World

TERM = {
    "begins_on": "2027-01-01",
    "ends_on": "2027-12-31",
    "affiliation": "나래법률사무소",
    "specialities": '["인허가"]',
}
TIE = {"kind": "employer", "name": "나래법률사무소", "begins_on": "2025-01-01"}
TIE_ENDED = {"ends_on": "2026-11-01"}
AWAY = {"from_on": "2026-12-10", "to_on": "2026-12-12", "reason": "출장"}
REASON = {"reason": "다른 사건이 많다."}
ASIDE = {"ground": "opposite_party", "reason": "당사자에게서 상담을 받았다."}
UNDER_REVIEW = "under review"


def _request(stage: str, *arguments: object) -> Given:
    return lambda world, _: (world.request(stage).id, world.request(stage).version, *arguments)


def _assignment(stage: str, *arguments: object) -> Given:
    def given(world: World, _: Person) -> tuple[object, ...]:
        with world.store.reading() as con:
            (assignment,) = list_assignments(con, world.requests[stage])
        return assignment.id, assignment.version, *arguments

    return given


def _offer(world: World, _: Person) -> tuple[object, ...]:
    request = world.request("asked")
    return request.id, request.version, {"account_id": world.account(CANDIDATE)}


def _answers(world: World, person: Person) -> tuple[object, ...]:
    return *_assignment("accepted")(world, person), answer_fields(world.request("accepted"))


def _shown(world: World, _: Person) -> tuple[object, ...]:
    request = world.request("accepted")
    return request.id, request.file_ids[0]


def _paper(world: World, person: Person) -> tuple[object, ...]:
    return found(f"select number from documents where subject_id = '{world.requests['answered']}'")(world, person)


def _case(world: World, _: Person) -> tuple[object, ...]:
    return "consultation", world.case(UNDER_REVIEW).id


def _asking(world: World, _: Person) -> tuple[object, ...]:
    case = world.case(UNDER_REVIEW).now
    issue = {"issue_1": "점용허가를 할 수 있는지 여부", "unasked_reason": "나머지는 다툼이 없다."}
    return "consultation", case.id, ASKED | issue


ASKED = {"question": "의견을 구합니다.", "facts": "진입도로가 하천 구역을 지난다."}


def _of_member(act: Act, function: Callable[..., object], another: Given, own: Given) -> tuple[Door, Door]:
    """A door to what is kept of a member: of another's, and of one's own."""
    return Door(act, function, another, "of another", ANOTHER), Door(act, function, own, "of oneself", ONESELF)


def _theirs(*arguments: object) -> Given:
    return lambda world, _: (world.account(SEAT), *arguments)


def _own(*arguments: object) -> Given:
    return lambda _, person: (person.id, *arguments)


def _own_tie(_: World, person: Person) -> tuple[object, ...]:
    with person.store.transaction() as con:
        tie = a_tie(con, person.id)
    return tie.id, tie.version, TIE_ENDED


def _own_absence(_: World, person: Person) -> tuple[object, ...]:
    with person.store.transaction() as con:
        absence = an_absence(con, person.id)
    return absence.id, absence.version


SEE, SEE_ROLL = Act.SEE_ADVICE, Act.SEE_MEMBERS
A_TERM = "select id from members where body = 'panel' order by id limit 1"
A_TIE = "select id from ties where name = '다온연구소'"
AN_ABSENCE = "select id from absences where reason = '해외 출장' and from_on = '2026-12-01'"
NEWCOMER = "select id from accounts where role = 'panel' and id not in (select account_id from members)"

PANEL_DOORS = (
    Door(SEE_ROLL, member_views.roll, plain(TODAY)),
    Door(Act.APPOINT_MEMBER, member_views.appointable, plain()),
    Door(
        Act.APPOINT_MEMBER,
        members.appoint_member,
        lambda *at: ({"body": "panel", "account_id": found(NEWCOMER)(*at)[0], **TERM},),
    ),
    Door(Act.CHANGE_MEMBER, members.change_member, found(A_TERM, 1, TERM | {"begins_on": "2026-01-01"})),
    *_of_member(SEE_ROLL, member_views.member_page, _theirs(), _own()),
    *_of_member(Act.DECLARE_TIE, members.declare_tie, _theirs(TIE), _own(TIE)),
    *_of_member(Act.END_TIE, members.end_tie, found(A_TIE, 1, TIE_ENDED), _own_tie),
    *_of_member(Act.DECLARE_ABSENCE, members.declare_absence, _theirs(AWAY), _own(AWAY)),
    *_of_member(Act.CANCEL_ABSENCE, members.cancel_absence, found(AN_ABSENCE, 1), _own_absence),
    Door(SEE, advice_views.advice_list, plain(AdviceFilter(), 10, 0)),
    Door(SEE, advice_views.count_advice, plain(AdviceFilter())),
    Door(SEE, advice_views.advice_of_case, _case, UNDER_REVIEW, CONSULTATION),
    Door(SEE, advice_views.advice_page, lambda world, _: (world.request("accepted").number,), "accepted", ADVICE),
    Door(SEE, advice_views.advice_document, _paper, "answered", ADVICE),
    Door(Act.SEE_ADVICE_FILES, advice_views.advice_file, _shown, "accepted", ADVICE),
    Door(Act.ASK_ADVICE, advice_views.advice_form, _case, UNDER_REVIEW, CONSULTATION),
    Door(Act.ASK_ADVICE, advice.ask_advice, _asking, UNDER_REVIEW, CONSULTATION),
    Door(Act.OFFER_ADVICE, advice.offer_advice, _offer, "asked", ADVICE),
    Door(Act.REVOKE_OFFER, advice.revoke_offer, _assignment("offered", REASON), "offered", ADVICE),
    Door(Act.REMIND_ADVISER, advice.remind_adviser, _assignment("offered", {}), "offered", ADVICE),
    Door(Act.WITHDRAW_ADVICE, advice.withdraw_advice, _request("asked", {"end_reason": "취하"}), "asked", ADVICE),
    Door(Act.CLOSE_ADVICE, advice.close_advice, _request("answered", {}), "answered", ADVICE),
    Door(
        Act.ACCEPT_ADVICE,
        advice_answers.accept_advice,
        _assignment("offered", {"no_conflict": "yes"}),
        "offered",
        ADVICE,
    ),
    Door(Act.DECLINE_ADVICE, advice_answers.decline_advice, _assignment("offered", REASON), "offered", ADVICE),
    Door(Act.RECUSE_FROM_ADVICE, advice_answers.recuse_from_advice, _assignment("offered", ASIDE), "offered", ADVICE),
    Door(Act.ANSWER_ADVICE, advice_answers.answer_advice, _answers, "accepted", ADVICE),
)

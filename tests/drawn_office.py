"""A small office drawn by chance: visits, reviews with findings, advice and rulings at every stage."""

from datetime import date, timedelta
from random import Random

from casebase.domain.account import Account, Role
from casebase.domain.advice import AssignmentStatus, Stance
from casebase.domain.agency import Agency
from casebase.domain.ruling import Outcome, RulingKind
from casebase.domain.visit import Matter, Track
from casebase.store.connection import Connection
from tests.builders import a_business, a_matter, a_visit, an_account, an_agency
from tests.consultation_builders import a_consultation
from tests.panel_builders import a_request, a_ruling, an_assignment
from tests.ruled_reviews import Ruled, a_case, advise, find, resolve, rule

FIELDS = ("인허가", "계약", "농지·산지")
REGIONS = ("48120", "48170", "48720")
LAWS = ("", "농지법 제34조", "농지법 제34조, 농지법 제35조", "산지관리법 제14조와 농지법 제36조", "모릅니다.")
CRITERIA = {
    "trio": ("public_interest", "transparency", "validity"),
    "national-2019": ("public_good", "active_handling", "no_gross_negligence"),
}
GROUNDS = ("exclusion:bribery", "exclusion:neglect")
NEVER = date(2027, 12, 31)


def draw_office(con: Connection, chance: Random, count: int = 25) -> None:
    """Put `count` visits, reviews and requests for advice on record, of 2025 and 2026."""
    people = [an_account(con) for _ in range(3)]
    agencies = [an_agency(con, region_code=region) for region in REGIONS]
    businesses = [a_business(con, region_code=chance.choice(REGIONS)) for _ in range(5)]
    for business in businesses:
        con.run("update businesses set industry = ? where id = ?", [chance.choice("ACF"), business.id])
    for _ in range(count):
        matters = tuple(_matter(chance, people) for _ in range(chance.randint(0, 3)))
        business, lead = chance.choice(businesses), chance.choice(people)
        a_visit(con, business, lead, matters=matters, visited_on=_day(chance))
        _draw_review(con, chance, agencies, people)
        _draw_request(con, chance, agencies, people)


def _draw_review(con: Connection, chance: Random, agencies: list[Agency], people: list[Account]) -> None:
    code = chance.choice(list(CRITERIA))
    case = a_case(
        con,
        criteria_set=code,
        agency=chance.choice(agencies),
        field=chance.choice(FIELDS),
        applicant=chance.choice([None, *people]),
    )
    for reviewer in (case.handler, *people[:2]):
        asked = chance.sample((*CRITERIA[code], *GROUNDS), chance.randint(0, 5))
        find(con, case, {question: chance.choice([True, False, None]) for question in asked}, by=reviewer)
    for _ in range(chance.randint(0, 2)):
        stances = tuple(chance.choices(list(Stance), k=chance.randint(1, 3)))
        advise(con, case.review, {chance.choice(CRITERIA[code]): stances, CRITERIA[code][0]: stances[:1]})
    _draw_rulings(con, chance, case, people)


def _draw_rulings(con: Connection, chance: Random, case: Ruled, people: list[Account]) -> None:
    a_ruling(con, case.review)
    if chance.random() < 0.2:
        return
    outcome = chance.choice(list(Outcome))
    if chance.random() < 0.5:
        answers = {code: chance.choice([True, False, None]) for code in CRITERIA[case.review.criteria_set]}
        resolve(con, case, answers, outcome)
    else:
        rule(con, case, outcome, decided_at=_instant(chance), notified_on=chance.choice([None, NEVER]))
    for kind in chance.choice([(), (), (RulingKind.CORRECTION,), (RulingKind.CORRECTION, RulingKind.WITHDRAWAL)]):
        again = {"notified_on": chance.choice([None, NEVER]), "proposed_by": chance.choice(people)}
        rule(con, case, chance.choice(list(Outcome)), kind, **again)  # type: ignore[arg-type]


def _draw_request(con: Connection, chance: Random, agencies: list[Agency], people: list[Account]) -> None:
    handler = chance.choice(people)
    case = a_consultation(con, chance.choice(agencies), handler=handler, field=chance.choice(FIELDS))
    request = a_request(con, case, field=chance.choice(FIELDS), asked_at=_instant(chance))
    for _ in range(chance.randint(0, 4)):
        answered_at = f"2026-12-{chance.randint(1, 28):02d}T{chance.randint(0, 23):02d}:00:00.000000Z"
        told = {"offered_at": _instant(chance), "stance": chance.choice(list(Stance))}
        status = chance.choice(list(AssignmentStatus))
        told |= {"answered_at": answered_at} if status == AssignmentStatus.ANSWERED else {}
        adviser = chance.choice([*people, an_account(con, Role.PANEL)])
        an_assignment(con, request, adviser, status, **told)  # type: ignore[arg-type]


def _matter(chance: Random, people: list[Account]) -> Matter:
    track = chance.choice(list(Track))
    facts: dict[str, object] = {"field": chance.choice(FIELDS), "law": chance.choice(LAWS)}
    if track == Track.LATER:
        promised_on = _day(chance)
        late = chance.choice([None, -1, 0, 1])
        answered_on = None if late is None else promised_on + timedelta(days=late)
        facts |= {"owner_id": chance.choice(people).id, "promised_on": promised_on, "answered_on": answered_on}
    return a_matter(track, **facts)


def _day(chance: Random) -> date:
    return date(2025, 1, 1) + timedelta(days=chance.randint(0, 729))


def _instant(chance: Random) -> str:
    return f"{_day(chance)}T{chance.randint(0, 23):02d}:30:00.000000Z"

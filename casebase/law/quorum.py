"""Quorum and majority of the committee, and who presides over it.

공공감사에 관한 법률 시행령 제4조 제3항: 재적위원 과반수의 출석으로 개의하고, 출석위원 과반수의 찬성으로 의결한다.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from casebase.domain.meeting import Choice, Tally
from casebase.domain.member import Body, Member
from casebase.korean.dates import official_date
from casebase.law.values import LegalValue

_QUORUM = "공공감사에 관한 법률 시행령 제4조 제3항"
_PRESIDING = "공공감사에 관한 법률 시행령 제4조 제2항"
_TAKEN_OUT = "재적에서 뺌"
_ONE_DAY = timedelta(days=1)


def majority(count: int) -> int:
    """Return the least number that is more than half: 3 of 5, and 3 of 4."""
    return count // 2 + 1


def has_quorum(seats: int, present: int) -> bool:
    """Say whether more than half of the seats are taken (시행령 제4조 제3항); one of nobody never has quorum."""
    return present >= majority(seats)


def count(question: str, seats: int, present: int, choices: Sequence[Choice]) -> Tally:
    """Return the count of one question: carried with a quorum and a majority of those present (시행령 제4조 제3항).

    `present` is who is present and may vote on the item; who of them abstained or cast no ballot still counts among
    the present, so an equal vote carries nothing. Raises: ValueError for more votes than members present, or more
    present than seats.
    """
    if not len(choices) <= present <= seats:
        raise ValueError(f"{len(choices)} votes of {present} present of {seats} seats")
    yes = choices.count(Choice.YES)
    return Tally(
        question=question,
        seats=seats,
        present=present,
        yes=yes,
        no=choices.count(Choice.NO),
        abstained=choices.count(Choice.ABSTAIN),
        carried=has_quorum(seats, present) and yes >= majority(present),
    )


def answer(tally: Tally) -> bool | None:
    """Return what the committee answered: True carried, False with a majority against, None without either."""
    if tally.carried:
        return True
    is_refused = has_quorum(tally.seats, tally.present) and tally.no >= majority(tally.present)
    return False if is_refused else None


def seats_of_item(seats: int, recused: int, counted: LegalValue) -> int:
    """Return the seats (재적) of an item, `recused` of whose members may not take part in it.

    `counted` is the value "committee.recused_seats"; by default such a seat still counts.
    """
    return seats - recused if counted.value == _TAKEN_OUT else seats


def presides(present: Sequence[Member], terms: Iterable[Member], on: date) -> tuple[str, str]:
    """Return the account that presides, and why in a sentence with its article (시행령 제4조 제2항).

    The chair; without the chair who has served longest, and of several the eldest. `present` are the members present
    who may take part, those whose term does not cover the day passed over; `terms` are all terms of all members:
    somebody's time runs back as long as one term follows the other without a gap. Raises: ValueError when nobody is
    present.
    """
    every = list(terms)
    serving = [member for member in present if member.is_serving(on)]
    if not serving:
        raise ValueError("nobody is present to preside")
    since = {member.account_id: _serving_since(member, every) for member in serving}
    first = min(serving, key=lambda member: (not member.is_chair, since[member.account_id], _birth(member)))
    begun_on = since[first.account_id]
    return first.account_id, f"{_why(first, begun_on, list(since.values()).count(begun_on))} ({_PRESIDING})"


def sentence(seats: int, present: int) -> str:
    """Return a quorum as papers print it.

    (5, 3) gives "재적위원 5명 가운데 3명 출석(과반수 3명 이상), 공공감사에 관한 법률 시행령 제4조 제3항".
    """
    return f"재적위원 {seats}명 가운데 {present}명 출석(과반수 {majority(seats)}명 이상), {_QUORUM}"


def _serving_since(member: Member, terms: list[Member]) -> date:
    """Return the first day of the terms that lead up to this one without a day between them."""
    since = member.begins_on
    earlier = [each for each in terms if each.account_id == member.account_id and each.body == Body.COMMITTEE]
    for term in sorted(earlier, key=lambda each: each.begins_on, reverse=True):
        if term.begins_on < since <= term.ends_on + _ONE_DAY:
            since = term.begins_on
    return since


def _birth(member: Member) -> tuple[date, str]:
    """Return what puts the elder first: who gave no day of birth comes last, and a tie is never left to chance."""
    return member.born_on or date.max, member.account_id


def _why(member: Member, begun_on: date, as_long: int) -> str:
    if member.is_chair:
        return "위원장이 주재합니다."
    if as_long == 1:
        return f"위원장이 주재할 수 없어 가장 오래 재직한 위원({official_date(begun_on)}부터)이 주재합니다."
    return (
        f"위원장이 주재할 수 없어 가장 오래 재직한 위원({official_date(begun_on)}부터) "
        f"{as_long}명 가운데 연장자가 주재합니다."
    )

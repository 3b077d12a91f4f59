"""Conflicts of interest (제척·회피 사유): what keeps a member from a case, and what has to be looked into."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from casebase.domain.account import Account
from casebase.domain.member import Body, Tie, TieKind
from casebase.korean.dates import official_date, official_span
from casebase.korean.text import particle
from casebase.law.grounds import Ground, list_on
from casebase.law.names import Likeness, likeness
from casebase.law.periods import last_day_of_months
from casebase.law.values import LegalValue, printed_source, value_on

_LISTS = {Body.COMMITTEE: "recusal", Body.PANEL: "panel_conflict"}
# Codes that both lists hold.
_PARTY, _KIN, _PRIVATE_INTEREST, _TOOK_PART, _UNFAIR = "party", "kin", "private_interest", "took_part", "unfair"

_TIE_WORDS = {
    TieKind.EMPLOYER: "재직 관계",
    TieKind.ADVISER: "자문·고문·용역·연구 관계",
    TieKind.CLIENT: "사건 수임 관계",
    TieKind.INTEREST: "이해관계",
}
_NUMBERS_LISTED = 3
_ONE_DAY = timedelta(days=1)


class PartyKind(StrEnum):
    """What a party of a case is."""

    AGENCY = "agency"
    BUSINESS = "business"
    PERSON = "person"


_PARTY_WORDS = {PartyKind.AGENCY: "기관", PartyKind.BUSINESS: "업체", PartyKind.PERSON: "당사자"}


@dataclass(frozen=True, kw_only=True)
class Party:
    """One whom a case concerns. The id of its own kind is set where it is on record here.

    A person's `agency_id` is where they work; None: at an agency of the case.
    """

    kind: PartyKind
    name: str
    agency_id: str | None = None
    business_id: str | None = None
    account_id: str | None = None


class InvolvementKind(StrEnum):
    """What the record shows that a person did in a case."""

    HANDLED = "handled"
    FOUND = "found"
    ADVISED = "advised"
    VOTED = "voted"
    OPENED = "opened"


_DEEDS = {
    InvolvementKind.HANDLED: "담당한",
    InvolvementKind.FOUND: "조사하여 판단을 적은",
    InvolvementKind.ADVISED: "법률자문 의견을 낸",
    InvolvementKind.VOTED: "표결한",
    InvolvementKind.OPENED: "접수한",
}
_JUDGED_BEFORE = (InvolvementKind.ADVISED, InvolvementKind.VOTED)


@dataclass(frozen=True, kw_only=True)
class Involvement:
    """One thing the record shows. The same case: this one, the consultation it relies on, or its first review.

    Any other is one of the same parties. `case_number` is empty while a case has none.
    """

    kind: InvolvementKind
    case_number: str
    is_same_case: bool


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """One ground, or one doubt, against a member. What blocks admits no assignment and no vote; a doubt is shown.

    `explanation` says in Korean what it rests on, and ends with the ground's source in brackets.
    """

    ground: Ground
    is_blocking: bool
    explanation: str


@dataclass(frozen=True, kw_only=True)
class _Rules:
    """What holds for a body on a day."""

    body: Body
    on: date
    grounds: Mapping[str, Ground]
    years: LegalValue  # for how long a tie that has ended still counts

    def block(self, code: str, sentence: str) -> Conflict:
        ground = self.grounds[code]
        source = printed_source(ground.basis, ground.source)
        return Conflict(ground=ground, is_blocking=True, explanation=f"{sentence} ({source})")

    def doubt(self, code: str, sentence: str) -> Conflict:
        return replace(self.block(code, sentence), is_blocking=False)


def grounds_on(body: Body, day: date) -> tuple[Ground, ...]:
    """Return the grounds that keep a member of a body from a case on a day, as they may name them themselves.

    The committee: 제척·기피·회피. The panel: 변호사법 제31조 and the office's own. Raises: NotInForce.
    """
    return list_on(_LISTS[body], day)


def excludes_by_itself(ground: Ground) -> bool:
    """Say whether a ground is one of 제척. What only makes fairness doubtful is one for 기피 and 회피."""
    return ground.code != _UNFAIR


def conflicts(
    body: Body,
    account: Account,
    ties: Iterable[Tie],
    parties: Sequence[Party],
    involvements: Iterable[Involvement],
    on: date,
) -> tuple[Conflict, ...]:
    """Return what stands between a member and a case on a day, what blocks first.

    Blocks: to be a party or belong to an agency of the case; a tie to a party that lasts or ended within the years
    of "panel.private_interest_years"; kin who is a party (민법 제777조, now or formerly); to have handled or judged
    the very case, for the committee also to have advised on it. Doubts: names that are alike, older ties and ties to
    come, kin who works there, to have judged the parties before. Ties of other accounts are passed over.
    Raises: NotInForce.
    """
    rules = _Rules(
        body=body,
        on=on,
        grounds={ground.code: ground for ground in grounds_on(body, on)},
        years=value_on("panel.private_interest_years", on),
    )
    found = [conflict for party in parties if (conflict := _of_account(account, party, rules))]
    for tie in ties:
        if tie.account_id == account.id:
            found += [conflict for party in parties if (conflict := _of_tie(tie, party, parties, rules))]
    found += _of_record(list(involvements), rules)
    return tuple(sorted(dict.fromkeys(found), key=lambda conflict: not conflict.is_blocking))


def _of_account(account: Account, party: Party, rules: _Rules) -> Conflict | None:
    whom = _whom(party)
    if party.kind == PartyKind.AGENCY and party.agency_id is not None and party.agency_id == account.agency_id:
        return rules.block(_PRIVATE_INTEREST, f"{whom}에 소속되어 있습니다.")
    if party.kind != PartyKind.PERSON:
        return None
    if party.account_id == account.id:
        return rules.block(_PARTY, f"{whom} 본인입니다.")
    if party.account_id is None and likeness(party.name, account.name) == Likeness.NAME:
        return rules.doubt(_PARTY, f"{_and(whom)} 이름이 같습니다. 본인인지 확인하세요.")
    return None


def _of_tie(tie: Tie, party: Party, parties: Sequence[Party], rules: _Rules) -> Conflict | None:
    if tie.kind == TieKind.KIN:
        return _of_kin(tie, party, parties, rules)
    alike = _likeness_to(tie, party)
    if alike is None:
        return None
    code = _PRIVATE_INTEREST
    if tie.kind == TieKind.INTEREST:
        code = _PARTY
    elif tie.kind == TieKind.CLIENT and rules.body == Body.PANEL:
        code = "opposite_party"
    # Of persons a name alone is not enough, but for an interest, which was declared in that very name.
    is_namesake = alike == Likeness.NAME and party.kind == PartyKind.PERSON and tie.kind != TieKind.INTEREST
    if alike == Likeness.PART or is_namesake:
        return rules.doubt(code, _unsure(tie, party))
    return _by_time(tie, party, code, rules)


def _by_time(tie: Tie, party: Party, code: str, rules: _Rules) -> Conflict:
    """Return a tie to somebody of the case for what it is on the day: lasting, ended lately or long ago, or to come."""
    told, span = f"{_and(_whom(party))}의 {_TIE_WORDS[tie.kind]}가", _span(tie)
    if tie.begins_on is not None and rules.on < tie.begins_on:
        return rules.doubt(code, f"{told} 앞으로 시작됩니다{span}. 공정하게 맡을 수 있는지 확인하세요.")
    if tie.ends_on is None or rules.on <= tie.ends_on:
        return rules.block(code, f"{_and(_whom(party))} {_TIE_WORDS[tie.kind]}에 있습니다{span}.")
    years = rules.years.printed
    if rules.on <= last_day_of_months(tie.ends_on + _ONE_DAY, 12 * rules.years.number):
        return rules.block(code, f"{told} 끝난 지 {years}이 지나지 않았습니다{span}.")
    return rules.doubt(code, f"{told} 끝난 지 {years}이 지났습니다{span}. 공정하게 맡을 수 있는지 확인하세요.")


def _unsure(tie: Tie, party: Party) -> str:
    tied = f"신고된 {_and(f'‘{tie.name}’')}의 {_TIE_WORDS[tie.kind]}{_span(tie)}가"
    return f"{tied} {_and(_whom(party))}의 관계인지 확인하세요."


def _of_kin(tie: Tie, party: Party, parties: Sequence[Party], rules: _Rules) -> Conflict | None:
    """민법 제777조. No time is counted: who was kin once is like who still is."""
    kin, whom = f"신고된 친족 ‘{tie.name}’{_span(tie)}", _whom(party)
    subject = f"{kin}{particle(tie.name, '이/가')}"
    if party.kind != PartyKind.PERSON:
        works_there = _id_of(tie, party.kind) is not None and _id_of(tie, party.kind) == _id_of(party, party.kind)
        sentence = f"{subject} {whom}에서 일합니다. 이 사건에 관여했는지 확인하세요."
        return rules.doubt(_KIN, sentence) if works_there else None
    if tie.other_account_id is not None and party.account_id is not None:
        is_party = tie.other_account_id == party.account_id
        return rules.block(_KIN, f"{subject} {whom}입니다.") if is_party else None
    if likeness(tie.name, party.name) != Likeness.NAME:
        return None
    if tie.agency_id in _workplaces(party, parties):
        return rules.block(_KIN, f"{subject} {_and(whom)} 이름도 일하는 기관도 같습니다.")
    return rules.doubt(_KIN, f"{subject} {_and(whom)} 이름이 같습니다. 같은 사람인지 확인하세요.")


def _workplaces(person: Party, parties: Sequence[Party]) -> set[str]:
    agencies = [person] if person.agency_id else [party for party in parties if party.kind == PartyKind.AGENCY]
    return {party.agency_id for party in agencies if party.agency_id is not None}


def _of_record(involvements: Sequence[Involvement], rules: _Rules) -> list[Conflict]:
    same = [_of_same_case(one, rules) for one in involvements if one.is_same_case]
    return same + [conflict for kind in _JUDGED_BEFORE if (conflict := _of_other_cases(kind, involvements, rules))]


def _of_same_case(one: Involvement, rules: _Rules) -> Conflict:
    told = f"이 사건({_numbers([one])})에서 {_DEEDS[one.kind]} 기록이 있습니다."
    if one.kind == InvolvementKind.ADVISED and rules.body == Body.COMMITTEE:
        return rules.block("service", told)
    if one.kind in _JUDGED_BEFORE:
        return rules.doubt(_UNFAIR, f"{told} 다시 맡아도 공정한지 확인하세요.")
    if one.kind == InvolvementKind.OPENED:
        return rules.doubt(_TOOK_PART, f"{told} 조사나 심사에 관여했는지 확인하세요.")
    return rules.block(_TOOK_PART, told)


def _of_other_cases(kind: InvolvementKind, involvements: Sequence[Involvement], rules: _Rules) -> Conflict | None:
    others = [one for one in involvements if one.kind == kind and not one.is_same_case]
    if not others:
        return None
    told = f"당사자가 같은 다른 사건({_numbers(others)})에서 {_DEEDS[kind]} 기록이 있습니다."
    return rules.doubt(_UNFAIR, f"{told} 이 사건과 이어지는지 확인하세요.")


def _numbers(involvements: Sequence[Involvement]) -> str:
    """Return the numbers of cases in order; of many the first few, and how many there are."""
    numbers = sorted({one.case_number or "번호 없음" for one in involvements})
    listed = ", ".join(numbers[:_NUMBERS_LISTED])
    return listed if len(numbers) <= _NUMBERS_LISTED else f"{listed} 등 {len(numbers)}건"


def _likeness_to(tie: Tie, party: Party) -> Likeness | None:
    """Return how surely a tie is one to a party: by the record, by its name, by a part of it.

    Where both are on record the record decides. What is on record as something of another kind is no namesake.
    """
    recorded, wanted = _id_of(tie, party.kind), _id_of(party, party.kind)
    if recorded is not None and wanted is not None:
        return Likeness.RECORD if recorded == wanted else None
    if recorded is None and any(_id_of(tie, kind) for kind in PartyKind):
        return None
    return likeness(tie.name, party.name)


def _id_of(known: Tie | Party, kind: PartyKind) -> str | None:
    """Return by which id the record knows somebody of a kind, as a tie or a party names them."""
    if kind == PartyKind.AGENCY:
        return known.agency_id
    if kind == PartyKind.BUSINESS:
        return known.business_id
    return known.account_id if isinstance(known, Party) else known.other_account_id


def _whom(party: Party) -> str:
    return f"이 사건의 {_PARTY_WORDS[party.kind]} ‘{party.name}’"


def _and(phrase: str) -> str:
    return f"{phrase}{particle(phrase, '과/와')}"


def _span(tie: Tie) -> str:
    """Return the days of a tie in brackets, as far as they were told."""
    if tie.begins_on is not None and tie.ends_on is not None:
        return f"({official_span(tie.begins_on, tie.ends_on)})"
    if tie.begins_on is not None:
        return f"({official_date(tie.begins_on)}부터)"
    return f"({official_date(tie.ends_on)}까지)" if tie.ends_on is not None else ""

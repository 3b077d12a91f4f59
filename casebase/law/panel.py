"""Whom of the legal panel (법률자문단) to ask: who may be asked at all, then by speciality and even load."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casebase.domain.member import Member
from casebase.korean.dates import official_date
from casebase.korean.text import particle
from casebase.law.conflicts import Conflict


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One member with what bears on asking them.

    `open_now` is how many assignments they have yet to answer, `this_year` how many were given to them in the year;
    `is_away`: an absence covers a day on which they would have to answer.
    """

    member: Member
    open_now: int
    this_year: int
    conflicts: tuple[Conflict, ...]
    is_away: bool


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A candidate in their place. `reasons` are sentences: why they cannot be asked, else what their place rests on."""

    candidate: Candidate
    is_available: bool
    reasons: tuple[str, ...]


def propose(candidates: Iterable[Candidate], field: str, on: date) -> tuple[Proposed, ...]:
    """Return the candidates for a case of a field (one of domain.case.FIELDS), the best first.

    Who has a conflict that blocks, is away, is not serving on the day or has reached their yearly limit cannot be
    asked and comes last. Among the others: whose speciality the field is, who has no doubt against them, who has
    least to answer, who was given least this year.
    """
    proposed = [_proposed(candidate, field, on) for candidate in candidates]
    return tuple(sorted(proposed, key=lambda each: (not each.is_available, *_rank(each.candidate, field))))


def _proposed(candidate: Candidate, field: str, on: date) -> Proposed:
    hindrances = _hindrances(candidate, on)
    return Proposed(
        candidate=candidate,
        is_available=not hindrances,
        reasons=hindrances or _merits(candidate, field),
    )


def _hindrances(candidate: Candidate, on: date) -> tuple[str, ...]:
    member = candidate.member
    reasons = [conflict.explanation for conflict in candidate.conflicts if conflict.is_blocking]
    if not member.is_serving(on):
        reasons.append(f"임기({official_date(member.begins_on)}~{official_date(member.ends_on)})에 들지 않습니다.")
    if candidate.is_away:
        reasons.append("회신할 기간에 부재로 등록되어 있습니다.")
    if member.yearly_limit is not None and candidate.this_year >= member.yearly_limit:
        reasons.append(f"올해 배정 한도 {member.yearly_limit}건을 채웠습니다.")
    return tuple(reasons)


def _merits(candidate: Candidate, field: str) -> tuple[str, ...]:
    named = f"‘{field}’"
    if field in candidate.member.specialities:
        speciality = f"전문 분야가 {named}입니다."
    else:
        speciality = f"전문 분야에 {named}{particle(named, '이/가')} 없습니다."
    load = f"회신할 자문 {candidate.open_now}건, 올해 배정 {candidate.this_year}건입니다."
    return (speciality, load, *(f"확인할 점: {conflict.explanation}" for conflict in candidate.conflicts))


def _rank(candidate: Candidate, field: str) -> tuple[bool, bool, int, int, str]:
    """Return what puts one before another; the account last, so that the order is always the same."""
    member = candidate.member
    return (
        field not in member.specialities,
        bool(candidate.conflicts),
        candidate.open_now,
        candidate.this_year,
        member.account_id,
    )

"""Whether a matter is one for a prior opinion (사전컨설팅): the questions and what follows from the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casebase.law.grounds import Ground, list_on
from casebase.law.values import printed_source


class ScreeningResult(StrEnum):
    """What the answers say. UNDECIDED: a person must decide; the person decides in the end in any case."""

    ELIGIBLE = "eligible"
    EXCLUDED = "excluded"
    UNDECIDED = "undecided"


SCREENING_LABELS = {
    ScreeningResult.ELIGIBLE: "대상",
    ScreeningResult.EXCLUDED: "제외 대상",
    ScreeningResult.UNDECIDED: "사람이 판단",
}


@dataclass(frozen=True, kw_only=True)
class TraceLine:
    """One question with its answer, None while it is open, and what follows from it, in Korean."""

    code: str
    label: str
    question: str
    answer: bool | None
    follows: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Screening:
    """What the answers say, why (the labels that decide it), and the way there."""

    result: ScreeningResult
    because: tuple[str, ...]
    trace: tuple[TraceLine, ...]


def scope_on(day: date) -> tuple[Ground, ...]:
    """Return the kinds of work that a prior opinion may be asked about on a day; one that holds is enough.

    공공감사에 관한 법률 시행령 제13조의2 제1항. Raises: NotInForce.
    """
    return list_on("scope", day)


def exclusions_on(day: date) -> tuple[Ground, ...]:
    """Return the grounds that keep a matter out on a day, every one the agency's own. Raises: NotInForce."""
    return list_on("ineligibility", day)


def screened(answers: Mapping[str, bool | None], day: date) -> Screening:
    """Return what the answers, by the codes of the questions on a day, say; a missing one is open.

    An exclusion ground that holds excludes whatever else is open, and so does a matter of none of the kinds.
    Otherwise an open question leaves it to a person. Raises: NotInForce.
    """
    scope, exclusions = scope_on(day), exclusions_on(day)
    kinds = {ground.label: answers.get(ground.code) for ground in scope}
    against = {ground.label: answers.get(ground.code) for ground in exclusions}
    result, because = _result(kinds, against)
    return Screening(
        result=result,
        because=because,
        trace=(
            *(_line(each, answers, _SCOPE_FOLLOWS) for each in scope),
            *(_line(each, answers, _EXCLUSION_FOLLOWS) for each in exclusions),
        ),
    )


_SCOPE_FOLLOWS = {True: "대상에 듭니다.", False: "이 유형에는 들지 않습니다.", None: "답해야 합니다."}
_EXCLUSION_FOLLOWS = {True: "제외 대상입니다.", False: "제외하지 않습니다.", None: "답해야 합니다."}


def _result(
    kinds: Mapping[str, bool | None], against: Mapping[str, bool | None]
) -> tuple[ScreeningResult, tuple[str, ...]]:
    holding = _labels(against, True)
    if holding:
        return ScreeningResult.EXCLUDED, holding
    if _labels(kinds, False) == tuple(kinds):
        return ScreeningResult.EXCLUDED, ("사전컨설팅 대상 업무가 아님",)
    still_open = (*_labels(kinds, None), *_labels(against, None))
    if still_open:
        return ScreeningResult.UNDECIDED, still_open
    return ScreeningResult.ELIGIBLE, _labels(kinds, True)


def _labels(answers: Mapping[str, bool | None], answer: bool | None) -> tuple[str, ...]:
    return tuple(label for label, given in answers.items() if given is answer)


def _line(ground: Ground, answers: Mapping[str, bool | None], follows: Mapping[bool | None, str]) -> TraceLine:
    answer = answers.get(ground.code)
    return TraceLine(
        code=ground.code,
        label=ground.label,
        question=ground.question,
        answer=answer,
        follows=follows[answer],
        source=printed_source(ground.basis, ground.source),
    )

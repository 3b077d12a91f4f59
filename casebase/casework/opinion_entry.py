"""Reading the form of an opinion."""

from dataclasses import dataclass

from casebase.casework.entry import LONG, Entry
from casebase.casework.papers import read_disclosure
from casebase.domain.case import Disclosure
from casebase.domain.opinion import OPINION_OUTCOME_LABELS, OpinionKind, OpinionOutcome, OpinionText

# The blocks of an opinion in the order of the paper, as they are headed.
BLOCKS = {
    "overview": "개요",
    "law": "관련 법령",
    "issues": "쟁점",
    "view_a": "갑설",
    "view_b": "을설",
    "review": "검토",
    "conclusion": "의견",
    "conditions": "조건",
    "notes": "고지",
}
REQUIRED = frozenset({"review", "conclusion"})

# What `conditions` holds, for the outcomes that need it; no other outcome has any.
CONDITIONS = {OpinionOutcome.CONDITIONAL: "조건", OpinionOutcome.TRANSFERRED: "이첩받을 기관"}


@dataclass(frozen=True, kw_only=True)
class OpinionProposal:
    """An opinion as typed, and how open its paper is."""

    outcome: OpinionOutcome
    text: OpinionText
    disclosure: Disclosure
    clauses: tuple[str, ...]
    cause: str


def read_opinion(fields: dict[str, str], kind: OpinionKind) -> OpinionProposal:
    """Return an opinion as typed.

    `fields`: outcome, the blocks by their names, disclosure, disclosure_clauses, and for a correction `cause`.
    Raises: SeveralInvalid.
    """
    entry = Entry(fields)
    chosen = entry.choice("outcome", "처리결과", OPINION_OUTCOME_LABELS)
    outcome = OpinionOutcome(chosen) if chosen else OpinionOutcome.OPINION
    disclosure, clauses = read_disclosure(entry)
    proposal = OpinionProposal(
        outcome=outcome,
        text=OpinionText(**{name: _read_block(entry, name, outcome) for name in BLOCKS}),
        disclosure=disclosure,
        clauses=clauses,
        cause=entry.text("cause", "정정 사유") if kind == OpinionKind.CORRECTION else "",
    )
    entry.must_be_sound()
    return proposal


def block_heading(name: str, outcome: OpinionOutcome) -> str:
    """Return how a block is headed on screen and paper."""
    return CONDITIONS.get(outcome, BLOCKS[name]) if name == "conditions" else BLOCKS[name]


def _read_block(entry: Entry, name: str, outcome: OpinionOutcome) -> str:
    is_conditions = name == "conditions"
    if is_conditions and outcome not in CONDITIONS:
        return ""
    return entry.text(name, block_heading(name, outcome), limit=LONG, required=is_conditions or name in REQUIRED)

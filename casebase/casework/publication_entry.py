"""Reading what a person decided about each proposal, and the text that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from casebase.casework.entry import LONG, Entry
from casebase.casework.publication_sources import Source
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.precedent import Redaction
from casebase.korean.masking import PERSONAL_KIND_LABELS, PersonalKind, Span, masked
from casebase.korean.personal_data import proposed_in
from casebase.korean.text import particle

MASK, KEEP = "mask", "keep"
DECISION_LABELS = {MASK: "가림", KEEP: "남김"}
MOST_PHRASES = 100
_SHORTEST_PHRASE = 2  # one character would be masked all over the text
_BESIDE = 24  # characters shown before and after a proposal


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One place that a person decides on. `decision` is MASK, KEEP, or empty; `key` is its field in the draft."""

    key: str
    part: str
    piece: str
    before: str
    after: str
    kind: str
    reason: str
    suggestion: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class Redacted:
    """A source as it would be published by what was decided so far: a place not decided on is shown masked.

    `digest` is the SHA-256 (hex) of all that would be published.
    """

    texts: dict[str, str]
    proposals: tuple[Proposal, ...]
    redactions: tuple[Redaction, ...]
    digest: str

    @property
    def count_undecided(self) -> int:
        return sum(not proposal.decision for proposal in self.proposals)


def read_redaction(entry: Entry, source: Source) -> Redacted:
    """Return a source masked as typed.

    `fields`: `mask_<part>_<begins>_<ends>` (MASK or KEEP) for each proposal, and `phrases`, a line each, that are
    masked wherever they stand. What lies inside a phrase needs no decision. Faults are noted in `entry`.
    """
    found = proposed_in(source.texts, source.known)
    by_hand = _places(read_phrases(entry, source), source.texts)
    left = {part: [span for span in spans if not _within(span, by_hand[part])] for part, spans in found.items()}
    proposals = tuple(
        _proposal(entry, part, source.texts[part], span) for part, spans in left.items() for span in spans
    )
    stays = {proposal.key for proposal in proposals if proposal.decision == KEEP}
    texts = {
        part: masked(text, [*by_hand[part], *(span for span in left[part] if _key(part, span) not in stays)])
        for part, text in source.texts.items()
    }
    decided = [
        _redaction(part, span, is_masked=_key(part, span) not in stays, is_proposed=True)
        for part, spans in left.items()
        for span in spans
    ]
    marked = [_redaction(part, span, is_masked=True, is_proposed=False) for part in by_hand for span in by_hand[part]]
    redactions = tuple(sorted([*decided, *marked], key=lambda each: (each.part, each.begins)))
    return Redacted(
        texts=texts,
        proposals=proposals,
        redactions=redactions,
        digest=digest(canonical_json({"texts": texts, "field": source.field, "told": source.told})),
    )


def read_phrases(entry: Entry, source: Source) -> tuple[str, ...]:
    """Return the phrases to be masked as typed, the longest first. Faults are noted in `entry`."""
    lines = entry.text("phrases", "직접 가릴 말", limit=LONG, required=False).split("\n")
    phrases = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if len(phrases) > MOST_PHRASES:
        entry.refuse("phrases", f"직접 가릴 말은 {MOST_PHRASES}개까지 적을 수 있습니다. 줄 수를 줄이세요.")
    for phrase in phrases:
        if len(phrase) < _SHORTEST_PHRASE:
            entry.refuse("phrases", f"‘{phrase}’처럼 한 글자는 글 전체에서 가려집니다. 두 글자 이상으로 적으세요.")
        elif not any(phrase in text for text in source.texts.values()):
            told = f"‘{phrase}’{particle(phrase, '은/는')} 공개할 글에 없습니다. 글에 있는 그대로 적으세요."
            entry.refuse("phrases", told)
    sound = [phrase for phrase in phrases if len(phrase) >= _SHORTEST_PHRASE]
    return tuple(sorted(sound, key=len, reverse=True))


def _places(phrases: tuple[str, ...], texts: Mapping[str, str]) -> dict[str, list[Span]]:
    return {part: [span for phrase in phrases for span in _occurrences(phrase, text)] for part, text in texts.items()}


def _occurrences(phrase: str, text: str) -> list[Span]:
    found, at = [], text.find(phrase)
    while at >= 0:
        ends = at + len(phrase)
        found.append(Span(begins=at, ends=ends, kind=PersonalKind.BY_HAND, reason="직접 지정했습니다."))
        at = text.find(phrase, ends)
    return found


def _within(span: Span, others: list[Span]) -> bool:
    return any(other.begins <= span.begins and span.ends <= other.ends for other in others)


def _key(part: str, span: Span) -> str:
    return f"mask_{part}_{span.begins}_{span.ends}"


def _proposal(entry: Entry, part: str, text: str, span: Span) -> Proposal:
    key = _key(part, span)
    return Proposal(
        key=key,
        part=part,
        piece=text[span.begins : span.ends],
        before=text[max(span.begins - _BESIDE, 0) : span.begins],
        after=text[span.ends : span.ends + _BESIDE],
        kind=PERSONAL_KIND_LABELS[span.kind],
        reason=span.reason,
        suggestion=MASK if span.is_suggested else KEEP,
        decision=entry.choice(key, "가릴지 여부", DECISION_LABELS, required=False),
    )


def _redaction(part: str, span: Span, *, is_masked: bool, is_proposed: bool) -> Redaction:
    return Redaction(
        part=part,
        begins=span.begins,
        ends=span.ends,
        kind=span.kind.value,
        is_masked=is_masked,
        is_proposed=is_proposed,
    )

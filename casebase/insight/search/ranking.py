"""Two orders of the same passages made one: by their words, and by the pairs of letters they share with the query."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from casebase.korean.text import search_text


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """How passages are weighed: BM25's two numbers, the same field's factor, and how the two orders are fused.

    Tuned on the questions of published cases (benchmarks/search_quality.py), never on what it is measured by.
    """

    saturation: float = 1.2  # k1
    length: float = 0.75  # b
    same_field: float = 1.1
    pairs: float = 1.0  # the second order's share beside the first's 1
    smoothing: int = 10


RANKING = Ranking()


def fused(query: str, texts: Sequence[str], ranking: Ranking = RANKING) -> list[int]:
    """Return the places of texts, which come in the order of their words' scores, in the order of both.

    A text's letters count without spaces, so a pair stands in it however it is spaced. Ranks are fused, not scores:
    1/(smoothing + rank) of each.
    """
    if not ranking.pairs:
        return list(range(len(texts)))
    shared = _shared(_pairs(search_text(query)), texts)
    by_pairs = sorted(range(len(texts)), key=lambda place: (-shared[place], place))
    score = {place: 1 / (ranking.smoothing + place) for place in range(len(texts))}
    for rank, place in enumerate(by_pairs):
        if shared[place]:
            score[place] += ranking.pairs / (ranking.smoothing + rank)
    return sorted(score, key=lambda place: (-score[place], place))


def _shared(pairs: Sequence[str], texts: Sequence[str]) -> list[float]:
    """Return for each text the worth of the pairs that stand in it; a pair in every text is worth little."""
    within = [[pair in text for text in texts] for pair in pairs]
    worth = [math.log(1 + len(texts) / (1 + sum(each))) for each in within]
    return [sum(w for w, each in zip(worth, within, strict=True) if each[place]) for place in range(len(texts))]


def _pairs(text: str) -> list[str]:
    most = 300  # a longer query's further pairs change no order
    return list(dict.fromkeys(text[n : n + 2] for n in range(min(len(text) - 1, most))))

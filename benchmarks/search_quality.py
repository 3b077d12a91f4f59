"""How well search finds: recall and order on judged queries, against BM25 on words and SQLite's trigrams.

Tuning: the questions of published cases, each to be led to its own reasons and facts, the questions left out. Held
out: paraphrases written before anything was tuned, to the whole cases, and never looked at in tuning.
"""

import json
import math
import random
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.search_texts import generated, precedent
from casebase.domain.precedent import Precedent
from casebase.domain.reach import Reach
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.search.finding import Asked, Sight, find_passages
from casebase.insight.search.index import bring_index
from casebase.insight.search.ranking import RANKING, Ranking
from casebase.insight.search.terms import BOOSTS, Boosts
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending
from casebase.store.precedents import insert_precedents

CASES = Path("casebase/casework/demo/cases.json")
HELD_OUT = Path(__file__).parent / "judged" / "held_out.json"
DISTRACTORS = 2_000
SAMPLES = 10_000
DEEPEST = 10
SEES_PRECEDENTS = Sight(
    **dict.fromkeys(("consultations", "reviews", "visits"), Reach(account_id="", agency_id=None, relations=frozenset()))
)

Search = Callable[[str], list[str]]  # a query's passages, the best first


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Queries, each with the ids of the cases that answer it."""

    name: str
    queries: tuple[tuple[str, frozenset[str]], ...]
    pool: dict[str, Precedent]  # by the case's id, or the distractor's


def judged_sets() -> tuple[Judged, Judged]:
    """Return the set for tuning and the one held out, each with its pool."""
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    distractors = {f"generated {n}": each for n, each in enumerate(generated(DISTRACTORS))}
    bare = {case["id"]: precedent(n, facts=case["facts"], reasons=case["reasons"]) for n, case in enumerate(cases)}
    whole = {
        case["id"]: precedent(n, question=case["question"], facts=case["facts"], reasons=case["reasons"])
        for n, case in enumerate(cases)
    }
    asked = json.loads(HELD_OUT.read_text(encoding="utf-8"))
    return (
        Judged(
            name="tuning",
            queries=tuple((case["question"], frozenset({case["id"]})) for case in cases),
            pool={**bare, **distractors},
        ),
        Judged(
            name="held out",
            queries=tuple((one["query"], frozenset(one["relevant"])) for one in asked),
            pool={**whole, **distractors},
        ),
    )


def ours(pool: dict[str, Precedent], folder: Path) -> Callable[[Ranking, Boosts], Search]:
    """Put a pool on record, read it into an index, and return what searches it."""
    store = Store(f"sqlite:///{folder}/records.db", folder)
    apply_pending(store)
    with store.transaction() as con:
        insert_precedents(con, list(pool.values()))
    mirror = Mirror(folder / "mirror.duckdb")
    bring_index(mirror, store, refresh(mirror, store), 3_600, lambda _: None)
    names = {each.id: name for name, each in pool.items()}

    def weighed(ranking: Ranking, boosts: Boosts) -> Search:
        def search(query: str) -> list[str]:
            asked = Asked(query=query)
            found = find_passages(mirror, asked, SEES_PRECEDENTS, DEEPEST, ranking=ranking, boosts=boosts)
            return [names[each.id] for each in found.passages]

        return search

    return weighed


def by_words(pool: dict[str, Precedent]) -> Search:
    """BM25 on words as spaces part them."""
    counted = {name: Counter(_whole(each).split()) for name, each in pool.items()}
    holders = Counter(word for words in counted.values() for word in words)
    length = {name: words.total() for name, words in counted.items()}
    average = sum(length.values()) / len(length)

    def score(name: str, words: Sequence[str]) -> float:
        total = 0.0
        for word in words:
            count = counted[name][word]
            if count:
                rarity = math.log(1 + (len(pool) - holders[word] + 0.5) / (holders[word] + 0.5))
                total += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length[name] / average))
        return total

    def search(query: str) -> list[str]:
        words = query.split()
        scores = {name: score(name, words) for name in counted}
        return [name for name in sorted(scores, key=lambda name: -scores[name]) if scores[name]][:DEEPEST]

    return search


def by_trigrams(pool: dict[str, Precedent]) -> Search:
    """SQLite's FTS5 with its trigram tokenizer and its own BM25, any of a query's trigrams."""
    con = sqlite3.connect(":memory:")
    con.execute("create virtual table passages using fts5(name unindexed, text, tokenize = 'trigram')")
    con.executemany("insert into passages values (?, ?)", [(name, _whole(each)) for name, each in pool.items()])

    def search(query: str) -> list[str]:
        match = trigram_query(query)
        sql = "select name from passages where passages match ? order by bm25(passages) limit ?"
        return [row[0] for row in con.execute(sql, [match, DEEPEST])] if match else []

    return search


def trigram_query(query: str) -> str:
    """Return a query's trigrams, any of which may match, as FTS5 has it."""
    words = re.findall(r"\w{3,}", query)
    trigrams = dict.fromkeys(word[n : n + 3] for word in words for n in range(len(word) - 2))
    return " OR ".join(f'"{each}"' for each in trigrams)


def _whole(each: Precedent) -> str:
    return "\n".join(part for part in (each.title, each.question, each.facts, each.reasons) if part)


def recalls(search: Search, judged: Judged) -> list[float]:
    """Return recall among the first five, query by query."""
    return [len(right & set(search(query)[:5])) / len(right) for query, right in judged.queries]


def gains(search: Search, judged: Judged) -> list[float]:
    """Return nDCG of the first ten, query by query."""
    return [_gain(search(query), right) for query, right in judged.queries]


def _gain(found: Sequence[str], right: frozenset[str]) -> float:
    got = sum(1 / math.log2(place + 2) for place, name in enumerate(found[:DEEPEST]) if name in right)
    return got / sum(1 / math.log2(place + 2) for place in range(min(len(right), DEEPEST)))


def interval(first: Sequence[float], second: Sequence[float], seed: int = 1) -> tuple[float, float, float]:
    """Return the mean difference and its 95% bootstrap interval, queries drawn in pairs."""
    chance = random.Random(seed)
    differences = [a - b for a, b in zip(first, second, strict=True)]
    count = len(differences)
    means = sorted(sum(chance.choices(differences, k=count)) / count for _ in range(SAMPLES))
    return sum(differences) / count, means[int(0.025 * SAMPLES)], means[int(0.975 * SAMPLES) - 1]


def show(judged: Judged, own: Search) -> None:
    """Print recall@5 and nDCG@10 of all three, and how far ours is ahead."""
    print(f"\n{judged.name}: {len(judged.queries)} queries, {len(judged.pool)} passages")
    rivals = {"BM25 on words": by_words(judged.pool), "FTS5 trigram": by_trigrams(judged.pool)}
    for label, measured in (("recall@5", recalls), ("nDCG@10", gains)):
        mine = measured(own, judged)
        print(f"  {label}: search {_mean(mine):.3f}")
        for name, rival in rivals.items():
            theirs = measured(rival, judged)
            mean, low, high = interval(mine, theirs)
            claim = "ahead" if low > 0 else "behind" if high < 0 else "no difference shown"
            print(f"    {name} {_mean(theirs):.3f}; difference {mean:+.3f} [{low:+.3f}, {high:+.3f}], {claim}")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def main() -> None:
    """Without an argument both sets; "tuning" for that one alone."""
    wanted = sys.argv[1:] or ["tuning", "held out"]
    for judged in judged_sets():
        if judged.name in wanted:
            with TemporaryDirectory() as folder:
                show(judged, ours(judged.pool, Path(folder))(RANKING, BOOSTS))


if __name__ == "__main__":
    main()

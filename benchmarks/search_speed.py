"""How fast search answers over 100,000 passages, against SQLite's FTS5 with trigrams on the same texts.

The index is built once, in build/bench/search, which takes some minutes; later runs ask the same files.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measuring import Row, Times, at_most
from benchmarks.search_quality import SEES_PRECEDENTS, trigram_query
from benchmarks.search_texts import asked_like_officials, generated
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.search.finding import Asked, find_passages
from casebase.insight.search.index import bring_index, sort_terms
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending
from casebase.store.precedents import insert_precedents

COUNT = 100_000
QUERIES = 200
ROUNDS = 5
FOLDER = Path("build/bench/search")
_PAGE = 5_000
_BUILDING_SECONDS = 3_600.0
_OURS, _TRIGRAM = "search", "SQLite FTS5 trigram"


def measured() -> Iterator[Row]:
    """Yield how long the median query takes, and the slowest but five in a hundred."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    store = _filled_store()
    mirror = _indexed(store)
    with closing(_with_trigrams()) as trigrams:
        for percent, times in _times(mirror, trigrams).items():
            yield at_most(f"search of {COUNT:,} passages, percentile {percent}", times, _OURS, _TRIGRAM)
    mirror.close()
    store.close()


def _times(mirror: Mirror, trigrams: sqlite3.Connection) -> dict[int, Times]:
    """Return the percentiles of each round, after one that is not counted; both are asked the same in each."""

    def ours(query: str) -> object:
        return find_passages(mirror, Asked(query=query), SEES_PRECEDENTS, 10)

    def theirs(query: str) -> object:
        sql = "select name from passages where passages match ? order by bm25(passages) limit 10"
        return trigrams.execute(sql, [trigram_query(query)]).fetchall()

    queries = [query for query in asked_like_officials(QUERIES) if trigram_query(query)]
    times: dict[int, Times] = {50: {_OURS: [], _TRIGRAM: []}, 95: {_OURS: [], _TRIGRAM: []}}
    for turn in range(ROUNDS + 1):
        for name, ask in ((_OURS, ours), (_TRIGRAM, theirs)):
            taken = sorted(_seconds(ask, query) for query in queries)
            for percent, of_both in times.items():
                of_both[name] += [taken[len(taken) * percent // 100]] if turn else []
    return times


def _seconds(ask: Callable[[str], object], query: str) -> float:
    begun = time.perf_counter()
    ask(query)
    return time.perf_counter() - begun


def _filled_store() -> Store:
    store = Store(f"sqlite:///{FOLDER.resolve()}/records.db", FOLDER)
    apply_pending(store)
    with store.transaction() as con:
        if con.rows("select count(*) from precedents")[0][0] != COUNT:
            made = generated(COUNT)
            for begin in range(0, COUNT, _PAGE):
                insert_precedents(con, made[begin : begin + _PAGE])
    return store


def _indexed(store: Store) -> Mirror:
    mirror = Mirror(FOLDER / "mirror.duckdb")
    bring_index(mirror, store, refresh(mirror, store), _BUILDING_SECONDS, lambda _: None)
    with mirror.beside() as cursor:
        sort_terms(cursor)
    return mirror


def _with_trigrams() -> sqlite3.Connection:
    con = sqlite3.connect(FOLDER / "trigrams.db")
    con.execute("create virtual table if not exists passages using fts5(name unindexed, text, tokenize = 'trigram')")
    if con.execute("select count(*) from passages").fetchone()[0] != COUNT:
        con.execute("delete from passages")
        texts = ((each.number, f"{each.question}\n{each.facts}\n{each.reasons}") for each in generated(COUNT))
        con.executemany("insert into passages values (?, ?)", texts)
        con.commit()
    return con

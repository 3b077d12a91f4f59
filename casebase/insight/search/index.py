"""The search's index in the mirror: filled a batch at a time, the newest first, apart from the mirror's own refresh.

What is missing is asked of the mirror, never remembered: after a stop, a withdrawal or a mirror made anew it goes on.
"""

import functools
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from casebase.domain.passage import Passage, PassageSource
from casebase.insight.mirror import Mirror
from casebase.insight.search.terms import PassageTerms, term_number, terms_of
from casebase.store.connection import Store
from casebase.store.passages import list_passages

QUERIES = Path(__file__).parent / "queries"
BATCH = 200  # passages kept at once
_ASKED_AT_ONCE = 20_000
_LEAST_SORTED = 500_000  # terms; with fewer a look through all of them takes no time
_MOST_TOUCHED = 500  # subjects; where more were named by events, all there is is compared

_adding = threading.Lock()  # one writer at a time; who finds it taken leaves the work to the other


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far the index has come."""

    count_read: int
    count_all: int

    @property
    def is_complete(self) -> bool:
        return self.count_read >= self.count_all


_Missing = tuple[str, str, int]  # source, id, version


def bring_index(mirror: Mirror, store: Store, seq: int, seconds: float, rest: Callable[[float], object]) -> Progress:
    """Read what is missing for some seconds at most, and say how far the index has come.

    `seq` is the event that the mirror was refreshed to. `rest` is called between small parts of the work with the
    seconds that the last took, so that others come to their turn. A second caller reads nothing.
    """
    until = time.monotonic() + seconds
    if not is_at(mirror, seq) and _adding.acquire(blocking=False):
        try:
            _add_missing(mirror, store, seq, until, rest)
        finally:
            _adding.release()
    return progress(mirror, seq)


def is_at(mirror: Mirror, seq: int) -> bool:
    """Say whether everything that could be found at an event was read."""
    with mirror.beside() as cursor:
        return any(row[0] == seq for row in cursor.execute("select seq from index_state").fetchall())


def progress(mirror: Mirror, seq: int) -> Progress:
    """Return how far the index has come to an event."""
    with mirror.beside() as cursor:
        read = _number(cursor, "select count(*) from passages")
    if is_at(mirror, seq):
        return Progress(count_read=read, count_all=read)
    count_all = mirror.ask("select count(*) from searchable()").rows[0][0]
    return Progress(count_read=min(read, count_all), count_all=count_all)


def _add_missing(mirror: Mirror, store: Store, seq: int, until: float, rest: Callable[[float], object]) -> None:
    touched = _touched(mirror)
    _remove_outdated(mirror, touched)
    while missing := _missing(mirror, touched):
        for source, things in _in_batches(missing):
            _add(mirror, store, PassageSource(source), things, until, rest)
            _sort_when_grown(mirror)
            if time.monotonic() >= until:
                return  # the last batch, too, may not have been read to its end
        if len(missing) < _ASKED_AT_ONCE:
            break
    with mirror.beside() as cursor:
        sorted_before = _number(cursor, "select coalesce(max(count_sorted), 0) from index_state")
        _write_state(cursor, seq, sorted_before)


def _touched(mirror: Mirror) -> list[str] | None:
    """Return the subjects that may be missing or outdated since all was read last; None: any."""
    with mirror.beside() as cursor:
        seq = _number(cursor, "select coalesce(max(seq), -1) from index_state")
        touched = cursor.execute(sql("touched"), {"seq": seq, "most": _MOST_TOUCHED + 1}).fetchall()
    is_any = seq < 0 or len(touched) > _MOST_TOUCHED or any(is_file for _, is_file in touched)
    return None if is_any else [subject_id for subject_id, _ in touched]


def _missing(mirror: Mirror, touched: Sequence[str] | None) -> list[_Missing]:
    condition, subjects = among("searchable.subject_id", touched)
    with mirror.beside() as cursor:
        asked = {"most": _ASKED_AT_ONCE, **subjects}
        return cursor.execute(sql("missing").replace("{among}", condition), asked).fetchall()


def among(column: str, values: Sequence[str | int] | None) -> tuple[str, dict[str, object]]:
    """Return the condition that a column holds one of some values, with these by name. None: always, none: never.

    The values stand in the question one by one: only so are the parts of a table without them left out.
    """
    if not values:
        return ("true" if values is None else "false"), {}
    named: dict[str, object] = {f"value_{place}": value for place, value in enumerate(values)}
    return f"{column} in ({', '.join(f'${name}' for name in named)})", named


def _in_batches(missing: Sequence[_Missing]) -> Iterator[tuple[str, list[_Missing]]]:
    """Return things of one source together, in the order they came."""
    begins = 0
    for end in range(1, len(missing) + 1):
        is_last = end == len(missing) or missing[end][0] != missing[begins][0] or end - begins == BATCH
        if is_last:
            yield missing[begins][0], list(missing[begins:end])
            begins = end


def _add(
    mirror: Mirror,
    store: Store,
    source: PassageSource,
    things: list[_Missing],
    until: float,
    rest: Callable[[float], object],
) -> None:
    """Read some things, as many as there is time for; a long one takes a tenth of a second."""
    versions = {source_id: version for _, source_id, version in things}
    with store.reading() as con:
        passages = {passage.id: passage for passage in list_passages(con, source, list(versions))}
    read = []
    for passage in (passages[each] for each in versions if each in passages):
        begun = time.monotonic()
        if begun >= until:
            break
        read.append((passage, versions[passage.id], terms_of(passage)))
        rest(time.monotonic() - begun)
    with mirror.beside() as cursor:
        keep(cursor, read)


def keep(cursor: DuckDBPyConnection, read: Sequence[tuple[Passage, int, PassageTerms]]) -> None:
    """Add passages that were read, each with its version and terms, in one transaction."""
    import pyarrow  # a third of a second, and only where something is added

    cursor.begin()
    first = 1 + _number(cursor, "select coalesce(max(number), 0) from passages")
    rows: dict[str, list[object]] = defaultdict(list)
    terms: dict[str, list[object]] = defaultdict(list)
    for number, (passage, version, found) in enumerate(read, start=first):
        for name, value in _row(number, passage, version, found).items():
            rows[name].append(value)
        terms["term"] += map(term_number, found.weights)
        terms["weight"] += found.weights.values()
        terms["passage"] += [number] * len(found.weights)
        terms["words"] += [found.words] * len(found.weights)
    for table, columns, order in (("passages", rows, "number"), ("passage_terms", terms, "term, passage")):
        if columns:
            cursor.register("read", pyarrow.table(columns))
            cursor.execute(f"insert into {table} by name select * from read order by {order}")
            cursor.unregister("read")
    cursor.commit()


def _row(number: int, passage: Passage, version: int, found: PassageTerms) -> dict[str, object]:
    return {
        "number": number,
        "source": passage.source.value,
        "source_id": passage.id,
        "subject_id": passage.subject_id,
        "version": version,
        "kind": passage.kind.value,
        "origin": passage.origin.value,
        "field": passage.field,
        "year": passage.year,
        "words": found.words,
        "search_text": found.text,
    }


def _remove_outdated(mirror: Mirror, touched: Sequence[str] | None) -> None:
    condition, subjects = among("passages.subject_id", touched)
    with mirror.beside() as cursor:
        rows = cursor.execute(sql("outdated").replace("{among}", condition), subjects).fetchall()
        outdated = [row[0] for row in rows]
        if outdated:
            cursor.begin()
            for table, column in (("passages", "number"), ("passage_terms", "passage")):
                gone = {"gone": outdated}
                cursor.execute(f"delete from {table} where {column} in (select unnest($gone))", gone)
            cursor.commit()


def _sort_when_grown(mirror: Mirror) -> None:
    """Sort the terms as a whole once they are twice as many as when they last were."""
    with mirror.beside() as cursor:
        count = _number(cursor, "select count(*) from passage_terms")
        seq, count_sorted = cursor.execute(
            "select coalesce(max(seq), -1), coalesce(max(count_sorted), 0) from index_state"
        ).fetchall()[0]
        if count > max(_LEAST_SORTED, 2 * count_sorted):
            sort_terms(cursor)
            _write_state(cursor, seq, count)


def sort_terms(cursor: DuckDBPyConnection) -> None:
    """Put the terms in order, so that a question reads only the parts of the table that hold its own."""
    cursor.execute("create or replace table passage_terms as select * from passage_terms order by term, passage")


def _write_state(cursor: DuckDBPyConnection, seq: int, count_sorted: int) -> None:
    cursor.begin()
    cursor.execute("delete from index_state")
    cursor.execute("insert into index_state values (?, ?)", [seq, count_sorted])
    cursor.commit()


def _number(cursor: DuckDBPyConnection, question: str) -> int:
    return int(cursor.execute(question).fetchall()[0][0])


@functools.cache
def sql(name: str) -> str:
    """Return a question of queries/ by its name."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")

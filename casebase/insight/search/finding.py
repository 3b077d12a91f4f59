"""Passages found for a query, within what a person may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casebase.domain.listing import PrecedentFilter
from casebase.domain.passage import PassageSource
from casebase.domain.reach import Reach
from casebase.insight.mirror import Mirror
from casebase.insight.search.index import among, sql
from casebase.insight.search.ranking import RANKING, Ranking, fused
from casebase.insight.search.terms import BOOSTS, LONGEST_QUERY, Boosts, asked_terms, term_number
from casebase.korean.text import search_words

FUSED = 100  # passages that are put in the order of both; what comes after stays in that of words
_MOST_TERMS = 32  # the rarest of a query's
_LEAST_LETTERS = 2

_SEEN = {
    PassageSource.OPINION: ("consultation", "seen_consultations($consultation_relations, $viewer, $viewer_agency)"),
    PassageSource.RULING: ("review", "seen_reviews($review_relations, $viewer, $viewer_agency)"),
    PassageSource.ANSWER: ("visit", "seen_visits($visit_relations, $viewer)"),
}


@dataclass(frozen=True, kw_only=True)
class Sight:
    """How far a person sees the originals. Precedents are for everybody."""

    consultations: Reach
    reviews: Reach
    visits: Reach


@dataclass(frozen=True, kw_only=True)
class FoundPassage:
    """One passage, and which of the asked terms it has."""

    source: PassageSource
    id: str
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of what was found, the best first. `is_too_short`: the query has nothing to look for."""

    passages: tuple[FoundPassage, ...] = ()
    count: int = 0
    is_too_short: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A query with its filters; `field` (not a filter) lets passages of the same field come first."""

    query: str
    wanted: PrecedentFilter = field(default_factory=PrecedentFilter)
    field: str = ""


def find_passages(
    mirror: Mirror,
    asked: Asked,
    sight: Sight,
    limit: int,
    offset: int = 0,
    *,
    ranking: Ranking = RANKING,
    boosts: Boosts = BOOSTS,
) -> Found:
    """Return one page of the passages that a query finds: by its words, or where these find none, by its letters.

    Raises: StorageUnreachable, RuntimeError before the mirror's first refresh.
    """
    terms = asked_terms(asked.query, boosts)
    rows = _scored(mirror, asked, sight, terms, ranking, max(FUSED, offset + limit)) if terms else []
    if rows:
        order = fused(asked.query, [row[3] for row in rows[:FUSED]], ranking)
        rows = [rows[place] for place in order] + rows[FUSED:]
    else:
        words = [word for word in search_words(asked.query[:LONGEST_QUERY]) if terms or len(word) >= _LEAST_LETTERS]
        if not words:
            return Found(is_too_short=True)
        rows = _contained(mirror, asked, sight, words, offset + limit)
    page = _still_standing(mirror, rows[offset : offset + limit])
    return Found(passages=tuple(_found(row, terms) for row in page), count=rows[0][5] if rows else 0)


_Row = tuple[str, str, str, str, list[int], int]  # source, id, subject's id, text, terms, how many were found


def _found(row: _Row, terms: Iterable[str]) -> FoundPassage:
    had = set(row[4])
    found = frozenset(term for term in terms if term_number(term) in had)
    return FoundPassage(source=PassageSource(row[0]), id=row[1], terms=found)


def _scored(
    mirror: Mirror, asked: Asked, sight: Sight, terms: Mapping[str, float], ranking: Ranking, most: int
) -> list[_Row]:
    numbers = [term_number(term) for term in terms]
    parameters = {
        "terms": numbers,
        "boosts": list(terms.values()),
        "most_terms": _MOST_TERMS,
        "saturation": ranking.saturation,
        "length": ranking.length,
        "same_field": ranking.same_field,
        "field": asked.field,
        "most": most,
    }
    condition, named = among("passage_terms.term", numbers)
    return _asked_of(mirror, sql("scored").replace("{terms}", condition), asked, sight, {**parameters, **named})


def _contained(mirror: Mirror, asked: Asked, sight: Sight, words: Sequence[str], most: int) -> list[_Row]:
    return _asked_of(mirror, sql("contained"), asked, sight, {"words": list(words), "most": most})


def _asked_of(
    mirror: Mirror, question: str, asked: Asked, sight: Sight, parameters: Mapping[str, object]
) -> list[_Row]:
    condition, seen = _condition(sight)
    filters, wanted = _filters(asked.wanted)
    with mirror.beside() as cursor:
        question = question.replace("{filters}", filters).replace("{sight}", condition)
        return cursor.execute(question, {**parameters, **seen, **wanted}).fetchall()


def _filters(wanted: PrecedentFilter) -> tuple[str, dict[str, object]]:
    """Return the condition of the filters that are set, and their values."""
    filters = {"kind": wanted.kind, "origin": wanted.origin, "field": wanted.field, "year": wanted.year}
    given = {name: value for name, value in filters.items() if value}
    condition = " and ".join(f"passages.{name} = $wanted_{name}" for name in given)
    return condition or "true", {f"wanted_{name}": value for name, value in given.items()}


def _condition(sight: Sight) -> tuple[str, dict[str, object]]:
    """Return which passages are in a person's sight, and the values it names."""
    reaches = {
        PassageSource.OPINION: sight.consultations,
        PassageSource.RULING: sight.reviews,
        PassageSource.ANSWER: sight.visits,
    }
    conditions = [f"passages.source = '{PassageSource.PRECEDENT}'"]
    values: dict[str, object] = {}
    for source, (name, seen) in _SEEN.items():
        reach = reaches[source]
        if reach.is_everything:
            conditions.append(f"passages.source = '{source}'")
        elif reach.relations:
            conditions.append(f"passages.source = '{source}' and passages.subject_id in (select id from {seen})")
            values |= {f"{name}_relations": sorted(reach.relations), "viewer": reach.account_id}
            values |= {} if source == PassageSource.ANSWER else {"viewer_agency": reach.agency_id}
    return " or ".join(f"({condition})" for condition in conditions), values


def _still_standing(mirror: Mirror, rows: Sequence[_Row]) -> list[_Row]:
    """Leave out what was taken back since the index read it."""
    sources = sorted({row[0] for row in rows})
    condition, subjects = among("searchable.subject_id", [row[2] for row in rows])
    of = ", ".join(f"'{PassageSource(source)}'" for source in sources) or "''"
    with mirror.beside() as cursor:
        question = sql("standing").replace("{sources}", of).replace("{subjects}", condition)
        standing = set(cursor.execute(question, subjects).fetchall())
    return [row for row in rows if (row[0], row[1]) in standing]

"""Search over precedents and told originals: what was found, why, and whether the law it cites has changed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from casebase.access.act import Act
from casebase.access.policy import reach
from casebase.casework.desk import Desk, Look, look
from casebase.casework.office import office
from casebase.casework.opinion_papers import outcome_label
from casebase.casework.statute_changes import changed_since
from casebase.domain.listing import PrecedentFilter
from casebase.domain.opinion import OpinionOutcome
from casebase.domain.passage import Passage, PassageSource
from casebase.domain.precedent import PrecedentKind, PrecedentOrigin, StatuteChange
from casebase.domain.ruling import OUTCOME_LABELS, Outcome
from casebase.domain.visit import TRACK_LABELS, Track
from casebase.insight.mirror import refresh
from casebase.insight.search.finding import Asked, Found, FoundPassage, Sight, find_passages
from casebase.insight.search.following import keep_following
from casebase.insight.search.index import Progress, bring_index
from casebase.insight.search.terms import LONGEST_QUERY, STATUTE_MARK, asked_terms
from casebase.korean.dates import official_date
from casebase.korean.statutes import cited
from casebase.korean.text import search_text
from casebase.store.passages import list_passages
from casebase.store.statute_changes import list_statute_changes

MOST_SIMILAR = 5
_SECONDS = 0.5  # a person waits this long for what is not in the index yet; the rest is read behind their back
_MOST_WORDS_TOLD = 6
_LEAST_IN_COMMON = 2  # words, so that what shows while somebody types is about the same
_BEFORE, _EXCERPT = 30, 160  # letters of an excerpt: before its first found word, and in all

_TOO_SHORT = (
    "조사나 한 글자만으로는 찾을 수 없습니다. 찾는 일을 나타내는 낱말을 두 글자 이상 입력하세요(예: 농지전용 허가)."
)
_PAGES = {
    PassageSource.PRECEDENT: "precedent",
    PassageSource.OPINION: "consultation",
    PassageSource.RULING: "exemption",
    PassageSource.ANSWER: "visit",
}


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One precedent or original, with the reasons why it was found, as sentences' parts a person reads.

    `changed` names what it cites that has changed since, with the day.
    """

    kind: PrecedentKind
    origin: PrecedentOrigin
    is_published: bool
    number: str
    title: str
    agency: str
    year: int
    field: str
    outcome: str
    excerpt: str
    why: tuple[str, ...]
    changed: tuple[str, ...]
    href: str


@dataclass(frozen=True, kw_only=True)
class SearchAnswer:
    """One page of hits, the best first; `count` is of all. `notes` say what to type, or what is not read yet.

    `is_complete`: all there is was looked through. How much that is would count what a person may not see.
    """

    hits: tuple[Hit, ...]
    count: int
    notes: tuple[str, ...]
    is_complete: bool


def search(desk: Desk, query: str, wanted: PrecedentFilter, limit: int, offset: int) -> SearchAnswer:
    """Return one page of what a query finds in this person's sight, `wanted.query` aside.

    Published precedents are for everybody; originals only those this person may see, as they were told. Of a longer
    query the first LONGEST_QUERY characters are read. Raises: SignedOut, NotPermitted, StorageUnreachable.
    """
    sight = _sight(desk)
    asked_terms(query)  # the first in a process loads the analyser, whose seconds are not the index's
    progress = _brought(desk)
    asked = Asked(query=query, wanted=wanted)
    found = find_passages(office().mirror, asked, sight, limit, offset)
    hits = _hits(desk, asked, found.passages)
    notes = _notes(query, found, progress)
    return SearchAnswer(hits=hits, count=found.count, notes=notes, is_complete=progress.is_complete)


def similar(desk: Desk, text: str, field: str, limit: int = MOST_SIMILAR) -> tuple[Hit, ...]:
    """Return what is about the same as a text being written, the same field first; () for too little text.

    Raises: SignedOut, NotPermitted, StorageUnreachable.
    """
    sight = _sight(desk)
    if not asked_terms(text):
        return ()
    _brought(desk)
    asked = Asked(query=text, field=field)
    found = find_passages(office().mirror, asked, sight, limit)
    return _hits(desk, asked, [each for each in found.passages if _is_about_the_same(each)])


def _brought(desk: Desk) -> Progress:
    """Bring the mirror up to date and the index as far as a person waits; a thread goes on with the rest."""
    mirror = office().mirror
    progress = bring_index(mirror, desk.store, refresh(mirror, desk.store), _SECONDS, lambda _: None)
    if not progress.is_complete:
        keep_following(mirror, desk.store)
    return progress


def _is_about_the_same(found: FoundPassage) -> bool:
    articles = [term for term in found.terms if term.startswith(STATUTE_MARK) and " " in term]
    words = [term for term in found.terms if not term.startswith(STATUTE_MARK)]
    return bool(articles) or len(words) >= _LEAST_IN_COMMON


@look(Act.SEE_PRECEDENT)
def _sight(asked: Look) -> Sight:
    return Sight(
        consultations=reach(asked.account, Act.SEE_CONSULTATION),
        reviews=reach(asked.account, Act.SEE_REVIEW),
        visits=reach(asked.account, Act.SEE_VISIT),
    )


@look(Act.SEE_PRECEDENT)
def _hits(looking: Look, asked: Asked, found: Sequence[FoundPassage]) -> tuple[Hit, ...]:
    """Read the passages found, as they stand now, in their order."""
    passages: dict[tuple[str, str], Passage] = {}
    for source in {each.source for each in found}:
        ids = [each.id for each in found if each.source == source]
        passages |= {(source, passage.id): passage for passage in list_passages(looking.con, source, ids)}
    changes = list_statute_changes(looking.con)
    order = list(asked_terms(asked.query))
    return tuple(
        _hit(looking, passages[each.source, each.id], asked, [term for term in order if term in each.terms], changes)
        for each in found
        if (each.source, each.id) in passages
    )


def _hit(looking: Look, passage: Passage, asked: Asked, terms: list[str], changes: Sequence[StatuteChange]) -> Hit:
    words = _words(terms)
    return Hit(
        kind=passage.kind,
        origin=passage.origin,
        is_published=passage.source == PassageSource.PRECEDENT,
        number=passage.number,
        title=passage.title or passage.question.partition("\n")[0],
        agency=passage.agency,
        year=passage.year,
        field=passage.field,
        outcome=_outcome(looking, passage),
        excerpt=_excerpt(passage, terms),
        why=_why(words, terms, is_same_field=bool(asked.field) and asked.field == passage.field),
        changed=tuple(map(_changed, changed_since(changes, cited(passage.text), passage.told_on))),
        href=f"/{_PAGES[passage.source]}?{urlencode({'number': passage.number})}",
    )


def _changed(change: StatuteChange) -> str:
    """Return what changed, and when: "농지법 제34조(2025. 1. 3. 개정)"."""
    return f"{change.statute} {change.article}".rstrip() + f"({official_date(change.changed_on)} 개정)"


def _words(terms: Sequence[str]) -> list[str]:
    """Return the words found, without those that a longer one or a citation found has in it."""
    words = [term for term in terms if not term.startswith(STATUTE_MARK)]
    citations = [search_text(term) for term in terms if term.startswith(STATUTE_MARK)]
    return [word for word in words if not any(word != other and word in other for other in (*words, *citations))]


def _why(words: Sequence[str], terms: Sequence[str], *, is_same_field: bool) -> tuple[str, ...]:
    citations = [term.removeprefix(STATUTE_MARK) for term in terms if term.startswith(STATUTE_MARK)]
    articles = [citation for citation in citations if " 제" in citation]
    statutes = [each for each in citations if each not in articles and not _has_article_of(each, articles)]
    told = {
        "맞는 낱말": list(words[:_MOST_WORDS_TOLD]),
        "같은 조문": articles,
        "같은 법령": statutes,
    }
    reasons = [f"{name}: {', '.join(found)}" for name, found in told.items() if found]
    reasons += ["같은 분야"] if is_same_field else []
    return tuple(reasons) or ("입력한 글자가 그대로 있음",)


def _has_article_of(statute: str, articles: Sequence[str]) -> bool:
    return any(article.startswith(f"{statute} 제") for article in articles)


def _excerpt(passage: Passage, terms: Sequence[str]) -> str:
    """Return the piece of a passage around the first word found, on one line."""
    text = " ".join("\n".join(part for part in (passage.question, passage.facts, passage.reasons) if part).split())
    places = [place for place in (text.find(term.removeprefix(STATUTE_MARK)) for term in terms) if place >= 0]
    begins = max(0, min(places, default=0) - _BEFORE)
    piece = text[begins : begins + _EXCERPT]
    return f"{'…' if begins else ''}{piece}{'…' if begins + _EXCERPT < len(text) else ''}"


def _outcome(looking: Look, passage: Passage) -> str:
    if passage.source == PassageSource.OPINION:
        return outcome_label(looking, OpinionOutcome(passage.outcome))
    if passage.source == PassageSource.RULING:
        return OUTCOME_LABELS[Outcome(passage.outcome)]
    return TRACK_LABELS[Track(passage.outcome)] if passage.source == PassageSource.ANSWER else passage.outcome


def _notes(query: str, found: Found, progress: Progress) -> tuple[str, ...]:
    notes = []
    if found.is_too_short and query.strip():
        notes.append(_TOO_SHORT)
    if len(query) > LONGEST_QUERY:
        notes.append(f"앞의 {LONGEST_QUERY:,}자까지만 찾는 데 썼습니다.")
    if not progress.is_complete:
        notes.append(
            f"찾아보기를 만드는 중이라 최근 {100 * progress.count_read // progress.count_all}%에서 찾았습니다. "
            "잠시 뒤 다시 찾으면 나머지도 나옵니다."
        )
    return tuple(notes)

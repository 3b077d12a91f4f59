"""What a text is found by: its words, compounds as one word, and the statutes that it cites."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from casebase.domain.passage import Passage
from casebase.korean.statutes import Citation, cited
from casebase.korean.text import search_text
from casebase.korean.tokens import tokens

STATUTE_MARK = "§"  # before a citation, which no word begins with
LONGEST_QUERY = 5_000
MOST_TERMS = 60  # of a query: those it repeats most, the first among equals
_TITLE_WEIGHT = 2  # what a passage is called, and what was asked in it, against what is told around it
_QUESTION_WEIGHT = 2
LONGEST_TEXT = 2_000


@dataclass(frozen=True, kw_only=True)
class Boosts:
    """What a query's term is worth beside a word's 1."""

    joined: float = 0.6
    article: float = 1.5
    statute: float = 0.5


BOOSTS = Boosts()


@dataclass(frozen=True, kw_only=True)
class PassageTerms:
    """A passage's terms with their weights, how many words it has, weighed, and its text as it is looked through."""

    weights: dict[str, float]
    words: float
    text: str


def terms_of(passage: Passage) -> PassageTerms:
    """Return what a passage is found by. Slow: a millisecond for two hundred letters."""
    weights: Counter[str] = Counter()
    words = 0.0
    parts = ((passage.title, _TITLE_WEIGHT), (passage.question, _QUESTION_WEIGHT), (_told(passage), 1))
    for text, weight in parts:
        found = tokens(text)
        words += weight * len(found.words)
        for term in (*found.words, *found.joined, *_cited_terms(cited(text))):
            weights[term] += weight
    return PassageTerms(weights=dict(weights), words=words, text=search_text(passage.text)[:LONGEST_TEXT])


def asked_terms(text: str, boosts: Boosts = BOOSTS) -> dict[str, float]:
    """Return the terms of a query with what each is worth; empty where it has none. MOST_TERMS at most."""
    text = text[:LONGEST_QUERY]
    found, citations = tokens(text), cited(text)
    worth = dict.fromkeys(_of_articles(citations), boosts.article)
    worth |= dict.fromkeys(_of_statutes(citations), boosts.statute)
    counted = Counter(found.words) + Counter(found.joined)
    alone = set(found.words)
    for term, _ in counted.most_common(MOST_TERMS - min(len(worth), MOST_TERMS // 2)):
        worth[term] = 1.0 if term in alone else boosts.joined
    return worth


def term_number(term: str) -> int:
    """Return what stands for a term in the index: 8 bytes of its hash, which are compared faster than letters."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), signed=True)


def _told(passage: Passage) -> str:
    return f"{passage.facts}\n{passage.reasons}"


def _cited_terms(citations: Iterable[Citation]) -> list[str]:
    citations = list(citations)
    return [*_of_articles(citations), *_of_statutes(citations)]


def _of_articles(citations: Iterable[Citation]) -> list[str]:
    return [f"{STATUTE_MARK}{citation}" for citation in citations if citation.article]


def _of_statutes(citations: Iterable[Citation]) -> list[str]:
    return list(dict.fromkeys(f"{STATUTE_MARK}{citation.statute}" for citation in citations))

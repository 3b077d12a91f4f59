"""Proposals of what to mask before a text is published. A person decides on each; nothing is masked by itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from casebase.korean.addresses import addresses_in
from casebase.korean.masking import PersonalKind, Span
from casebase.korean.personal_names import names_in, occurrences
from casebase.korean.personal_numbers import numbers_in

_SETTLED = "\uffff"  # stands where something was found already: no pattern reads it, and no person can type it
_OF_CASE = "이 사건의 당사자로 기록된 이름입니다."
_SAME = "앞뒤에서 가리자고 한 이름과 같습니다."


def proposed(text: str, known: Collection[str] = ()) -> tuple[Span, ...]:
    """Return what looks like personal data, in the order of the text; no two overlap. See `proposed_in`."""
    return proposed_in({"text": text}, known)["text"]


def proposed_in(texts: Mapping[str, str], known: Collection[str] = ()) -> dict[str, tuple[Span, ...]]:
    """Return the proposals for each of some texts about one case.

    `known` are names on record of the people and businesses concerned: they are proposed wherever they stand. So is
    a name that was found beside a telling word once, in whichever text.
    """
    found = {key: _found(text, known) for key, text in texts.items()}
    while any((more := _more(texts, found, known)).values()):
        found = {key: [*found[key], *more[key]] for key in texts}
    return {key: tuple(sorted(spans, key=lambda span: span.begins)) for key, spans in found.items()}


def _more(texts: Mapping[str, str], found: Mapping[str, list[Span]], known: Collection[str]) -> dict[str, list[Span]]:
    """Return where else the names found so far stand, and what these hid."""
    names = _longest_first({name for key, spans in found.items() for name in _names(texts[key], spans)})
    rests = {key: _settled(text, found[key]) for key, text in texts.items()}
    same = {key: _apart(occurrences(rest, names, _SAME)) for key, rest in rests.items()}
    return {key: [*each, *_found(_settled(rests[key], each), known)] if each else [] for key, each in same.items()}


def _found(text: str, known: Collection[str]) -> list[Span]:
    """Look again with what was found settled, until nothing is left: a number may have hidden a part of another."""
    found: list[Span] = []
    rest = text
    while more := _apart([*occurrences(rest, _longest_first(known), _OF_CASE), *_read(rest)]):
        found += more
        rest = _settled(rest, more)
    return found


def _read(text: str) -> Iterator[Span]:
    yield from numbers_in(text)
    yield from addresses_in(text)
    yield from names_in(text)


def _names(text: str, spans: Iterable[Span]) -> set[str]:
    return {text[s.begins : s.ends] for s in spans if s.kind == PersonalKind.NAME and s.is_suggested}


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted((name for name in names if name.strip()), key=len, reverse=True)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans without those that overlap an earlier, surer one."""
    kept: list[Span] = []
    for span in spans:
        if all(span.ends <= other.begins or other.ends <= span.begins for other in kept):
            kept.append(span)
    return kept


def _settled(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.begins] + _SETTLED * (span.ends - span.begins) + text[span.ends :]
    return text

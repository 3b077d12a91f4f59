"""Content words of Korean text, for search: nouns, verbs as dictionaries have them, foreign words and numbers."""

import functools
import itertools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casebase.korean.text import nfc

LONGEST_READ = 20_000  # characters; of a longer text the rest is not read
_LONGEST_PIECE = 500  # the analyser's time and memory grow with the piece; one word of 20,000 letters is no text

_NOUNS = frozenset({"NNG", "NNP", "XR", "SL", "SH", "SN", "NR"})
_VERBS = frozenset({"VV", "VA"})
# What is a word only with its neighbour: 재+심의, 신청+자, 25+조.
_AFFIXES = frozenset({"XPN", "XSN", "NNB"})
# Verbs that any official sentence has, and that tell nothing of what it is about.
_LIGHT_VERB = re.compile(
    "하|되|있|없|받|따르|대하|관하|위하|의하|통하|보|주|같|않|지|오|가|두|내|들|나|인하|비추|따라가|이르|그러|어떻|갖|가지"
)

# A syllable that stands alone and is mostly a particle tells nothing, whatever the analyser makes of it.
_LONE_PARTICLE = re.compile(r"(?<!\S)[은는이가을를의에와과만로](?!\S)")

_lock = threading.Lock()  # one text at a time: the analyser is one, and the pages' threads and the index share it


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """The content words of a text in their order, and neighbours joined to one: 농지, 전용 and 농지전용.

    Both repeat what the text repeats. Because neighbours are joined wherever a space may stand, a text has the
    same tokens however its compound nouns are spaced.
    """

    words: tuple[str, ...]
    joined: tuple[str, ...]


def tokens(text: str) -> Tokens:
    """Return the content words of a text in NFC and lower case. Particles, endings and light verbs are dropped.

    The first call in a process loads the analyser: about a second, and 330 MB that stay.
    """
    words: list[str] = []
    joined: list[str] = []
    for piece in _pieces(_LONE_PARTICLE.sub(" ", nfc(text)[:LONGEST_READ])):
        for each in _runs(_analysed(piece)):
            words += [form for form, is_word in each if is_word]
            joined += [first + second for (first, _), (second, _) in itertools.pairwise(each)]
    return Tokens(words=tuple(words), joined=tuple(joined))


def _runs(morphemes: list[Any]) -> Iterator[list[tuple[str, bool]]]:
    """Return content words with whether they stand alone too, nouns that follow each other in one run."""
    run: list[tuple[str, bool]] = []
    end = -1
    for each in morphemes:
        tag, form = each.tag.partition("-")[0], each.form.lower()
        is_joinable = tag in _NOUNS or tag in _AFFIXES
        if run and not (is_joinable and each.start - end <= 1):
            yield run
            run = []
        if is_joinable:
            run.append((form, tag in _NOUNS))
            end = each.start + each.len
        elif tag in _VERBS and not _LIGHT_VERB.fullmatch(form):
            yield [(f"{form}다", True)]
    if run:
        yield run


def _analysed(piece: str) -> list[Any]:
    with _lock:
        return list(_analyser().tokenize(piece))


@functools.cache
def _analyser() -> Any:
    """Without the lists of several-word names and of typing errors, and without threads: a third of the memory less."""
    from kiwipiepy import Kiwi  # a second and 330 MB, only where text is searched

    return Kiwi(num_workers=-1, load_multi_dict=False, load_typo_dict=False)


def _pieces(text: str) -> Iterator[str]:
    """Cut a text at the ends of words into pieces of _LONGEST_PIECE characters at most."""
    begins = 0
    while begins < len(text):
        ends = begins + _LONGEST_PIECE
        if ends < len(text):
            space = max(text.rfind(mark, begins + 1, ends) for mark in " \n")
            ends = space if space > begins else ends
        yield text[begins:ends]
        begins = ends

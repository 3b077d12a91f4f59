"""Korean text: normal form, search text, initial consonants, particles, and what was typed made clean."""

import re
import unicodedata

from casebase.domain.errors import InvalidEntry

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
# A keyboard joins two consonants typed in a row; each pair is taken apart again: "ㄳ" was typed as "ㄱㅅ".
_JOINED = str.maketrans(
    {
        "ㄳ": "ㄱㅅ",
        "ㄵ": "ㄴㅈ",
        "ㄶ": "ㄴㅎ",
        "ㄺ": "ㄹㄱ",
        "ㄻ": "ㄹㅁ",
        "ㄼ": "ㄹㅂ",
        "ㄽ": "ㄹㅅ",
        "ㄾ": "ㄹㅌ",
        "ㄿ": "ㄹㅍ",
        "ㅀ": "ㄹㅎ",
        "ㅄ": "ㅂㅅ",
    }
)
_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"
_SYLLABLES_AN_INITIAL = 588  # 21 vowels, each with 28 finals (none is one of them)
_FINALS_A_VOWEL = 28
_FINAL_L = 8  # ㄹ among the 28 finals

# Letters by category, but drawn as nothing: with them an empty reason would look filled in.
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"

_NOT_SEARCHED = re.compile(r"[\s·ㆍ.,()\-]+")
_PARTICLE = re.compile(r"(으로|에서|에게|까지|부터|을|를|이|가|은|는|의|에|로|와|과|도|만)$")
_ENDING = re.compile(r"(하였다|되었다|하지|하여|하는|되는|하고|한|된|함|됨|할|될)$")
_SYLLABLES_BEFORE_CUTTING = 3  # a shorter word is more often a noun that ends like a particle: 도로, 평가

# Letters and digits as they are read aloud: with ㄹ at the end, with another consonant, with a vowel.
_READ_WITH_L = "178lr"
_READ_WITH_CONSONANT = "036mn"
_READ_WITH_VOWEL = "2459abcdefghijkopqstuvwxyz"


def nfc(text: str) -> str:
    """Return the text with each Hangul syllable as one character."""
    return unicodedata.normalize("NFC", text)


def search_text(text: str) -> str:
    """Return what is kept beside a searched text: NFC, lower case, without spaces and `·ㆍ.,()-`.

    "농지전용허가" and "농지 전용 허가" become the same.
    """
    # Normal form again at the end: what was removed may have kept two halves of a syllable apart.
    return nfc(_NOT_SEARCHED.sub("", nfc(text).lower()))


def search_words(query: str) -> tuple[str, ...]:
    """Return the words of a query as search_text keeps them, particles and verb endings cut.

    A text matches if its search text contains every one of them. Each is a beginning of the word typed, so
    cutting never loses a match. The caller escapes what its LIKE gives a meaning to (`%`, `_`, `\\`).
    """
    words = (search_text(word) for word in query.split())
    return tuple(dict.fromkeys(_stem(word) for word in words if word))


def initials(text: str) -> str:
    """Return the initial consonants of a text as search_text keeps it: "한빛정밀" gives "ㅎㅂㅈㅁ".

    What is not a Hangul syllable stays: "한빛 A2" gives "ㅎㅂa2".
    """
    return "".join(_initial(c) for c in search_text(text)).translate(_JOINED)


def is_initials(query: str) -> bool:
    """Say whether a query is typed in initial consonants ("ㅎㅂ", "ㅎㅂ2"), to be looked for in initials()."""
    letters = search_text(query).translate(_JOINED)
    has_consonant = any(c in _INITIALS for c in letters)
    return has_consonant and all(c in _INITIALS or (c.isascii() and c.isalnum()) for c in letters)


def clean(typed: str, *, limit: int, field: str, label: str) -> str:
    """Return what was typed in NFC, without blank ends, control characters and invisible ones.

    Line breaks become "\\n"; tabs stay. `limit` is in characters, counted after cleaning. An empty text is
    returned as it is: whether something must be there is the caller's to say. Raises: InvalidEntry.
    """
    text = nfc(typed if _is_all_kept(typed) else _without_unkept(typed)).strip()
    if len(text) > limit:
        raise InvalidEntry(
            f"{label}{particle(label, '은/는')} {limit:,}자까지 쓸 수 있습니다. "
            f"지금 {len(text):,}자이니 {len(text) - limit:,}자를 줄이세요.",
            field,
        )
    return text


def particle(word: str, pair: str) -> str:
    """Return the one of a pair of particles that follows a word: particle("결정", "을/를") gives "을".

    The first of the pair follows a consonant, as in "은/는", "이/가", "과/와", "으로/로"; 로 also follows ㄹ.
    Closing marks are skipped; Latin letters and digits count as they are read. A word that cannot be read
    gets both: "을(를)", "(으)로".
    """
    after_consonant, after_vowel = pair.split("/")
    final = _final(word)
    if final is None:
        return f"(으){after_vowel}" if after_consonant.startswith("으") else f"{after_consonant}({after_vowel})"
    takes_second = final == 0 or (final == _FINAL_L and after_vowel == "로")
    return after_vowel if takes_second else after_consonant


def _stem(word: str) -> str:
    for cut in (_PARTICLE, _ENDING):
        if len(word) >= _SYLLABLES_BEFORE_CUTTING:
            word = cut.sub("", word)
    return word


def _initial(character: str) -> str:
    if _is_syllable(character):
        return _INITIALS[(ord(character) - ord(_FIRST_SYLLABLE)) // _SYLLABLES_AN_INITIAL]
    return character


def _is_syllable(character: str) -> bool:
    return _FIRST_SYLLABLE <= character <= _LAST_SYLLABLE


def _without_unkept(typed: str) -> str:
    lines = re.sub("\r\n|[\r\u2028\u2029]", "\n", typed)
    return "".join(c for c in lines if _is_kept(c))


def _is_all_kept(text: str) -> bool:
    """Say so of most texts, many times faster than one character at a time; False may be wrong."""
    plain = text.replace("\n", "").replace("\t", "")
    return plain.isprintable() and not any(letter in plain for letter in _BLANK_LETTERS)


def _is_kept(character: str) -> bool:
    """Cc: control, Cf: invisible (U+200B, marks that turn the direction of writing), Cs: half a character."""
    if character in "\n\t":
        return True
    return character not in _BLANK_LETTERS and unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _final(word: str) -> int | None:
    """Return the number of the final consonant of a word as read, 0 for none, None if it cannot be read."""
    for character in reversed(nfc(word).lower()):
        if not character.isalnum():
            continue
        if _is_syllable(character):
            return (ord(character) - ord(_FIRST_SYLLABLE)) % _FINALS_A_VOWEL
        return _final_as_read(character)
    return None


def _final_as_read(character: str) -> int | None:
    if character in _READ_WITH_L:
        return _FINAL_L
    if character in _READ_WITH_CONSONANT:
        return 1
    return 0 if character in _READ_WITH_VOWEL else None

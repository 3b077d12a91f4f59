"""Citations of statutes in a text: 「농지법」 제34조제1항, 지방계약법 시행령 제25조, 같은 법 제3조, 영 제13조의3."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebase.korean.statute_names import CALLED_STATUTES, LONG_NAMES, NOT_STATUTES

_SPACES = re.compile(r"\s+")
_DECREES = ("시행령", "시행규칙")

# How names of statutes end. Other words in 법 are ways of doing something: 활용법, 측정법, 재배법.
_ENDS_LIKE_STATUTE = re.compile(
    r"(?:관리|보호|진흥|촉진|지원|조치|기본|보전|규제|육성|계획|정비|개발|재정|회계|계약|공무원|자치|절차|재산|방지|"
    r"처벌|금지|보상|안전|위생|복지|교육|사업|거래|운송|특별|특례|제한|구제|감사|감독|공개|등록|등기|조정|산업|"
    r"활성화|유통|건강|의료|근로|기준|보험|과세|관광|문화|소방|도시|주택|토지|농지|산지|하천|도로|항만|어촌|수산)법$"
)
_QUOTED_ENDS = re.compile(r"(?:법|법률|령|규칙|조례|규정|지침|고시|예규|훈령|기준|요령)$")

_ARTICLE = re.compile(r"제?\s*(?P<number>\d{1,4})\s*조(?:\s*의\s*(?P<branch>\d{1,3})(?!\d))?(?![원\d])(?!\s원)")
_REST = r"(?:\s*제\s*\d+\s*(?:항|호)(?:의\s*\d+)?|\s*[가-하]목)*"
_LINKED = re.compile(_REST + r"\s*(?:·|ㆍ|,|~|및|와|과|또는|내지|부터)\s*(?=제\s*\d)")
_BETWEEN = re.compile(r"(?:\s*\([^()]{1,60}\))?\s*")


def _spaced(name: str) -> str:
    return r"\s*".join(re.escape(letter) for letter in name.replace(" ", ""))


_KNOWN = "|".join(_spaced(name) for name in sorted({*LONG_NAMES, *CALLED_STATUTES}, key=len, reverse=True))
_FOLLOWS = r"(?=령|상|에|은|을|의|이\s|이라|과|도\s|만\s|으로|등|및|[^가-힣]|$|시행)"
_NAME = re.compile(
    r"[「『｢](?P<quoted>[^「」『』｢｣\n]{2,80})[」』｣]"
    rf"|(?<![가-힣])(?:구\s)?(?P<known>{_KNOWN}){_FOLLOWS}"
    r"|(?<![가-힣])(?:같은|동|위)\s*(?P<same>법률?|영|시행령|규칙|시행규칙)(?![가-힣]*인)(?=[^가-힣]|[가-힣]?\s|시행|상)"
    r"|(?<![가-힣])(?P<alone>법|영|시행령|규칙|시행규칙)(?=\s*제\s*\d+\s*조)"
    rf"|(?<![가-힣])(?P<plain>[가-힣·ㆍ]{{1,24}}?법){_FOLLOWS}"
)
_DECREE = re.compile(r"\s*(시행령|시행규칙)")


@dataclass(frozen=True, kw_only=True)
class Citation:
    """What a text cites: a statute by its usual short name, and an article ("제34조의2"), "" for the whole."""

    statute: str
    article: str = ""

    def __str__(self) -> str:
        return f"{self.statute} {self.article}".rstrip()


@dataclass(frozen=True, kw_only=True)
class Span:
    """A citation and the characters of the text that it takes."""

    begins: int
    ends: int
    citation: Citation


def cited(text: str) -> tuple[Citation, ...]:
    """Return what a text cites, each once, in the order of first mention.

    같은 법, 동법, 법, 영, 시행령 are those of the statute last named; where none was named they cite nothing. Articles
    joined to another (제6조·제10조) are each a citation. Paragraphs and items are left out.
    """
    return tuple(dict.fromkeys(span.citation for span in spans(text)))


def spans(text: str) -> tuple[Span, ...]:
    """Return the citations of a text with their places, in order and apart from each other."""
    found: list[Span] = []
    base = ""
    place = 0
    while match := _NAME.search(text, place):
        place = match.end()
        statute, place = _statute(match, base, text)
        if statute:
            here = list(_articles(text, match, place, statute))
            if here:
                found += here
                place = here[-1].ends
                base = _without_decree(statute)
    return tuple(found)


def statute_name(name: str) -> str:
    """Return the short name by which citations have a statute: its spaces in order, 「」 gone, long names cut."""
    bare = _SPACES.sub(" ", name.strip(" 「」『』｢｣")).removeprefix("구 ")
    base, decree = _parted(bare)
    called = _CALLED.get(base.replace(" ", ""), base)
    return f"{called} {decree}".rstrip()


def _statute(match: re.Match[str], base: str, text: str) -> tuple[str, int]:
    """Return the statute that a match names, "" for none, and where the name with its decree ends."""
    ends = match.end()
    pronoun = match["same"] or match["alone"]
    if pronoun:
        decree = {"영": "시행령", "규칙": "시행규칙", "법": "", "법률": ""}.get(pronoun, pronoun)
        named = f"{base} {decree}".rstrip() if base else ""
    else:
        named = _named(match, text)
    if named and not named.endswith(_DECREES) and (decree_found := _DECREE.match(text, ends)):
        return f"{named} {decree_found[1]}", decree_found.end()
    return named, ends


def _named(match: re.Match[str], text: str) -> str:
    if match["quoted"]:
        return statute_name(match["quoted"]) if _QUOTED_ENDS.search(match["quoted"].strip()) else ""
    if match["known"]:
        return statute_name(match["known"])
    plain: str = match["plain"]
    if plain in NOT_STATUTES or plain.endswith(("방법", "공법", "입법", "불법", "위법", "적법", "사법")):
        return ""
    has_article = re.match(r"(?:\s*시행령|\s*시행규칙)?\s*제\s*\d+\s*조", text[match.end() : match.end() + 20])
    is_like_one = _ENDS_LIKE_STATUTE.search(plain) and len(plain) > len("관리법")
    return plain if has_article or is_like_one else ""


def _articles(text: str, name: re.Match[str], name_ends: int, statute: str) -> Iterator[Span]:
    """The first article's span begins with the name; a name alone that only points back (같은 법) is no citation."""
    begins, place = name.start(), name_ends
    between = _BETWEEN.match(text, place)
    article = _ARTICLE.match(text, between.end() if between else place)
    if article is None:
        if not (name["same"] or name["alone"]):
            yield Span(begins=begins, ends=name_ends, citation=Citation(statute=statute))
        return
    while article:
        yield Span(begins=begins, ends=article.end(), citation=Citation(statute=statute, article=_written(article)))
        linked = _LINKED.match(text, article.end())
        article = _ARTICLE.match(text, linked.end()) if linked else None
        begins = article.start() if article else begins


def _written(article: re.Match[str]) -> str:
    branch = f"의{article['branch']}" if article["branch"] else ""
    return f"제{article['number']}조{branch}"


def _parted(name: str) -> tuple[str, str]:
    for decree in _DECREES:
        if name.endswith(decree) and name != decree:
            return name.removesuffix(decree).rstrip(), decree
    return name, ""


def _without_decree(statute: str) -> str:
    return _parted(statute)[0]


_CALLED = {name.replace(" ", ""): called for name, called in LONG_NAMES.items()} | {
    name.replace(" ", ""): name for name in CALLED_STATUTES
}

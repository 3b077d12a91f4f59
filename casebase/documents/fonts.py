"""The typefaces of the papers: where they lie, a copy without hinting kept in a cache, and what they can print."""

import contextlib
import hashlib
import importlib.util
import os
import re
import tempfile
import unicodedata
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path

from casebase.domain.errors import CharacterNotPrintable, SettingWrong
from casebase.korean.text import nfc

NBSP = "\u00a0"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_LAST_CODE = 0xFFFF  # ReportLab maps codes above it back to wrong characters, so a paper never holds them
_TABLES = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
_LICENCE_AND_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
_PACKAGE = "koreanize_matplotlib"


class Weight(StrEnum):
    """The two weights that papers are set in."""

    REGULAR = "regular"
    BOLD = "bold"


_folder: Path | None = None
_cache: Path | None = None


def use_fonts(folder: Path | None, cache: Path | None) -> None:
    """Choose the typefaces of every paper from now on, and where their lighter copies are kept.

    `folder` holds two TrueType files, of which the bold one's name ends in "Bold.ttf"; None: NanumGothic of
    the package koreanize-matplotlib. `cache` None: a folder of this user's own among the temporary files.
    Raises: SettingWrong if the folder does not hold such a pair.
    """
    global _folder, _cache
    if folder is not None:
        _pair_in(folder)
    _folder, _cache = folder, cache
    truetype.cache_clear()
    characters.cache_clear()


@cache
def truetype(weight: Weight) -> bytes:
    """Return the TrueType file of a weight without hinting; made at the first call ever, then read from the cache.

    Raises: SettingWrong if there is no such file or it holds no TrueType outlines.
    """
    source = _source(weight).read_bytes()
    kept = _cache_folder() / f"{weight}-{hashlib.sha256(source).hexdigest()[:16]}.ttf"
    if _is_ours(kept):
        return kept.read_bytes()
    lighter = _without_hinting(source)
    _keep(kept, lighter)
    return lighter


@cache
def characters() -> frozenset[str]:
    """Return every character that both weights can print.

    Control codes and private ones are left out though a font may map them: PDF/A wants a meaning for each glyph.
    """
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # costs 40 ms: not at import

    codes = [set(TTFont(BytesIO(truetype(weight)), lazy=True).getBestCmap()) for weight in Weight]
    drawn = map(chr, set.intersection(*codes))
    return frozenset(c for c in drawn if not unicodedata.category(c).startswith("C")) | {NBSP}


def cleaned(text: str) -> str:
    """Return the text as it is drawn: NFC, every line break as "\\n", a tab as a space, no invisible marks."""
    return nfc(_INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text)).replace("\t", " "))


def unprintable(text: str) -> str:
    """Return the characters of a text that the typefaces lack, each once, in order; empty when all is well."""
    drawn = cleaned(text)
    missing = set(drawn) - characters() - {"\n"}
    return "".join(dict.fromkeys(c for c in drawn if c in missing)) if missing else ""


def must_be_printable(text: str, field: str | None = None) -> None:
    """Raises: CharacterNotPrintable, naming each character with its code, and the field it was typed into."""
    missing = unprintable(text)
    if missing:
        raise CharacterNotPrintable(", ".join(map(_named, missing)), field)


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{character}({code})" if character.isprintable() else code


def _source(weight: Weight) -> Path:
    return (_pair_in(_folder) if _folder else _packaged_pair())[weight]


def _pair_in(folder: Path) -> dict[Weight, Path]:
    files = sorted(file for file in folder.glob("*.ttf") if file.is_file())
    bold = [file for file in files if file.name.endswith("Bold.ttf")]
    if len(files) != 2 or len(bold) != 1:
        raise SettingWrong(
            f"글꼴 폴더 {folder}에는 트루타입(.ttf) 글꼴이 두 개 있어야 합니다. "
            "보통 굵기 하나와, 파일 이름이 Bold.ttf로 끝나는 굵은 글꼴 하나를 넣으세요."
        )
    files.remove(bold[0])
    return {Weight.REGULAR: files[0], Weight.BOLD: bold[0]}


def _packaged_pair() -> dict[Weight, Path]:
    """Find the fonts by their package without importing it: it would import matplotlib."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise SettingWrong(
            "문서에 쓸 글꼴이 없습니다. requirements.txt의 꾸러미를 모두 설치하거나, "
            "CASEBASE_FONT_DIR에 트루타입 글꼴 두 개가 있는 폴더를 지정하세요."
        )
    folder = Path(spec.origin).parent / "fonts"
    return {Weight.REGULAR: folder / "NanumGothic.ttf", Weight.BOLD: folder / "NanumGothicBold.ttf"}


def _without_hinting(source: bytes) -> bytes:
    """Drop hinting and layout tables: ReportLab copies hinting whole into each of a paper's font subsets.

    The file's own time stamp is kept, so that the same source always gives the same bytes; its own bounds too,
    as finding them anew takes seconds.
    """
    from fontTools import subset  # type: ignore[import-untyped]  # costs 90 ms, and is needed once in the life of a cache
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(source), recalcTimestamp=False, recalcBBoxes=False, lazy=True)
    if "glyf" not in font:
        raise SettingWrong(
            "문서 글꼴은 트루타입(TrueType) 윤곽선 글꼴이어야 합니다. OTF를 이름만 바꾼 파일은 쓸 수 없습니다."
        )
    for table in set(font.keys()) - _TABLES - {"GlyphOrder"}:
        del font[table]
    options = subset.Options(hinting=False, layout_features=[], name_IDs=_LICENCE_AND_NAMES)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for code in font.getBestCmap() if code <= _LAST_CODE])
    subsetter.subset(font)
    lighter = BytesIO()
    font.save(lighter)
    return lighter.getvalue()


def _cache_folder() -> Path:
    return _cache or Path(tempfile.gettempdir()) / f"casebase-fonts-{os.getuid()}"


def _is_ours(file: Path) -> bool:
    """Among the temporary files anybody may have laid a font that prints one word for another."""
    return file.is_file() and file.stat().st_uid == os.getuid()


def _keep(file: Path, content: bytes) -> None:
    """Write under a name of this process and rename, so that no reader ever meets half a font.

    A full or read-only disk is no reason to refuse a paper: the next process makes the copy again.
    """
    draft = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)

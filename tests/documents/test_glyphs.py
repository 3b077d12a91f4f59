"""Words as outlines, also where several papers are drawn at once."""

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from threading import Barrier

from casebase.documents import glyphs
from casebase.documents.fonts import Weight, truetype

NAMES = ("시연도감", "사위원회", "위원장인", "가람도의", "나리시장", "다솜군수", "감사관인", "직인본문")


def test_papers_drawn_at_once_by_a_fresh_process_get_their_outlines() -> None:
    due = [glyphs.outlined(name, truetype(Weight.REGULAR)) for name in NAMES]

    for _ in range(15):
        glyphs.outlined.cache_clear()
        glyphs._font.cache_clear()  # as in a process that has drawn nothing yet
        together = Barrier(len(NAMES))
        with ThreadPoolExecutor(len(NAMES)) as threads:
            drawn = list(threads.map(_drawn_with_others, repeat(together), NAMES))

        assert drawn == due


def _drawn_with_others(together: Barrier, name: str) -> glyphs.Outline:
    together.wait()
    return glyphs.outlined(name, truetype(Weight.REGULAR))

import subprocess
import sys
import threading
import unicodedata

import pytest

from casebase.korean.tokens import LONGEST_READ, Tokens, tokens


@pytest.mark.parametrize(
    "text",
    ["농지전용허가를 받을 수 있는지", "농지 전용 허가", "농지전용 허가는", "농지 전용허가가", "농지전용허가"],
)
def test_a_compound_has_the_same_tokens_however_it_is_spaced(text: str) -> None:
    found = tokens(text)

    assert found.words == ("농지", "전용", "허가")
    assert found.joined == ("농지전용", "전용허가")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("수의계약을 체결하였다.", ("수의", "계약", "체결")),
        ("도로를 점용하려면", ("도로", "점용")),
        ("땅을 빌려서", ("땅", "빌리다")),
        ("AI 기반 CCTV 설치", ("ai", "기반", "cctv", "설치")),
    ],
)
def test_particles_and_endings_are_dropped_and_verbs_stand_as_in_dictionaries(
    text: str, words: tuple[str, ...]
) -> None:
    assert tokens(text).words == words


def test_a_number_is_joined_to_what_it_counts() -> None:
    found = tokens("제25조에 따라 3년")

    assert {"25조", "3년"} <= set(found.joined)
    assert "조" not in found.words


@pytest.mark.parametrize("text", ["", "  \n ", "은 는 이 가", "을", "에서 까지 부터", "?!.,", "그러나 그리고"])
def test_nothing_is_left_of_particles_and_marks(text: str) -> None:
    assert tokens(text).words == ()


def test_halves_of_syllables_are_read_as_syllables() -> None:
    assert tokens(unicodedata.normalize("NFD", "농지 전용")) == tokens("농지 전용")


def test_joining_stops_at_marks_and_verbs() -> None:
    assert "허가보조금" not in tokens("농지전용허가, 보조금").joined
    assert "허가계약" not in tokens("허가를 계약").joined


def test_a_long_text_is_read_to_its_limit_and_the_rest_is_left() -> None:
    text = "보조금 " * (LONGEST_READ // 4) + "하천점용"

    found = tokens(text)

    assert found.words.count("보조금") >= LONGEST_READ // 4 - 20
    assert "하천" not in found.words


def test_one_word_without_end_is_read_too() -> None:
    assert isinstance(tokens("가나다라" * 5_000), Tokens)


def test_many_threads_read_at_once() -> None:
    found: list[Tokens] = []
    threads = [threading.Thread(target=lambda: found.append(tokens("농지 전용 허가"))) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [tokens("농지 전용 허가")] * 8


def test_the_analyser_is_not_loaded_with_the_module() -> None:
    question = "import sys, casebase.korean.tokens; print('kiwipiepy' in sys.modules)"

    printed = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == "False"

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.errors import InvalidEntry
from casebase.korean.text import clean, initials, is_initials, nfc, particle, search_text, search_words

SYLLABLES = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), min_size=1)


def kept(typed: str, limit: int = 1000) -> str:
    return clean(typed, limit=limit, field="reason", label="판단 이유")


def test_a_name_typed_on_a_mac_is_the_same_name():
    apart = unicodedata.normalize("NFD", "한빛정밀")

    assert apart != "한빛정밀"
    assert nfc(apart) == "한빛정밀"


@pytest.mark.parametrize(
    "typed", ["농지전용허가", "농지 전용 허가", "농지·전용·허가", "(농지)전용-허가.", "농지\u3000전용\n허가"]
)
def test_spacing_and_marks_do_not_matter_to_search(typed):
    assert search_text(typed) == "농지전용허가"


def test_a_syllable_that_a_mark_kept_apart_is_joined_again():
    assert search_text("\u1112-\u1161\u11ab") == "한"


@given(st.text())
def test_search_text_of_search_text_is_itself(text):
    once = search_text(text)

    assert search_text(once) == once
    assert not any(mark in once for mark in " ·ㆍ.,()-")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("농지전용허가를", ("농지전용허가",)),
        ("공유재산의 대부", ("공유재산", "대부")),
        ("허가를 처리하였다", ("허가", "처리")),
        ("도로 평가", ("도로", "평가")),
        ("완료되었다는", ("완료",)),
        ("LNG 저장소에서", ("lng", "저장소")),
        ("허가 허가를", ("허가",)),
        ("", ()),
        (" · ( ) ", ()),
    ],
)
def test_particles_and_endings_are_cut_from_words_long_enough(query, words):
    assert search_words(query) == words


@given(st.text())
def test_a_cut_word_still_finds_the_text_it_was_typed_from(typed):
    assert all(word and word in search_text(typed) for word in search_words(typed))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("한빛정밀", "ㅎㅂㅈㅁ"),
        ("(주)한빛 정밀 A2", "ㅈㅎㅂㅈㅁa2"),
        ("까치쌀", "ㄲㅊㅆ"),
        ("ㄳ", "ㄱㅅ"),
        ("", ""),
    ],
)
def test_initials_are_the_first_consonants(name, letters):
    assert initials(name) == letters


@given(SYLLABLES)
def test_initials_of_initials_are_themselves(name):
    letters = initials(name)

    assert len(letters) == len(name)
    assert is_initials(letters)
    assert initials(letters) == letters


@pytest.mark.parametrize("query", ["ㅎㅂㅈㅁ", "ㅎㅂ ㅈㅁ", "ㅎㅂ2", "ㅎㅂA", "ㄳ"])
def test_consonants_are_a_query_by_initials(query):
    assert is_initials(query)


@pytest.mark.parametrize("query", ["한빛", "한ㅂ", "ㅏ", "123", "abc", "", " "])
def test_other_text_is_no_query_by_initials(query):
    assert not is_initials(query)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  한빛정밀 \n", "한빛정밀"),
        ("첫 줄\r\n둘째 줄\r셋째 줄", "첫 줄\n둘째 줄\n셋째 줄"),
        ("가\x00나\x07다\x1b[0m", "가나다[0m"),
        ("한\u200b빛\ufeff", "한빛"),
        ("금액\u202e원001", "금액원001"),
        ("\ud800한빛", "한빛"),
        ("표\t칸", "표\t칸"),
        (unicodedata.normalize("NFD", "한빛"), "한빛"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        (" \u3164\u200b\u2800 ", ""),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_the_rest_kept(typed, text):
    assert kept(typed) == text


@given(st.text())
def test_a_clean_text_stays_as_it_is(typed):
    once = kept(typed)

    assert kept(once) == once
    assert once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    assert not {"\r", "\x00", "\u200b"} & set(once)
    assert once.encode().decode() == once  # no half of a character is left


def test_a_text_of_just_the_limit_is_kept():
    assert kept("가" * 2000, limit=2000) == "가" * 2000


def test_a_text_too_long_is_refused_with_both_lengths():
    with pytest.raises(InvalidEntry) as refused:
        kept("가" * 200_000, limit=2000)

    assert str(refused.value) == "판단 이유는 2,000자까지 쓸 수 있습니다. 지금 200,000자이니 198,000자를 줄이세요."
    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("word", "pair", "chosen"),
    [
        ("결정", "을/를", "을"),
        ("각하", "을/를", "를"),
        ("결정", "이/가", "이"),
        ("각하", "은/는", "는"),
        ("결정", "과/와", "과"),
        ("각하", "과/와", "와"),
        ("불문", "으로/로", "으로"),
        ("각하", "으로/로", "로"),
        ("서울", "으로/로", "로"),
        ("서울", "을/를", "을"),
        ("‘면책 인정’", "으로/로", "으로"),
        ("한빛정밀(주)", "은/는", "는"),
        ("제3", "을/를", "을"),
        ("제2", "을/를", "를"),
        ("제1", "으로/로", "로"),
        ("URL", "으로/로", "로"),
        ("PDF", "을/를", "를"),
        (unicodedata.normalize("NFD", "결정"), "을/를", "을"),
        ("…", "을/를", "을(를)"),
        ("", "으로/로", "(으)로"),
        ("許可", "은/는", "은(는)"),
    ],
)
def test_the_particle_fits_the_word_before_it(word, pair, chosen):
    assert particle(word, pair) == chosen

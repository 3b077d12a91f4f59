from dataclasses import replace

from casebase.insight.search.terms import BOOSTS, LONGEST_QUERY, LONGEST_TEXT, MOST_TERMS, asked_terms, terms_of
from tests.passages import a_passage


def test_what_stands_in_the_title_or_question_weighs_more() -> None:
    found = terms_of(a_passage(title="하천", question="농지", facts="산지", reasons="도로"))

    assert {term: found.weights[term] for term in ("하천", "농지", "산지", "도로")} == {
        "하천": 2,
        "농지": 2,
        "산지": 1,
        "도로": 1,
    }
    assert found.words == 6


def test_compounds_and_statutes_are_terms_too_and_do_not_lengthen_a_text() -> None:
    found = terms_of(a_passage(title="", question="", facts="", reasons="농지 전용 「농지법」 제34조"))
    bare = terms_of(a_passage(title="", question="", facts="", reasons="농지 전용"))

    assert {"농지전용", "§농지법 제34조", "§농지법"} <= set(found.weights)
    assert bare.words == 2


def test_a_text_is_kept_without_spaces_and_to_its_limit() -> None:
    passage = a_passage(title="농지 전용", question="", facts="", reasons="가 나" * LONGEST_TEXT)

    assert terms_of(passage).text.startswith("농지전용")
    assert len(terms_of(passage).text) == LONGEST_TEXT
    assert terms_of(replace(passage, title="", reasons="")).weights == {}


def test_a_query_s_terms_are_worth_what_they_are() -> None:
    terms = asked_terms("농지 전용, 농지법 제34조")

    assert terms["§농지법 제34조"] == BOOSTS.article
    assert terms["§농지법"] == BOOSTS.statute
    assert (terms["농지"], terms["전용"]) == (1, 1)
    assert terms["농지전용"] == terms["34조"] == BOOSTS.joined


def test_a_long_query_asks_for_its_most_repeated_terms() -> None:
    text = "농지 " * 50 + " ".join(f"낱말{chr(0xAC00 + n * 28)}" for n in range(300))

    terms = asked_terms(text)

    assert "농지" in terms
    assert len(terms) <= MOST_TERMS


def test_what_follows_the_limit_of_a_query_is_not_asked_for() -> None:
    assert "하천" not in asked_terms("농지 " * (LONGEST_QUERY // 3 + 1) + "하천")

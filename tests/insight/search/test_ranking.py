from casebase.insight.search.ranking import Ranking, fused


def test_of_equal_words_the_letters_decide() -> None:
    texts = ["하천점용료감면", "농지보전부담금", "농지전용허가취소"]

    assert fused("농지 전용 허가", texts)[0] == 2


def test_without_the_second_order_the_first_stays() -> None:
    assert fused("농지 전용", ["가나다", "농지전용"], Ranking(pairs=0)) == [0, 1]


def test_texts_that_share_no_letters_keep_their_order() -> None:
    assert fused("농지 전용", ["가나다", "라마바", "사아자"]) == [0, 1, 2]


def test_nothing_and_a_single_letter_are_put_in_order_too() -> None:
    assert fused("농지", []) == []
    assert fused("땅", ["땅을빌림", "돈을받음"]) == [0, 1]

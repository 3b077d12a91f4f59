"""Korean text breaks between 어절; a word is parted only where the line would gape."""

from casebase.documents.line_breaking import break_lines

GAPING = 0.12  # of a line


class Square(dict[str, float]):
    """Every character is one em wide, so that widths count characters."""

    def __missing__(self, character: str) -> float:
        return 1.0


def lines(text: str, width: float, gaping: float = GAPING) -> list[str]:
    return [line.text for line in break_lines(text, width, Square(), gaping)]


def test_words_stay_whole_where_the_line_is_nearly_full():
    assert lines("가나다 라마바사", 9) == ["가나다 라마바사"]
    assert lines("가나다라마바사아 자차카", 9) == ["가나다라마바사아 ", "자차카"]


def test_a_line_that_would_gape_takes_two_syllables_or_more_of_the_next_word():
    assert lines("가나다라 마바사아자차", 10) == ["가나다라 마바사아", "자차"]


def test_where_wide_gaps_are_let_be_a_word_stays_whole():
    assert lines("가나다라 마바사아자차", 10, gaping=0.5) == ["가나다라 ", "마바사아자차"]
    assert lines("가나다 마바사아자차카타", 10, gaping=0.5) == ["가나다 마바사아자차", "카타"]


def test_one_syllable_is_never_left_alone():
    broken = lines("가나다라마바 사아자", 9)

    assert broken == ["가나다라마바 ", "사아자"]


def test_a_bracket_is_the_preferred_place_to_part_a_word():
    assert lines("가나다 라마바사(아자차카타파하)", 12) == ["가나다 라마바사", "(아자차카타파하)"]


def test_a_bracket_before_half_of_the_line_is_better_than_a_place_inside_the_word_before_it():
    assert lines("가나다라마바사(2009.10.11.~).pdf", 20) == ["가나다라마바사", "(2009.10.11.~).pdf"]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    text = "「지방자치단체를당사자로하는계약에관한법률」, " * 30

    broken = lines(text, 17)

    assert not [line for line in broken if line[0] in ")]」,."]
    assert not [line for line in broken if line.rstrip()[-1] in "([「"]


def test_a_number_is_never_parted_where_a_line_can_be_broken_elsewhere():
    assert lines("가나다라 1234567890", 12) == ["가나다라 ", "1234567890"]


def test_a_word_wider_than_the_line_is_cut_where_the_line_ends():
    broken = break_lines("x" * 25, 10, Square(), GAPING)

    assert [line.text for line in broken] == ["x" * 10, "x" * 10, "x" * 5]
    assert [line.is_last for line in broken] == [False, False, True]


def test_the_pieces_put_together_are_the_text():
    text = (
        "국토교통부설계공모운영지침은 점수가 가장 높은 작품(최고점)과 https://example.go.kr/?h=0123 을 허용한다. " * 40
    )

    broken = break_lines(text, 21, Square(), GAPING)

    assert "".join(line.text for line in broken) == text.rstrip()
    assert all(line.width <= 21 for line in broken)


def test_a_space_that_binds_is_no_place_to_break():
    assert lines("가나다라마바사 2026.\u00a011.\u00a022. 가", 15) == ["가나다라마바사 ", "2026.\u00a011.\u00a022. 가"]


def test_an_empty_text_is_one_empty_line():
    assert lines("", 10) == [""]
    assert lines("   ", 10) == [""]


def test_a_column_narrower_than_a_letter_still_ends():
    assert lines("가나 다", 0.5) == ["가", "나 ", "다"]

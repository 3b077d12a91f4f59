"""Pages that stand without Streamlit."""

import re

from casebase.web.plain_page import plain_page, refusal_page


def test_a_title_is_text_and_the_language_korean() -> None:
    page = bytes(plain_page("<b>제목", "<h1>본문</h1>").body).decode()

    assert "<title>&lt;b&gt;제목 - Casebase</title>" in page
    assert '<html lang="ko">' in page
    assert "<h1>본문</h1>" in page


def test_a_refusal_is_text_and_shows_the_way_back() -> None:
    answer = refusal_page("<img src=x> 찾을 수 없습니다.", 404)

    page = bytes(answer.body).decode()
    assert answer.status_code == 404
    assert '<p role="alert">&lt;img src=x&gt; 찾을 수 없습니다.</p>' in page
    assert '<a href="/">' in page


def test_what_is_touched_is_big_enough_for_a_finger() -> None:
    page = bytes(plain_page("a", "b").body).decode()

    assert [int(size) for size in re.findall(r"min-height: (\d+)px", page)] == [48, 48, 48]

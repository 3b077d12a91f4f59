import pytest

from casebase.korean.statutes import Citation, cited, spans, statute_name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("「농지법」 제34조제1항에 따라 허가를 받아야 한다.", ["농지법 제34조"]),
        ("지방계약법 시행령 제25조의 수의계약", ["지방계약법 시행령 제25조"]),
        ("「지방자치단체를 당사자로 하는 계약에 관한 법률」 제9조", ["지방계약법 제9조"]),
        ("「지방자치단체를 당사자로 하는 계약에 관한 법률 시행령」 제25조", ["지방계약법 시행령 제25조"]),
        ("이 건은 국토의 계획 및 이용에 관한 법률 제56조에 따른다", ["국토계획법 제56조"]),
        ("지방재정법 제9조의2(2020. 6. 개정)", ["지방재정법 제9조의2"]),
        ("공유재산법상 행정재산", ["공유재산법"]),
        ("건축법령에 어긋난다", ["건축법"]),
        ("개인정보보호법 제15조", ["개인정보 보호법 제15조"]),
        ("농지법 34조", ["농지법 제34조"]),
        ("「경상남도 적극행정 운영 조례」 제5조", ["경상남도 적극행정 운영 조례 제5조"]),
        ("곤충산업육성법 제3조와 어촌특화발전지원법", ["곤충산업육성법 제3조", "어촌특화발전지원법"]),
        ("「산지관리법」(이하 “법”이라 한다) 제14조", ["산지관리법 제14조"]),
    ],
)
def test_a_statute_and_its_article_are_found(text, found):
    assert [str(citation) for citation in cited(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("「농지법」 제6조·제10조상 스스로", ["농지법 제6조", "농지법 제10조"]),
        ("농지법 제34조제1항제2호 및 제36조", ["농지법 제34조", "농지법 제36조"]),
        ("농지법 제34조부터 제36조까지", ["농지법 제34조", "농지법 제36조"]),
        ("「농지법」 제34조 … 같은 법 시행령 제33조", ["농지법 제34조", "농지법 시행령 제33조"]),
        ("공공감사법 제23조의2, 영 제13조의3", ["공공감사법 제23조의2", "공공감사법 시행령 제13조의3"]),
        ("농지법 시행령 제3조와 동법 제2조", ["농지법 시행령 제3조", "농지법 제2조"]),
        ("건축법 제11조 … 시행규칙 제6조", ["건축법 제11조", "건축법 시행규칙 제6조"]),
        ("농지법을 보고 건축법 제3조를 본 뒤 같은 법 제4조", ["농지법", "건축법 제3조", "건축법 제4조"]),
    ],
)
def test_articles_joined_and_statutes_pointed_back_to_are_resolved(text, found):
    assert [str(citation) for citation in cited(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "다른 방법이 없고 불법은 아니며 입법 취지와 사법 판단이 다르다",
        "위법하거나 적법한 처분, 편법과 탈법",
        "농업법인과 사법부, 법원의 판단, 법률 자문",
        "신기술공법 제3호, 시공방법",
        "예산 5조 원과 3조원",
        "같은 법 제3조",
        "영 제13조의3",
        "법 제3조에 따라",
        "현행법 제3조와 관련법",
        "「현장 방문 안내」 제3조",
        "재배법과 활용법",
        "같은 법인이 신청하였다",
        "",
    ],
)
def test_what_cites_no_statute_is_left_alone(text):
    assert cited(text) == ()


def test_the_same_citation_counts_once():
    assert cited("농지법 제34조와 「농지법」 제34조") == (Citation(statute="농지법", article="제34조"),)


def test_spans_take_exactly_the_words_that_cite():
    text = "이 땅은 「농지법」 제34조제1항 및 제36조에 따른다. 같은 법 시행령 제33조도 본다."

    taken = [text[span.begins : span.ends] for span in spans(text)]

    assert taken == ["「농지법」 제34조", "제36조", "같은 법 시행령 제33조"]


def test_a_name_typed_in_any_way_is_the_name_that_citations_have():
    assert statute_name(" 「국토의 계획 및  이용에 관한 법률」 ") == "국토계획법"
    assert statute_name("지방자치단체를 당사자로 하는 계약에 관한 법률 시행령") == "지방계약법 시행령"
    assert statute_name("농지법") == "농지법"
    assert statute_name("어느 새 법") == "어느 새 법"


def test_a_long_text_is_read_in_little_time():
    text = "가" * 5_000 + "법 " + "「농지법」 제34조 및 " * 2_000 + "같은 " * 5_000

    assert cited(text) == (Citation(statute="농지법", article="제34조"),)

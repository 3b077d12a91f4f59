"""The paper of a day: what was recorded, what the record came to, and a code to compare it by."""

from dataclasses import asdict

from casebase.documents.daily_record import daily_record_pdf
from casebase.domain.canonical import canonical_json, digest
from tests.paper_reading import (
    body_of,
    digests_of_two_processes,
    embedded,
    figures_of,
    in_order,
    squeezed,
    text_of,
    texts_in,
)
from tests.report_builders import a_daily_record


def test_every_sentence_can_be_read_back() -> None:
    paper = a_daily_record()
    told = {name: value for name, value in asdict(paper).items() if name != "code"}

    body = body_of(daily_record_pdf(paper))

    assert [text for text in texts_in(told) if squeezed(text) not in body] == []


def test_the_contents_stand_in_their_order() -> None:
    body = body_of(daily_record_pdf(a_daily_record()))

    assert in_order(
        body,
        "가람도 감사위원회",
        "일일 기록(2026. 11. 22.)",
        "1. 확정값",
        "날짜 2026. 11. 22.(일) 확정한 때 2026. 11. 23. 00:01",
        "처음 번호 1,862 마지막 번호 1,902",
        "기록 수 41건 행위자 수 7명",
        "2. 행위별 기록",
        "방문 완료 30 1,862 1,901",
        "계 41 1,862 1,902",
        "3. 최근 확정값",
        "2026. 11. 22. 1,902",
        "2026. 11. 16. 1,656",
        "4. 대조 방법",
        "5. 확인",
        "출력한 사람",
    )


def test_the_code_holds_the_anchor_and_its_words_say_so() -> None:
    paper = a_daily_record()

    (figure,) = figures_of(daily_record_pdf(paper))

    assert figure.endswith(f"QR 코드: {paper.code}")


def test_a_demonstration_is_marked() -> None:
    assert squeezed("실제 기관의 실적이 아닙니다") in body_of(daily_record_pdf(a_daily_record(is_demo=True)))


def test_the_data_is_embedded_and_its_digest_printed() -> None:
    paper = a_daily_record()

    pdf = daily_record_pdf(paper)

    assert embedded(pdf, "daily-record.json") == canonical_json(paper)
    assert digest(canonical_json(paper)) in text_of(pdf)


def test_two_processes_give_the_same_bytes() -> None:
    imports = (
        "from casebase.documents.daily_record import daily_record_pdf; from tests.report_builders import a_daily_record"
    )

    digests = digests_of_two_processes(imports, "daily_record_pdf(a_daily_record())")

    assert digests == {digest(daily_record_pdf(a_daily_record()))}

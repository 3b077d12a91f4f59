"""Reading what was typed: every fault is found, each with its field."""

from datetime import date

import pytest

from casebase.casework.entry import Entry, checked_text, file_fields
from casebase.domain.errors import SeveralInvalid

TODAY = date(2026, 11, 23)


def fault_of(entry: Entry) -> tuple[str | None, str]:
    """The one fault that was found."""
    with pytest.raises(SeveralInvalid) as refused:
        entry.must_be_sound()
    (fault,) = refused.value.faults
    return fault.field, str(fault)


def test_a_sound_form_is_read_in_normal_form() -> None:
    entry = Entry({"place": "  1공장\r\n2층 \u200b", "on": " 2026-11-23 ", "at": "9:05", "who": '["a", "b", "a"]'})

    read = (
        entry.text("place", "장소"),
        entry.day("on", "방문일", not_after=TODAY),
        entry.clock("at", "시각"),
        entry.several("who", "사람", {"a", "b"}),
        entry.choice("track", "방법", {"x"}, required=False),
        entry.text("note", "메모", required=False),
    )

    assert read == ("1공장\n2층", TODAY, "09:05", ("a", "b"), "", "")
    entry.must_be_sound()


def test_all_faults_are_told_at_once_and_each_field_s_first() -> None:
    entry = Entry({"on": "2026-11-24"})

    entry.text("title", "건명")
    entry.day("on", "신청일", not_after=TODAY)
    entry.refuse("on", "또 다른 까닭")

    with pytest.raises(SeveralInvalid) as refused:
        entry.must_be_sound()
    assert [(fault.field, str(fault)) for fault in refused.value.faults] == [
        ("title", "건명을 입력하세요."),
        ("on", "신청일은 오늘보다 뒤일 수 없습니다. 날짜를 확인하세요."),
    ]
    assert str(refused.value) == "건명을 입력하세요. 신청일은 오늘보다 뒤일 수 없습니다. 날짜를 확인하세요."


@pytest.mark.parametrize("typed", ["25:00", "10:60", "1000", "오전", "", "-1:30", "²:00", "1:²"])
def test_a_time_that_is_none_is_refused(typed: str) -> None:
    entry = Entry({"at": typed})

    assert entry.clock("at", "시각") == ""
    assert fault_of(entry) == ("at", "시각을 14:05처럼 24시간으로 입력하세요.")


@pytest.mark.parametrize("typed", ["null", "1", '"a"', "{}", '["c"]', "[1]", '[["a"]]', "[", "[null]"])
def test_a_choice_of_several_that_is_none_is_refused(typed: str) -> None:
    entry = Entry({"who": typed})

    assert entry.several("who", "사람", {"a", "b"}) == ()
    assert fault_of(entry)[0] == "who"


@pytest.mark.parametrize(
    ("typed", "count"), [("", 1), ("3", 3), ("0", 1), ("99", 12), ("-4", 1), ("many", 1), ("²", 1)]
)
def test_a_number_of_parts_stays_within_its_bounds(typed: str, count: int) -> None:
    assert Entry({"count": typed}).number("count", 1, 12) == count


@pytest.mark.parametrize("typed", ["[1]", '{"w":1}', '{"w":0,"h":1,"path":""}', '{"w":1,"h":1,"path":2}', "x", "NaN"])
def test_a_drawing_that_is_none_is_refused(typed: str) -> None:
    entry = Entry({"signature": typed})

    assert entry.drawing("signature", "서명") == ""
    assert fault_of(entry)[0] == "signature"


def test_a_drawing_is_kept_as_it_was_drawn_and_none_is_none() -> None:
    drawn = '{"w":300.5,"h":120,"path":"M1 2L3 4"}'
    entry = Entry({"signature": drawn})

    assert (entry.drawing("signature", "서명"), entry.drawing("other", "서명")) == (drawn, "")
    entry.must_be_sound()


def test_a_character_the_font_lacks_is_named() -> None:
    with pytest.raises(SeveralInvalid, match="😀") as refused:
        checked_text("좋습니다 😀", "reason", "사유")

    assert [fault.field for fault in refused.value.faults] == ["reason"]


def test_files_of_a_draft_are_told_apart_by_their_role() -> None:
    fields = {
        "file_1": '{"role": "photo", "name": "가.jpg"}',
        "file_2": '{"role": "evidence", "name": "나.pdf"}',
        "file_3": "",  # taken out again
        "reason": "사유",
        "file_4": '{"role": "photo", "name": "다.jpg"}',
    }

    assert [file["name"] for file in file_fields(fields, "photo").values()] == ["가.jpg", "다.jpg"]
    assert list(file_fields(fields, "evidence")) == ["file_2"]

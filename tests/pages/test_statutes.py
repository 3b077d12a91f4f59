"""법령 개정 기록: noted by the office, read by everybody."""

from casebase.casework.office import Office
from casebase.casework.statute_changes import statute_changes
from casebase.domain.draft import Form
from tests.screens import Screen, desk_of, type_into


def test_a_change_is_noted_and_taken_back(office: Office) -> None:
    desk = desk_of(office, "auditor")
    screen = Screen(desk.session_id, "statutes")
    texts = {"statute": "온천법", "article": "제4조", "what": "허가 요건이 바뀌었다.", "source": "법률 제1호"}
    type_into(desk, Form.STATUTE_CHANGE, "new", changed_on="2026-01-01", **texts)
    screen.load()

    screen.press("record_statute_change")
    noted = next(each.change for each in statute_changes(desk) if each.change.statute == "온천법")
    place = [each.change.id for each in statute_changes(desk)].index(noted.id)
    screen.press(f"open_cancel_{place}")
    type_into(desk, Form.CASE_STEP, f"cancel_statute_change:{noted.id}", reason="잘못 적음")
    screen.press(f"cancel_statute_change_{place}")

    assert "개정 기록을 취소했습니다." in screen.text
    outside = Screen(desk_of(office, "applicant").session_id, "statutes")
    assert "온천법" not in outside.text


def test_what_is_missing_is_named_at_its_field(office: Office) -> None:
    desk = desk_of(office, "auditor")
    screen = Screen(desk.session_id, "statutes")
    type_into(desk, Form.STATUTE_CHANGE, "new", statute="")

    screen.press("record_statute_change")

    assert "법령 이름" in screen.fault("statute")


def test_who_does_not_note_changes_reads_them(office: Office) -> None:
    screen = Screen(desk_of(office, "applicant").session_id, "statutes")

    assert "record_statute_change" not in screen.keys
    assert "국유재산법" in screen.text

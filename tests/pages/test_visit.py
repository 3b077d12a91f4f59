"""The page of one visit: one answer is written at a time, and a visit that is not there leads back to the list."""

from casebase.casework import visits
from casebase.casework.desk import Desk
from casebase.casework.office import Office
from casebase.domain.draft import Form
from casebase.domain.visit import Track
from casebase.store.accounts import find_account_by_login
from tests.case_builders import Person, a_visit_draft, matter_fields
from tests.screens import Screen, desk_of, type_into


def test_of_two_answers_owed_one_is_written_at_a_time_and_the_other_keeps_its_words(office: Office) -> None:
    desk = desk_of(office, "auditor")
    number, (first, second) = _a_visit_that_owes_two_answers(office, desk)
    screen = Screen(desk.session_id, "visit", {"number": number})
    screen.press("begin_answer_1")
    type_into(desk, Form.MATTER, f"matter:{first}", answer="다음 주에 알려 드립니다.")

    screen.press("begin_answer_2")

    assert not screen.shown.exception
    assert screen.typed["answer"] == ""
    type_into(desk, Form.MATTER, f"matter:{second}", answer="됩니다.")
    screen.load()
    assert screen.typed["answer"] == "다음 주에 알려 드립니다."
    screen.press("begin_answer_2")
    assert screen.typed["answer"] == "됩니다."


def test_a_visit_or_draft_that_is_not_there_leads_back_to_the_list(office: Office) -> None:
    session_id = desk_of(office, "auditor").session_id
    for query in ({"number": "2026-방문-9999"}, {"id": "never-was"}):
        screen = Screen(session_id, "visit", query)

        assert [title.value for title in screen.shown.title] == ["방문 기록"]
        assert "찾을 수 없거나 볼 권한이 없습니다" in screen.text
        assert "visits" in screen.links


def _a_visit_that_owes_two_answers(office: Office, desk: Desk) -> tuple[str, list[str]]:
    with office.store.reading() as con:
        found = find_account_by_login(con, "auditor")
    assert found is not None
    lead = Person(found[0], office.store, desk)
    today = desk.today.isoformat()
    owed = {"promised_on": today, "owner_id": lead.id}
    matters = matter_fields(1, Track.LATER, **owed) | matter_fields(2, Track.LATER, **owed)
    draft_id = a_visit_draft(lead, visited_on=today, count_matters="2", **matters)
    number = visits.finish_visit(lead.desk, draft_id)
    with office.store.reading() as con:
        rows = con.rows(
            "select m.id from matters m join visits v on v.id = m.visit_id where v.number = ? order by m.position",
            [number],
        )
    return number, [row[0] for row in rows]

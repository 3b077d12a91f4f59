"""The list of consultations: what a person may see, by what they ask for, and where a new one begins."""

from casebase.casework import drafts
from casebase.casework.office import Office
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.draft import Form
from casebase.store.accounts import find_account_by_login
from tests.case_builders import Person
from tests.consultation_stages import an_applied_consultation
from tests.screens import Screen, desk_of


def test_a_case_without_a_number_stands_in_the_list_and_leads_to_its_page(office: Office) -> None:
    case = an_applied_consultation(_applicant(office), title="번호가 아직 없는 신청")

    screen = Screen(desk_of(office, "auditor").session_id, "consultations")

    links = [link.proto for link in screen.shown.get("page_link")]
    (line,) = [link for link in links if "번호가 아직 없는 신청" in link.label]
    assert line.label.startswith("**접수 전**")
    assert line.query_string == f"case={case.id}"


def test_an_applicant_sees_no_other_agency_s_cases(office: Office) -> None:
    theirs, everybody_s = (_titles(Screen(desk_of(office, who).session_id, "consultations")) for who in _SEEING)

    assert 0 < len(theirs) < len(everybody_s)


def test_the_list_is_narrowed_by_words_and_by_status(office: Office) -> None:
    an_applied_consultation(_applicant(office), title="낱말로 찾을 신청")
    screen = Screen(desk_of(office, "auditor").session_id, "consultations")

    screen.shown.text_input(key="consultation_query").set_value("낱말로 찾을")
    screen.choose("filter_status", ConsultationStatus.APPLIED.value)

    assert [title for title in _titles(screen) if "낱말로 찾을 신청" not in title] == []
    screen.shown.text_input(key="consultation_query").set_value("그런 사건은 없다")
    screen.run()
    assert "맞는 사전컨설팅이 없습니다" in screen.text


def test_an_applicant_begins_an_application_here_and_the_office_one_that_came_on_paper(office: Office) -> None:
    for who, label in (("applicant", "사전컨설팅 신청"), ("auditor", "문서 신청 입력")):
        desk = desk_of(office, who)
        screen = Screen(desk.session_id, "consultations")
        assert [b.label for b in screen.shown.button if b.key == "begin_consultation"] == [label]

        screen.press("begin_consultation")

        draft = drafts.find_draft_of(desk, Form.CONSULTATION, "")
        assert draft is not None
        assert screen.shown.query_params["id"] in ([draft.id], draft.id)


def test_the_chair_reads_the_list_and_begins_nothing(office: Office) -> None:
    screen = Screen(desk_of(office, "chair").session_id, "consultations")

    assert _titles(screen)
    assert not [button for button in screen.shown.button if button.key == "begin_consultation"]


_SEEING = ("applicant", "auditor")


def _applicant(office: Office) -> Person:
    with office.store.reading() as con:
        found = find_account_by_login(con, "applicant")
    assert found is not None
    return Person(found[0], office.store, desk_of(office, "applicant"))


def _titles(screen: Screen) -> list[str]:
    labels = [link.proto.label for link in screen.shown.get("page_link")]
    return [label for label in labels if label.startswith("**")]

"""사례: the list, searched by words and by filters."""

from casebase.casework.office import Office
from casebase.casework.precedent_search import search
from casebase.domain.listing import PrecedentFilter
from casebase.domain.precedent import PrecedentState
from tests.builders import TODAY, an_event
from tests.precedent_builders import a_precedent
from tests.screens import Screen, desk_of


def _screen(office: Office, login: str = "applicant", **query: str) -> Screen:
    return Screen(desk_of(office, login).session_id, "precedents", query)


def _read_to_the_end(office: Office) -> None:
    """Wait until all that can be found has been read."""
    while not search(desk_of(office, "auditor"), "농지", PrecedentFilter(), 1, 0).is_complete:
        pass


def test_the_newest_stand_first_and_lead_to_their_page(office: Office) -> None:
    screen = _screen(office)

    assert any("2026-사례-" in link.proto.label for link in screen.shown.get("page_link"))
    assert "모두" in screen.text


def test_words_find_with_their_reason_however_they_are_spaced(office: Office) -> None:
    with office.store.transaction() as con:
        found = a_precedent(con, number="2026-사례-9001", question="온천공보호구역에서 굴착할 수 있는지")
        an_event(con, "precedent", found.id)

    _read_to_the_end(office)
    screen = _screen(office)
    screen.shown.text_input(key="precedent_query").set_value("온천공 보호 구역")
    screen.run()

    assert "2026-사례-9001" in screen.text
    assert "맞는 낱말" in screen.text


def test_a_link_brings_the_words(office: Office) -> None:
    _read_to_the_end(office)
    screen = _screen(office, query="국유재산법")

    assert screen.shown.text_input(key="precedent_query").value == "국유재산법"
    assert "국유재산법" in screen.text


def test_what_nothing_matches_says_what_to_do(office: Office) -> None:
    _read_to_the_end(office)
    screen = _screen(office)

    screen.shown.text_input(key="precedent_query").set_value("쀍뚫")
    screen.run()

    assert "2026-사례-" not in screen.text
    assert "다른 낱말" in screen.text


def test_one_taken_down_is_the_office_s_to_see_alone(office: Office) -> None:
    with office.store.transaction() as con:
        a_precedent(
            con,
            number="2026-사례-9002",
            title="내린 사례 하나",
            state=PrecedentState.WITHDRAWN,
            withdrawn_on=TODAY,
            year=2099,
        )

    def told(login: str) -> str:
        return "".join(link.proto.label for link in _screen(office, login).shown.get("page_link"))

    assert "내린 사례 하나" in told("auditor")
    assert "내린 사례 하나" not in told("applicant")


def test_taking_over_a_casebook_is_offered_to_whom_it_is_for(office: Office) -> None:
    assert any("case_import" in link for link in _screen(office, "auditor").links)
    assert not any("case_import" in link for link in _screen(office, "applicant").links)

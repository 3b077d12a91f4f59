"""위원: the roll as of a day, and a member's own page with ties, absences and terms."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casebase.casework.members import declare_tie
from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.member import Absence, Body, Member, Tie
from casebase.store.absences import list_absences
from casebase.store.agencies import list_agencies
from casebase.store.members import fetch_member, terms_of
from casebase.store.ties import list_ties
from tests.builders import an_account
from tests.case_builders import Person
from tests.panel_builders import a_member
from tests.screens import Screen, desk_of, type_into

FIRST, LAST = date(2020, 1, 1), date(2099, 12, 31)  # a page opens on whatever day the test runs


@pytest.fixture
def secretary(office: Office) -> Person:
    return signed_in(office, Role.SECRETARY, "문간사")


@pytest.fixture
def member(office: Office) -> Person:
    """Somebody who serves on the panel."""
    person = signed_in(office, Role.PANEL, "윤변호")
    seat(person, Body.PANEL, affiliation="가람법무법인", specialities=("계약",), yearly_limit=12)
    return person


def test_the_roll_shows_who_serves_on_the_day_asked_about(office, secretary):
    former = signed_in(office, Role.COMMITTEE, "최전임")
    seat(former, Body.COMMITTEE, begins_on=date(2018, 1, 1), ends_on=date(2019, 12, 31), recommended_by="도의회")
    screen = Screen(secretary.seat.session_id, "members")
    assert not any("**최전임**" in label for label in labels(screen))

    screen.shown.date_input(key="roll_on").set_value(date(2019, 12, 31))
    screen.run()

    assert any("**최전임**" in label for label in labels(screen))
    assert "도의회 추천" in screen.text


def test_a_day_without_members_says_what_to_do(secretary):
    screen = Screen(secretary.seat.session_id, "members")

    screen.shown.date_input(key="roll_on").set_value(date(2001, 1, 1))
    screen.run()

    assert "이날 감사위원회에 위원이 없습니다. 아래 ‘위원 위촉’에서 위촉하세요." in screen.text


def test_the_secretary_appoints_a_member_of_the_panel(office, secretary):
    person = signed_in(office, Role.PANEL, "새변호")
    screen = Screen(secretary.seat.session_id, "members")
    begin(secretary, screen, Body.PANEL)
    screen.choose("account_id", person.id)
    screen.shown.date_input(key="begins_on").set_value(secretary.desk.today)
    screen.shown.date_input(key="ends_on").set_value(secretary.desk.today + timedelta(days=730))
    screen.shown.multiselect(key="specialities").set_value(["계약", "인허가"])
    screen.run()
    type_into(secretary.desk, Form.MEMBER, "appoint:new", affiliation="한빛법률사무소", fee_won="300,000")

    screen.press("appoint_member")

    (term,) = terms(person)
    assert (term.affiliation, term.fee_won, set(term.specialities)) == ("한빛법률사무소", 300_000, {"계약", "인허가"})
    assert "위촉했습니다: 새변호" in screen.text


def test_a_term_that_is_not_whole_is_not_kept_and_says_where(office, secretary):
    person = signed_in(office, Role.COMMITTEE, "한위원")
    screen = Screen(secretary.seat.session_id, "members")
    begin(secretary, screen, Body.COMMITTEE)
    screen.choose("account_id", person.id)

    screen.press("appoint_member")

    assert "임기 첫날을 고르세요." in screen.text
    assert "생년월일을 고르세요." in screen.text
    assert terms(person) == []


def test_a_member_opens_on_their_own_page_with_their_load(member):
    screen = Screen(member.seat.session_id, "members")

    assert "윤변호" in screen.shown.title[0].value
    assert "가람법무법인" in screen.text
    assert "맡고 있는 자문 0건 · 올해 배정 0건" in screen.text
    assert "신고한 관계가 없습니다." in screen.text
    assert "위촉" not in [button.label for button in screen.shown.button]


def test_a_member_s_page_is_nobody_else_s(office, member):
    other = signed_in(office, Role.PANEL, "한변호")

    screen = Screen(other.seat.session_id, "members", {"id": member.id})

    assert "찾을 수 없거나" in screen.text
    assert "가람법무법인" not in screen.text


def test_a_member_declares_ties_one_after_the_other(office, member):
    with office.store.reading() as con:
        agency = list_agencies(con)[0]
    screen = Screen(member.seat.session_id, "members")
    for kind, name in (("adviser", ""), ("kin", "윤동생")):
        turn_to(screen, "declare_tie")
        screen.choose("agency_id", agency.id)
        type_into(member.desk, Form.MEMBER, f"tie:{member.id}", name=name, kind=kind)
        screen.press("declare_tie")
        assert "관계를 신고했습니다." in screen.text

    assert {(tie.kind.value, tie.name) for tie in ties(member)} == {("adviser", agency.name), ("kin", "윤동생")}
    assert all(tie.agency_id == agency.id for tie in ties(member))


def test_a_tie_without_anybody_is_refused_at_its_field_and_kept_as_typed(member):
    screen = Screen(member.seat.session_id, "members")
    turn_to(screen, "declare_tie")
    type_into(member.desk, Form.MEMBER, f"tie:{member.id}", kind="client", note="수임하였던 사건")

    screen.press("declare_tie")

    assert screen.fault("name")
    assert screen.typed["note"] == "수임하였던 사건"
    assert ties(member) == []


def test_a_tie_is_ended_on_its_day(member):
    declared = declare(member, "기울어진 탑")
    screen = Screen(member.seat.session_id, "members")
    turn_to(screen, "end_tie")
    screen.choose("ended_tie", declared.id)
    screen.shown.date_input(key="ends_on").set_value(member.desk.today)

    screen.press("end_tie")

    assert ties(member)[0].ends_on == member.desk.today
    assert "관계가 끝난 날을 기록했습니다." in screen.text


def test_days_of_absence_are_declared_and_taken_back(member):
    screen = Screen(member.seat.session_id, "members")
    turn_to(screen, "declare_absence")
    screen.shown.date_input(key="from_on").set_value(member.desk.today)
    screen.shown.date_input(key="to_on").set_value(member.desk.today + timedelta(days=7))
    screen.press("declare_absence")
    assert len(absences(member)) == 1

    screen.press("cancel_absence_1")

    assert absences(member) == []
    assert "부재 기간을 뺐습니다." in screen.text


def test_the_secretary_ends_a_term_early(office, secretary, member):
    (term,) = terms(member)
    screen = Screen(secretary.seat.session_id, "members", {"id": member.id})
    turn_to(screen, f"term_{term.id}")
    ends_on = secretary.desk.today + timedelta(days=30)
    screen.shown.date_input(key="ends_on").set_value(ends_on)

    screen.press("change_member")

    with office.store.reading() as con:
        assert fetch_member(con, term.id) == replace(term, ends_on=ends_on, version=2)


def signed_in(office: Office, role: Role, name: str) -> Person:
    with office.store.transaction() as con:
        account = an_account(con, role, name=name)
    return Person(account, office.store, desk_of(office, account.login))


def seat(person: Person, body: Body, **facts: object) -> Member:
    with person.store.transaction() as con:
        return a_member(con, body, account=person.account, **({"begins_on": FIRST, "ends_on": LAST} | facts))


def declare(person: Person, name: str) -> Tie:
    declare_tie(person.desk, person.id, {"kind": "adviser", "name": name})
    return ties(person)[0]


def begin(secretary: Person, screen: Screen, body: Body) -> None:
    """Choose the body that somebody is to be appointed to, which the rest of the form depends on."""
    type_into(secretary.desk, Form.MEMBER, "appoint:new", body=body.value)
    screen.load()


def turn_to(screen: Screen, step: str) -> None:
    screen.shown.session_state["work"] = step
    screen.run()


def labels(screen: Screen) -> list[str]:
    return [link.proto.label.replace("\\", "") for link in screen.shown.get("page_link")]


def terms(person: Person) -> list[Member]:
    with person.store.reading() as con:
        return terms_of(con, person.id)


def ties(person: Person) -> list[Tie]:
    with person.store.reading() as con:
        return list_ties(con, person.id)


def absences(person: Person) -> list[Absence]:
    with person.store.reading() as con:
        return list_absences(con, person.id)

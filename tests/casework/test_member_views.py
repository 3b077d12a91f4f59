"""Looking at the roll of members, and at one of them."""

from datetime import date

import pytest

from casebase.access.act import Act
from casebase.casework import advice_answers, members
from casebase.casework.member_views import appointable, member_page, roll
from casebase.domain.account import Role
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.member import Body
from casebase.store.connection import Store
from tests.advice_stages import a_panel_member, advice_offered, declare_tie, term_fields
from tests.case_builders import Person, a_person, now_on
from tests.panel_builders import a_member


def a_seat(store: Store, role: Role = Role.COMMITTEE, name: str = "박위원", **facts: object) -> Person:
    """Somebody with a seat in the committee, as the store keeps it."""
    person = a_person(store, role, name=name)
    with store.transaction() as con:
        a_member(con, Body.COMMITTEE, account=person.account, is_chair=role == Role.CHAIR, **facts)
    return person


def test_the_roll_says_who_serves_on_a_day_the_chair_first(store: Store) -> None:
    keeper = a_person(store, Role.SECRETARY)
    a_seat(store, name="박위원", begins_on=date(2025, 1, 1))
    a_seat(store, Role.CHAIR, name="최위원장")
    a_panel_member(store, "윤변호")
    a_panel_member(store, "지난위원", ends_on="2026-11-22")
    a_panel_member(store, "다음위원", begins_on="2026-11-24")

    seen = roll(keeper.desk)

    assert seen.on == date(2026, 11, 23)
    assert [line.name for line in seen.committee] == ["최위원장", "박위원"]
    assert [line.name for line in seen.panel] == ["윤변호"]
    assert [line.name for line in seen.others] == ["다음위원", "지난위원"]
    assert {Act.APPOINT_MEMBER, Act.CHANGE_MEMBER} <= seen.permitted
    assert [line.name for line in roll(keeper.desk, date(2026, 11, 22)).panel] == ["윤변호", "지난위원"]


def test_the_roll_shows_how_much_each_has_to_answer_and_who_is_away_today(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    advice_offered(handler, member)
    members.declare_absence(member.desk, member.id, {"from_on": "2026-11-23", "to_on": "2026-11-23"})

    (line,) = roll(handler.desk).panel

    assert (line.open_now, line.this_year, line.is_away) == (1, 1, True)
    assert not roll(handler.at(now_on("2026-11-24")).desk).panel[0].is_away


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.ADMIN])
def test_the_roll_is_not_for_those_outside_the_office(sqlite_store: Store, role: Role) -> None:
    other = a_person(sqlite_store, role)

    with pytest.raises(NotPermitted):
        roll(other.desk)
    with pytest.raises(NotPermitted):
        member_page(other.desk, other.id)


def test_a_member_sees_themselves_and_nobody_else(sqlite_store: Store) -> None:
    member, other = a_panel_member(sqlite_store), a_panel_member(sqlite_store, "한변호")

    seen = roll(member.desk)
    view = member_page(member.desk, member.id)

    assert [line.name for line in seen.panel] == ["윤변호"]
    assert (view.account.id, view.people) == (member.id, ())
    assert {Act.DECLARE_TIE, Act.DECLARE_ABSENCE} <= view.permitted
    assert Act.CHANGE_MEMBER not in view.permitted
    with pytest.raises(NotFound):
        member_page(member.desk, other.id)


def test_an_auditor_reads_a_members_page_and_declares_nothing(sqlite_store: Store) -> None:
    auditor, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    declare_tie(member, name="가람군")

    view = member_page(auditor.desk, member.id)

    assert [tie.name for tie in view.ties] == ["가람군"]
    assert not {Act.DECLARE_TIE, Act.CHANGE_MEMBER} & view.permitted
    assert [moment.what for moment in view.timeline] == ["관계 신고", "위원 위촉"]


def test_who_is_no_member_has_no_page(sqlite_store: Store) -> None:
    keeper, auditor = a_person(sqlite_store, Role.SECRETARY), a_person(sqlite_store)

    for account_id in (auditor.id, "x"):
        with pytest.raises(NotFound):
            member_page(keeper.desk, account_id)


def test_who_stepped_aside_is_asked_to_declare_the_tie_until_they_do(store: Store) -> None:
    handler, member = a_person(store), a_panel_member(store)
    request, assignment = advice_offered(handler, member)
    declare_tie(member, name="다른 기관")
    later = member.at(now_on("2026-11-24"))
    fields = {"ground": "opposite_party", "reason": "상대방을 대리하고 있다."}
    advice_answers.recuse_from_advice(later.desk, assignment.id, assignment.version, fields)

    (suggestion,) = member_page(later.desk, member.id).undeclared

    assert suggestion.startswith(f"{request.number} 자문을 회피한 사유")
    assert len(member_page(later.desk, member.id).ties) == 1  # nothing is declared for them
    declare_tie(member.at(now_on("2026-11-25")), name="한빛정밀", kind="client")
    assert member_page(later.desk, member.id).undeclared == ()


def test_who_may_be_appointed_has_an_account_of_the_bodys_role(sqlite_store: Store) -> None:
    keeper = a_person(sqlite_store, Role.HEAD)
    lawyer, seat = a_person(sqlite_store, Role.PANEL), a_person(sqlite_store, Role.COMMITTEE)
    a_person(sqlite_store, Role.PANEL, ends_on=date(2026, 11, 22))

    found = appointable(keeper.desk)

    assert [each.id for each in found[Body.PANEL]] == [lawyer.id]
    assert [each.id for each in found[Body.COMMITTEE]] == [seat.id]
    with pytest.raises(NotPermitted):
        appointable(a_person(sqlite_store).desk)


def test_a_second_term_stands_beside_the_first(sqlite_store: Store) -> None:
    keeper, member = a_person(sqlite_store, Role.SECRETARY), a_panel_member(sqlite_store)
    members.appoint_member(keeper.desk, term_fields(member, begins_on="2028-01-01", ends_on="2029-12-31"))

    assert [term.begins_on.year for term in member_page(keeper.desk, member.id).terms] == [2028, 2026]

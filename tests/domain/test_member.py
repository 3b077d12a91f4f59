"""Terms of members: a day belongs to a term, or it does not."""

from datetime import date

from casebase.domain.member import BODY_LABELS, TIE_LABELS, Body, Member, TieKind


def test_a_term_holds_its_first_day_and_its_last_and_no_other() -> None:
    member = Member(
        id="term-1",
        account_id="lawyer",
        body=Body.PANEL,
        begins_on=date(2026, 1, 1),
        ends_on=date(2026, 11, 22),
    )

    assert member.is_serving(date(2026, 1, 1)) and member.is_serving(date(2026, 11, 22))
    assert not member.is_serving(date(2025, 12, 31)) and not member.is_serving(date(2026, 11, 23))


def test_every_body_and_every_tie_has_a_name() -> None:
    assert set(BODY_LABELS) == set(Body) and set(TIE_LABELS) == set(TieKind)

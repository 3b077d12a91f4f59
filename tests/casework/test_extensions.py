"""Extending a consultation's period, and telling the applicant how far it is."""

from datetime import date, timedelta

import pytest

from casebase.casework import extensions
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import ApplicantKind, ConsultationStatus, ProgressNotice
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, MoveNotPermitted, NotPermitted, SeveralInvalid
from casebase.domain.suspension import Extension
from casebase.law.extensions import grounds_on
from casebase.store.connection import Store
from casebase.store.messages import list_progress_notices
from casebase.store.suspensions import list_extensions
from tests.builders import NOW
from tests.case_builders import a_person, record_of
from tests.clock_stages import Case, a_case, ask
from tests.consultation_builders import an_opinion, an_opinion_paper

TODAY = date(2026, 11, 23)
GROUND = grounds_on(TODAY, is_petition=False)[0].code


def extend(case: Case, **changes: str) -> str:
    fields = {"days": "10", "ground": GROUND, "reason": "관계기관의 회신이 늦어진다."}
    return extensions.extend_period(case.handler.desk, *case.seen, fields | changes)


def tell(case: Case, **changes: str) -> str:
    fields = {"text": "관계기관의 회신을 기다리고 있습니다."} | changes
    return extensions.tell_progress(case.handler.desk, *case.seen, fields)


def granted(case: Case) -> list[Extension]:
    with case.store.reading() as con:
        return list_extensions(con, case.id)


def told(case: Case) -> list[ProgressNotice]:
    with case.store.reading() as con:
        return list_progress_notices(con, case.id)


def later(case: Case, days: int) -> Case:
    return Case(case.handler.at(NOW + timedelta(days=days)), case.applicant, case.id)


def test_an_extension_moves_the_day(store: Store) -> None:
    case = a_case(store)

    assert extend(case) == case.now.number

    (extension,) = granted(case)
    assert (extension.position, extension.days, extension.decided_on) == (1, 10, TODAY)
    assert extension.decided_by == case.handler.id
    assert case.deadline.due_on == date(2026, 12, 14)  # ten days later is a Saturday


def test_a_period_that_is_over_is_not_extended(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match=r"처리기한\(2026. 12. 2.\)이 지나 연장할 수 없습니다"):
        extend(later(case, 10))
    assert record_of(sqlite_store) == before
    extend(later(case, 9))

    assert len(granted(case)) == 1


def test_a_second_extension_needs_the_applicants_consent(store: Store) -> None:
    case = a_case(store)
    extend(case)
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="신청인의 동의가 필요합니다"):
        extend(case)
    with pytest.raises(SeveralInvalid, match="동의받은 날은 오늘보다 뒤일 수 없습니다"):
        extend(case, consented_on="2026-11-24")
    with pytest.raises(SeveralInvalid, match="동의받은 날이 접수한 날보다 빠릅니다"):
        extend(case, consented_on="2026-11-01")
    assert record_of(store) == before
    extend(case, consented_on="2026-11-23")

    assert [each.consented_on for each in granted(case)] == [None, TODAY]
    with pytest.raises(InvalidEntry, match="2번까지만"):
        extend(case, consented_on="2026-11-23")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"days": "열흘"}, "숫자로 입력"),
        ({"days": ""}, "연장할 일수를 입력"),
        ({"days": "31"}, "30일까지 연장"),
        ({"days": "0"}, "1일부터"),
        ({"ground": "overload"}, "연장 사유로 쓸 수 없습니다"),
        ({"reason": ""}, "연장하는 까닭을 입력"),
    ],
)
def test_an_unfit_extension_is_refused(sqlite_store: Store, changes: dict[str, str], sentence: str) -> None:
    case = a_case(sqlite_store)
    before = record_of(sqlite_store)

    with pytest.raises((InvalidEntry, SeveralInvalid), match=sentence):
        extend(case, **changes)

    assert record_of(sqlite_store) == before


def test_a_petition_is_extended_on_the_grounds_of_its_own_law(sqlite_store: Store) -> None:
    case = a_case(sqlite_store, applicant_kind=ApplicantKind.RESIDENT)
    ground = grounds_on(TODAY, is_petition=True)[0].code

    extend(case, ground=ground)

    assert granted(case)[0].ground == ground


def test_an_extension_waits_for_no_proposal(sqlite_store: Store) -> None:
    case = a_case(sqlite_store, ConsultationStatus.PROPOSED)

    with pytest.raises(InvalidEntry, match="결재 중이라 ‘처리기한 연장’을 할 수 없습니다"):
        extend(case)
    case.at(ConsultationStatus.NOTIFIED)
    with pytest.raises(MoveNotPermitted, match="‘통보’ 상태라 ‘처리기한 연장’"):
        extend(case)

    assert granted(case) == []


def test_only_the_handler_extends(sqlite_store: Store) -> None:
    owner = a_person(sqlite_store)
    case = a_case(sqlite_store, owners=(owner.account,))
    fields = {"days": "10", "ground": GROUND, "reason": "관계기관의 회신이 늦어진다."}

    with pytest.raises(NotPermitted, match="처리기한 연장"):
        extensions.extend_period(owner.desk, *case.seen, fields)

    assert granted(case) == []


def test_of_two_who_extend_at_once_the_second_learns_of_the_first(store: Store) -> None:
    case = a_case(store)
    seen = case.seen
    extend(case)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match="박감사, 처리기한 연장"):
        fields = {"days": "10", "ground": GROUND, "reason": "까닭", "consented_on": "2026-11-23"}
        extensions.extend_period(case.handler.desk, *seen, fields)

    assert record_of(store) == before


def test_the_applicant_is_told_the_day_that_the_clock_says(store: Store) -> None:
    case = a_case(store)
    ask(case, begins_on="2026-11-20")

    assert tell(case) == case.now.number

    (notice,) = told(case)
    assert (notice.told_on, notice.told_by) == (TODAY, case.handler.id)
    assert notice.expected_on == case.deadline.due_on == date(2026, 12, 7)


def test_what_was_told_on_paper_is_entered_late_with_its_day(sqlite_store: Store) -> None:
    case = a_case(sqlite_store)

    tell(case, told_on="2026-11-16")

    assert told(case)[0].told_on == date(2026, 11, 16)
    for wrong in ("2026-11-24", "2026-11-01"):
        with pytest.raises(SeveralInvalid, match="알린 날"):
            tell(case, told_on=wrong)
    with pytest.raises(SeveralInvalid, match="알린 내용을 입력"):
        tell(case, text="")
    assert len(told(case)) == 1


def test_who_filed_online_sees_an_extension_at_once_and_others_when_they_are_told(store: Store) -> None:
    online, on_paper = a_case(store), a_case(store, applicant=None)
    extend(online)
    extend(on_paper)

    assert [granted(case)[0].notified_on for case in (online, on_paper)] == [TODAY, None]
    tell(later(on_paper, 1))

    assert [granted(case)[0].notified_on for case in (online, on_paper)] == [TODAY, date(2026, 11, 24)]


def test_the_applicant_is_told_also_while_an_opinion_waits_for_approval(sqlite_store: Store) -> None:
    case = a_case(sqlite_store, ConsultationStatus.PROPOSED)

    tell(case)

    assert len(told(case)) == 1
    assert case.now.status == ConsultationStatus.PROPOSED


def test_there_is_no_progress_to_tell_of_before_receipt_nor_after_the_opinion(sqlite_store: Store) -> None:
    filed, corrected = (
        a_case(sqlite_store, ConsultationStatus.APPLIED),
        a_case(sqlite_store, ConsultationStatus.PROPOSED),
    )
    with sqlite_store.transaction() as con:
        paper = an_opinion_paper(con, corrected.now)
        an_opinion(con, corrected.now, state=ApprovalState.ISSUED, document=paper)
    before = record_of(sqlite_store)

    for case, state in ((filed, "신청"), (corrected, "결재")):
        with pytest.raises(MoveNotPermitted, match=f"‘{state}’ 상태라 ‘진행상황 통지’"):
            tell(case)

    assert record_of(sqlite_store) == before

"""The table of precedents, on both engines: found again, filtered, paged, and kept once for each source."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.errors import NotFound
from casebase.domain.listing import PrecedentFilter
from casebase.domain.precedent import PrecedentKind, PrecedentOrigin, PrecedentState, Redaction
from casebase.store.connection import Connection
from casebase.store.precedents import (
    count_precedents,
    fetch_precedent,
    fetch_precedent_by_number,
    fields_and_years,
    find_precedent_of,
    insert_precedents,
    list_numbered,
    list_precedents,
    list_precedents_in_full,
    list_precedents_of,
    precedents_by_id,
    update_precedent,
)
from tests.precedent_builders import a_case_import, a_precedent, precedent_of


def test_a_precedent_comes_back_as_it_went_in(con: Connection) -> None:
    masked = Redaction(part="facts", begins=3, ends=6, kind="name", is_masked=True, is_proposed=True)
    precedent = a_precedent(
        con,
        origin=PrecedentOrigin.OPINION,
        source_key="document-1",
        received_on=date(2026, 3, 2),
        answered_on=date(2026, 4, 1),
        redactions=(masked, replace(masked, part="reasons", is_masked=False)),
        import_id=a_case_import(con).id,
        is_demo=True,
    )

    assert fetch_precedent(con, precedent.id) == precedent
    assert fetch_precedent_by_number(con, precedent.number) == precedent
    assert find_precedent_of(con, PrecedentOrigin.OPINION, "document-1") == precedent
    assert find_precedent_of(con, PrecedentOrigin.RULING, "document-1") is None
    for fetch in (fetch_precedent, fetch_precedent_by_number):
        with pytest.raises(NotFound):
            fetch(con, "none")


def test_a_thousand_are_kept_at_once_and_told_apart_by_their_source(con: Connection) -> None:
    many = [precedent_of(source_key=f"visit:V-{n}", kind=PrecedentKind.VISIT) for n in range(1001)]

    insert_precedents(con, many)
    insert_precedents(con, [])

    assert count_precedents(con, PrecedentFilter(kind="visit")) == 1001
    keys = ["visit:V-0", "visit:V-1000", "visit:V-1001"]
    assert set(list_precedents_of(con, PrecedentOrigin.CASEBOOK, keys)) == {many[0], many[1000]}
    assert list_precedents_of(con, PrecedentOrigin.OPINION, keys) == []
    assert list_numbered(con, [many[3].number, "none"]) == [many[3]]
    in_full = list_precedents_in_full(con, PrecedentFilter(), "", 600)
    assert [*in_full, *list_precedents_in_full(con, PrecedentFilter(), in_full[-1].id, 600)] == many
    assert precedents_by_id(con, [many[7].id, "none"]) == {many[7].id: many[7]}


def test_lists_filter_by_words_kind_origin_field_and_year_the_latest_year_first(con: Connection) -> None:
    old = a_precedent(con, year=2019)
    new = a_precedent(con, year=2025, kind=PrecedentKind.EXEMPTION, field="계약", title="수의계약의 적정 여부")
    ours = a_precedent(con, year=2025, origin=PrecedentOrigin.OPINION, source_key="document-1")

    def found(**wanted: object) -> list[str]:
        filter_ = PrecedentFilter(**wanted)  # type: ignore[arg-type]
        lines = list_precedents(con, filter_, 10, 0)
        assert count_precedents(con, filter_) == len(lines)
        return [line.id for line in lines]

    assert found() == [ours.id, new.id, old.id]
    assert found(query="농지 전용 허가가") == [ours.id, new.id, old.id]
    assert found(query="수의 계약") == [new.id]
    assert found(query=old.number) == [old.id]
    assert found(kind="exemption") == found(field="계약") == [new.id]
    assert found(origin="casebook", year=2019) == [old.id]
    assert found(query=" ".join(f"낱말{n}" for n in range(1_200))) == found(query="가" * 5_000) == []
    assert found(query="<b>&'\"</b>") == []
    assert found(query="가 " * 2_500) == found()
    assert found(query="50%_\\") == found(year=1999) == []
    assert [line.id for line in list_precedents(con, PrecedentFilter(), 1, 1)] == [new.id]
    assert fields_and_years(con) == (["계약", "농지·산지"], [2025, 2019])


def test_what_was_taken_down_is_listed_only_when_it_is_asked_for(con: Connection) -> None:
    precedent = a_precedent(con)
    withdrawn = replace(
        precedent,
        state=PrecedentState.WITHDRAWN,
        withdrawn_by="account-2",
        withdrawn_on=date(2026, 11, 23),
        withdrawal_reason="이름이 남아 있었다.",
    )

    assert update_precedent(con, replace(withdrawn, facts="고쳐지지 않는다"))
    assert not update_precedent(con, replace(withdrawn, withdrawal_reason="늦은 사유"))

    assert fetch_precedent(con, precedent.id) == replace(withdrawn, version=2)
    assert list_precedents(con, PrecedentFilter(), 10, 0) == []
    assert count_precedents(con, PrecedentFilter()) == 0
    assert fields_and_years(con) == ([], [])
    (line,) = list_precedents(con, PrecedentFilter(), 10, 0, with_withdrawn=True)
    assert line.state == PrecedentState.WITHDRAWN
    assert count_precedents(con, PrecedentFilter(), with_withdrawn=True) == 1

"""Passages to search, kept in no store."""

from dataclasses import replace
from datetime import date

from casebase.domain.passage import Passage, PassageSource
from casebase.domain.precedent import PrecedentKind, PrecedentOrigin
from casebase.store.ids import new_id


def a_passage(**facts: object) -> Passage:
    """A passage of a precedent."""
    passage_id = new_id()
    passage = Passage(
        source=PassageSource.PRECEDENT,
        id=passage_id,
        subject_id=passage_id,
        number="2026-사례-0001",
        title="농지전용허가를 받을 수 있는지",
        agency="가람군",
        kind=PrecedentKind.PRE_CONSULTING,
        origin=PrecedentOrigin.CASEBOOK,
        told_on=date(2024, 5, 2),
        year=2024,
        field="농지·산지",
        outcome="을설",
        question="농지전용허가 없이 진입로를 넓힐 수 있는가",
        facts="공장 진입로가 농지를 지난다.",
        reasons="농지의 형질이 바뀌므로 허가를 받아야 한다.",
    )
    return replace(passage, **facts)  # type: ignore[arg-type]

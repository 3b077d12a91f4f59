"""Resolutions of the committee to test with, put on record with the rulings that they issue."""

from dataclasses import replace

from casebase.domain.account import Account, Role
from casebase.domain.approval import ApprovalState
from casebase.domain.finding import Step
from casebase.domain.meeting import AgendaItem, Resolution, ResolvedFinding
from casebase.domain.ruling import Outcome
from casebase.store.connection import Connection
from casebase.store.ids import new_id
from casebase.store.resolutions import insert_resolution
from casebase.store.rulings import fetch_ruling, insert_ruling
from tests.builders import an_account
from tests.panel_builders import INSTANT


def a_resolved_finding(charge_id: str, *, holds: bool | None = True, **facts: object) -> ResolvedFinding:
    """The committee's answer to a criterion, by three votes of three, ready for a resolution."""
    told: dict[str, object] = {"step": Step.CRITERION, "question": "public_interest", "reason": "공익을 위한 처리였다."}
    votes = {"evidence": (), "yes": 3, "no": 0, "abstained": 0}
    return ResolvedFinding(charge_id=charge_id, holds=holds, **(told | votes | facts))  # type: ignore[arg-type]


def a_resolution(
    con: Connection,
    item: AgendaItem,
    *,
    findings: tuple[ResolvedFinding, ...] = (),
    presiding: Account | None = None,
    **facts: object,
) -> Resolution:
    """Put a resolution on record with the ruling that it issues: three of five present, all for it."""
    presides = presiding or an_account(con, Role.CHAIR, name="최위원장")
    told: dict[str, object] = {"outcome": Outcome.RECOGNISED, "voters": (presides.id,), "recused": ()}
    numbers = {"seats": 5, "present": 3, "yes": 3, "no": 0, "abstained": 0}
    resolution = Resolution(
        id=new_id(),
        item_id=item.id,
        meeting_id=item.meeting_id,
        review_id=item.review_id,
        findings=findings,
        resolved_by=presides.id,
        resolved_at=INSTANT,
        ruling_id=new_id(),
        **(told | numbers | facts),  # type: ignore[arg-type]
    )
    insert_resolution(con, resolution)
    issued = replace(
        fetch_ruling(con, item.ruling_id),
        id=resolution.ruling_id,
        outcome=resolution.outcome,
        state=ApprovalState.ISSUED,
        decided_by=presides.id,
        decided_at=INSTANT,
        resolution_id=resolution.id,
        version=1,
    )
    insert_ruling(con, issued)
    return resolution

"""How one criterion was found in earlier reviews whose ruling is in force."""

from dataclasses import dataclass

from casebase.domain.ruling import Outcome
from casebase.store.connection import Connection, Row

# A correction rests on what the decision rested on, unless the committee resolved on the correction itself.
_RESOLUTION = "coalesce(x.resolution_id, d.resolution_id)"
_ISSUED = "select max(n.id) from rulings n where n.review_id = v.id and n.state = 'issued'"
_SQL = f"""
select v.number, v.title, x.decided_at, x.outcome, o.title, g.disposition, coalesce(r.holds, f.holds),
    coalesce(r.reason, f.reason), r.resolution_id
from reviews v
join rulings x on x.id = ({_ISSUED})
join rulings d on d.id = ({_ISSUED} and n.kind = 'decision')
join charges g on g.review_id = v.id
join observations o on o.id = g.observation_id
left join resolved_findings r
    on r.resolution_id = {_RESOLUTION} and r.charge_id = g.id and r.step = 'criterion' and r.question = ?
left join findings f
    on {_RESOLUTION} is null and f.charge_id = g.id and f.step = 'criterion' and f.question = ?
    and f.account_id = d.proposed_by
where v.field = ? and v.criteria_set = ? and v.id <> ? and x.kind <> 'withdrawal' and x.outcome <> 'dismissed'
    and coalesce(r.holds, f.holds) is not null
order by v.filed_on desc, v.number desc, o.position, g.id
limit ?
"""


@dataclass(frozen=True, kw_only=True)
class ComparableFinding:
    """One criterion's answer about one charge of an earlier review. `is_resolved`: it is the committee's own."""

    number: str
    title: str
    ruled_at: str
    outcome: Outcome
    observation: str  # its title
    disposition: str  # the one in question
    holds: bool
    reason: str
    is_resolved: bool


def comparable_findings(
    con: Connection, field: str, criteria_set: str, question: str, without_review_id: str, limit: int
) -> list[ComparableFinding]:
    """Return how a criterion was found, the review filed last first: by the committee, else by who proposed the ruling.

    A ruling that was withdrawn, and one that dismissed (각하), tell of nothing.
    """
    values = [question, question, field, criteria_set, without_review_id, limit]
    return [_comparable(row) for row in con.rows(_SQL, values)]


def _comparable(row: Row) -> ComparableFinding:
    number, title, ruled_at, outcome, observation, disposition, holds, reason, resolution_id = row
    return ComparableFinding(
        number=number,
        title=title,
        ruled_at=ruled_at,
        outcome=Outcome(outcome),
        observation=observation,
        disposition=disposition,
        holds=bool(holds),
        reason=reason,
        is_resolved=resolution_id is not None,
    )

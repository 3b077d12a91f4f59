"""The reviews that were ever on an agenda, all at once: what else is the same case, and whom each concerns."""

from typing import NamedTuple

from casebase.store.connection import Connection

# What is looked at with a review on an agenda: itself, and the first review of a re-examination; then the consultations
# that these rely on.
_AROUND = """
with recursive reviewed (review_id, case_id) as (
    select distinct review_id, review_id from agenda_items
    union
    select c.review_id, r.first_review_id
    from reviewed c join reviews r on r.id = c.case_id
    where r.first_review_id is not null
),
relied (review_id, case_id) as (
    select c.review_id, r.consultation_id
    from reviewed c join reviews r on r.id = c.case_id
    where r.consultation_id is not null
)
"""
_CONCERNED = """
select c.review_id, 'agency', g.name, g.id, null, null
from reviewed c join reviews r on r.id = c.case_id join agencies g on g.id = r.agency_id
union
select c.review_id, s.kind, s.name, null, null, case s.kind when 'person' then s.account_id end
from reviewed c join subjects s on s.review_id = c.case_id
union
select c.review_id, 'person', r.applicant_name, null, null, r.applicant_id
from reviewed c join reviews r on r.id = c.case_id
where r.origin <> 'ex_officio'
union
select c.review_id, 'business', b.name, null, b.id, null
from reviewed c join reviews r on r.id = c.case_id
join visits v on v.id = r.visit_id join businesses b on b.id = v.business_id
union
select c.review_id, 'agency', g.name, g.id, null, null
from relied c join consultations k on k.id = c.case_id join agencies g on g.id = k.agency_id
union
select c.review_id, case k.applicant_kind when 'business' then 'business' else 'person' end, k.applicant_name,
    null, null, case k.applicant_kind when 'business' then null else k.applicant_id end
from relied c join consultations k on k.id = c.case_id
union
select c.review_id, 'business', b.name, null, b.id, null
from relied c join consultations k on k.id = c.case_id
join visits v on v.id = k.visit_id join businesses b on b.id = v.business_id
"""


class Concerned(NamedTuple):
    """One whom a review on an agenda concerns: the kind of party, the name, and the id of its kind where on record."""

    review_id: str
    kind: str
    name: str
    agency_id: str | None
    business_id: str | None
    account_id: str | None


def list_concerned(con: Connection) -> list[Concerned]:
    """Return whom each review that was ever on an agenda concerns, as `casework.conflicts` tells it of one case."""
    return [Concerned(*row) for row in con.rows(f"{_AROUND} {_CONCERNED}")]


def list_around(con: Connection) -> list[tuple[str, str]]:
    """Return each review that was ever on an agenda with the id of each case that is the same, its own too."""
    rows = con.rows(f"{_AROUND} select review_id, case_id from reviewed union select review_id, case_id from relied")
    return [(review_id, case_id) for review_id, case_id in rows]


def list_recused_from(con: Connection, account_id: str) -> list[str]:
    """Return the ids of the reviews that somebody is recused from, as decided."""
    sql = (
        "select distinct i.review_id from recusals r join agenda_items i on i.id = r.item_id"
        " where r.account_id = ? and r.state = 'upheld'"
    )
    return [row[0] for row in con.rows(sql, [account_id])]

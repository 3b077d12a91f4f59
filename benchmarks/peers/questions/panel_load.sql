select
    assignments.account_id,
    count(*),
    sum(case when assignments.status in ('accepted', 'answered') then 1 else 0 end),
    sum(case when assignments.status = 'answered' then 1 else 0 end)
from assignments
join advice_requests on advice_requests.id = assignments.request_id
where
    assignments.status <> 'revoked'
    and @korea(assignments.offered_at) between :since and :until
    and @field(advice_requests.field)
group by assignments.account_id

-- What was offered to each adviser on the requests in a person's sight, what they took on, and what they answered.
-- Grain: adviser (account id); one for each offer that was not revoked.
-- Parameters: $advice_relations (list), $viewer, $barred (list), $since, $until, $field, $agency, $region, $handler.

with

counted as (

    select 'advice' as kind, requests.id, assignments.account_id as adviser, assignments.status
    from seen_advice($advice_relations, $viewer, $barred) as requests
    join assignments on assignments.request_id = requests.id
    where
        assignments.status <> 'revoked'
        and cast(assignments.offered_at + interval 9 hours as date) between $since and $until
        and ($field = '' or requests.field = $field)
        and ($agency = '' or requests.agency_id = $agency)
        and (
            $region = ''
            or requests.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or requests.handler_id = $handler)

)
-- figure
select
    adviser,
    count(*) as offered,
    count(*) filter (where status in ('accepted', 'answered')) as accepted,
    count(*) filter (where status = 'answered') as answered
from counted
group by adviser
order by offered desc, adviser

-- How many days each adviser took from an offer to their answer, of those who answered in a span.
-- Grain: adviser (account id).
-- Parameters: $advice_relations (list), $viewer, $barred (list), $since, $until, $field, $agency, $region, $handler.

with

counted as (

    select
        'advice' as kind,
        requests.id,
        assignments.account_id as adviser,
        date_diff(
            'day',
            cast(assignments.offered_at + interval 9 hours as date),
            cast(assignments.answered_at + interval 9 hours as date)
        ) as days
    from seen_advice($advice_relations, $viewer, $barred) as requests
    join assignments on assignments.request_id = requests.id
    where
        assignments.status = 'answered'
        and cast(assignments.answered_at + interval 9 hours as date) between $since and $until
        and ($field = '' or requests.field = $field)
        and ($agency = '' or requests.agency_id = $agency)
        and (
            $region = ''
            or requests.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or requests.handler_id = $handler)

)
-- figure
select adviser, count(*) as answered, median(days) as median_days
from counted
group by adviser
order by median_days desc, adviser

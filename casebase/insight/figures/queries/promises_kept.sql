-- Answers promised on the visits in a person's sight, by whether they were given in time, as of a day.
-- Grain: state of the promise: kept, kept_late, open, overdue.
-- Parameters: $visit_relations (list), $viewer, $since, $until, $today (date), $field, $agency, $region, $handler.

with

counted as (

    select
        'visit' as kind,
        visits.id,
        case
            when matters.answered_on <= matters.promised_on then 'kept'
            when matters.answered_on is not null then 'kept_late'
            when matters.promised_on >= $today then 'open'
            else 'overdue'
        end as state
    from seen_visits($visit_relations, $viewer) as visits
    join businesses on businesses.id = visits.business_id
    join matters on matters.visit_id = visits.id
    where
        matters.track = 'later'
        and visits.visited_on between $since and $until
        and ($field = '' or matters.field = $field)
        and $agency = ''
        and ($region = '' or businesses.region_code = $region)
        and ($handler = '' or matters.owner_id = $handler)

)
-- figure
select state, count(*) as promises
from counted
group by state
order by state

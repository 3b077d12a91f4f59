-- Difficulties raised on the visits in a person's sight in each month, by what became of them.
-- Grain: calendar month, by its first day, and track.
-- Parameters: $visit_relations (list), $viewer, $since, $until, $field, $agency, $region, $handler.

with

counted as (

    select
        'visit' as kind,
        visits.id,
        cast(date_trunc('month', visits.visited_on) as date) as month,
        matters.track
    from seen_visits($visit_relations, $viewer) as visits
    join businesses on businesses.id = visits.business_id
    join matters on matters.visit_id = visits.id
    where
        visits.visited_on between $since and $until
        and ($field = '' or matters.field = $field)
        and $agency = ''
        and ($region = '' or businesses.region_code = $region)
        and ($handler = '' or visits.lead_id = $handler)

)
-- figure
select month, track, count(*) as matters
from counted
group by month, track
order by month, track

-- Difficulties raised on the visits in a person's sight, by the industry of the business.
-- Grain: industry (code).
-- Parameters: $visit_relations (list), $viewer, $since, $until, $field, $agency, $region, $handler.

with

counted as (

    select
        'visit' as kind,
        visits.id,
        businesses.industry
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
select industry, count(*) as matters
from counted
group by industry
order by industry

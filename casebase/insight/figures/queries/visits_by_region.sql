-- Visits in a person's sight by the city or county of the business, and how many businesses they were to.
-- Grain: region (code).
-- Parameters: $visit_relations (list), $viewer, $since, $until, $field, $agency, $region, $handler.

with

counted as (

    select 'visit' as kind, visits.id, visits.business_id, businesses.region_code as region
    from seen_visits($visit_relations, $viewer) as visits
    join businesses on businesses.id = visits.business_id
    where
        visits.visited_on between $since and $until
        and ($field = '' or visits.id in (select matters.visit_id from matters where matters.field = $field))
        and $agency = ''
        and ($region = '' or businesses.region_code = $region)
        and ($handler = '' or visits.lead_id = $handler)

)
-- figure
select region, count(*) as visits, count(distinct business_id) as businesses
from counted
group by region
order by region

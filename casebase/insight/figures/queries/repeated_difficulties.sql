-- Difficulties that several businesses raised on the visits in a person's sight, by the statute named and by field.
-- Grain: statute and field; a difficulty with two statutes counts under both.
-- Parameters: $visit_relations (list), $viewer, $since, $until, $field, $agency, $region, $handler.

with

named as (

    select distinct matter_id, statute
    from matter_statutes

),

raised as (

    select visits.id, visits.business_id, matters.field, named.statute
    from seen_visits($visit_relations, $viewer) as visits
    join businesses on businesses.id = visits.business_id
    join matters on matters.visit_id = visits.id
    join named on named.matter_id = matters.id
    where
        visits.visited_on between $since and $until
        and ($field = '' or matters.field = $field)
        and $agency = ''
        and ($region = '' or businesses.region_code = $region)
        and ($handler = '' or visits.lead_id = $handler)

),

repeated as (

    select statute, field
    from raised
    group by statute, field
    having min(business_id) < max(business_id)

),

counted as (

    select 'visit' as kind, raised.id, raised.business_id, raised.statute, raised.field
    from raised
    join repeated on repeated.statute = raised.statute and repeated.field = raised.field

)
-- figure
select statute, field, count(distinct business_id) as businesses, count(*) as matters
from counted
group by statute, field
order by businesses desc, matters desc, statute, field

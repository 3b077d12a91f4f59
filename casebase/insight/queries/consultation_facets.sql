-- How many consultations in a person's sight have each value of each facet; the status as it is told that person.
-- Grain: facet and value.  Parameters: $relations (list), $viewer, $viewer_agency, $is_outside.

with

seen as (

    select * from told_consultations($relations, $viewer, $viewer_agency, $is_outside)

)

select 'status' as facet, status as value, count(*) as count_consultations from seen group by status
union all
select 'field', field, count(*) from seen group by field
union all
select 'agency', agency_id, count(*) from seen where agency_id is not null group by agency_id
union all
select 'handler', handler_id, count(*) from seen where handler_id is not null group by handler_id
order by facet, value

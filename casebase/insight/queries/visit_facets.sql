-- How many visits in a person's sight have each value of each facet; a visit with two fields counts under both.
-- Grain: facet and value.  Parameters: $relations (list), $viewer.

with

seen as (

    select visits.*, businesses.region_code
    from seen_visits($relations, $viewer) as visits
    inner join businesses on visits.business_id = businesses.id

),

raised as (

    select matters.visit_id, matters.field, matters.track
    from matters
    inner join seen on matters.visit_id = seen.id

)

select 'region' as facet, region_code as value, count(*) as count_visits from seen group by region_code
union all
select 'status', status, count(*) from seen group by status
union all
select 'lead', lead_id, count(*) from seen group by lead_id
union all
select 'month', strftime(visited_on, '%Y-%m') as month, count(*) from seen group by month
union all
select 'field', field, count(distinct visit_id) from raised group by field
union all
select 'track', track, count(distinct visit_id) from raised group by track
order by facet, value

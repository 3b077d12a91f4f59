-- How many reviews in a person's sight have each value of each facet; a review has an outcome while a ruling stands.
-- Grain: facet and value.  Parameters: $relations (list), $viewer, $viewer_agency, $barred (list).

with

seen as (

    select * from told_reviews($relations, $viewer, $viewer_agency, false, $barred)

)

select 'status' as facet, status as value, count(*) as count_reviews from seen group by status
union all
select 'field', field, count(*) from seen group by field
union all
select 'agency', agency_id, count(*) from seen group by agency_id
union all
select 'year', strftime(filed_on, '%Y') as year, count(*) from seen group by year
union all
select 'outcome', standing.outcome, count(*)
from seen
inner join standing_rulings(false, $barred) as standing on standing.review_id = seen.id
group by standing.outcome
order by facet, value

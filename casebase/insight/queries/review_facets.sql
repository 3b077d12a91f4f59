-- How many reviews in a person's sight have each value of each facet; a review has an outcome while a ruling stands.
-- Grain: facet and value.  Parameters: $relations (list), $viewer, $viewer_agency.

with

seen as (

    select * from seen_reviews($relations, $viewer, $viewer_agency)

),

last_issued as (

    select review_id, arg_max(outcome, id) as outcome, arg_max(kind, id) as kind
    from rulings
    where state = 'issued'
    group by review_id

)

select 'status' as facet, status as value, count(*) as count_reviews from seen group by status
union all
select 'field', field, count(*) from seen group by field
union all
select 'agency', agency_id, count(*) from seen group by agency_id
union all
select 'year', strftime(filed_on, '%Y') as year, count(*) from seen group by year
union all
select 'outcome', last_issued.outcome, count(*)
from seen
inner join last_issued on seen.id = last_issued.review_id
where last_issued.kind <> 'withdrawal'
group by last_issued.outcome
order by facet, value

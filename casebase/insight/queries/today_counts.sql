-- What the first screen counts, of what is in a person's sight.
-- Grain: one row.
-- Parameters: $visit_relations (list), $review_relations (list), $viewer, $viewer_agency, $barred (list), $today (date),
-- $ended (list).

with

seen as (

    select * from seen_visits($visit_relations, $viewer)

),

promises as (

    select matters.promised_on
    from matters
    inner join seen on matters.visit_id = seen.id
    where matters.track = 'later' and matters.answered_on is null

),

open_reviews as (

    select status, count(*) as count_reviews
    from told_reviews($review_relations, $viewer, $viewer_agency, false, $barred)
    where not list_contains($ended, status)
    group by status

)

select
    (select count(*) from promises) as count_open_promises,
    (select count(*) from promises where promised_on < $today) as count_overdue_promises,
    (select count(*) from seen where year(visited_on) = year($today)) as count_visits_this_year,
    (select map_from_entries(list((status, count_reviews) order by status)) from open_reviews) as open_reviews

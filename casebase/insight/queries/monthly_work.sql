-- Visits made and reviews filed in each month up to one, of what is in a person's sight; empty months are rows too.
-- Grain: calendar month, by its first day.
-- Parameters: $visit_relations (list), $review_relations (list), $viewer, $viewer_agency, $last (date), $count_months.

with

months as (

    select cast(date_trunc('month', $last) - to_months(back) as date) as month
    from range($count_months) as backwards (back)

),

visited as (

    select date_trunc('month', visited_on) as month, count(*) as count_visits
    from seen_visits($visit_relations, $viewer)
    group by 1

),

filed as (

    select date_trunc('month', filed_on) as month, count(*) as count_reviews
    from seen_reviews($review_relations, $viewer, $viewer_agency)
    group by 1

)

select
    months.month,
    coalesce(visited.count_visits, 0) as count_visits,
    coalesce(filed.count_reviews, 0) as count_reviews
from months
left join visited on months.month = visited.month
left join filed on months.month = filed.month
order by months.month

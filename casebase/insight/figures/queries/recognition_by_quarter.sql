-- Rulings in force on the reviews in a person's sight, dismissals aside, and how many of them recognised exemption.
-- Grain: calendar quarter of the decision, by its first day, and set of criteria.
-- Parameters: $review_relations (list), $viewer, $viewer_agency, $is_outside, $barred (list), $since, $until, $field,
-- $agency, $region, $handler.

with

counted as (

    select
        'review' as kind,
        reviews.id,
        cast(date_trunc('quarter', standing.decided_on) as date) as quarter,
        reviews.criteria_set,
        standing.outcome
    from seen_reviews($review_relations, $viewer, $viewer_agency) as reviews
    join standing_rulings($is_outside, $barred) as standing on standing.review_id = reviews.id
    where
        standing.outcome <> 'dismissed'
        and standing.decided_on between $since and $until
        and ($field = '' or reviews.field = $field)
        and ($agency = '' or reviews.agency_id = $agency)
        and (
            $region = ''
            or reviews.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or reviews.handler_id = $handler)

)
-- figure
select
    quarter,
    criteria_set,
    count(*) as ruled,
    count(*) filter (where outcome = 'recognised') as recognised,
    count(*) filter (where outcome = 'partial') as partly
from counted
group by quarter, criteria_set
order by quarter, criteria_set

-- How each criterion was answered by those who decided, in the reviews whose ruling is in force.
-- Grain: set of criteria, criterion, answer; one answer for each charge.
-- Parameters: $review_relations (list), $viewer, $viewer_agency, $is_outside, $barred (list), $since, $until, $field,
-- $agency, $region, $handler.

with

counted as (

    select 'review' as kind, reviews.id, reviews.criteria_set, answers.question, answers.holds
    from deliberated_reviews($review_relations, $viewer, $viewer_agency, $is_outside, $barred) as reviews
    join decided_answers() as answers on answers.review_id = reviews.id
    where
        answers.step = 'criterion'
        and answers.decided_on between $since and $until
        and ($field = '' or reviews.field = $field)
        and ($agency = '' or reviews.agency_id = $agency)
        and (
            $region = ''
            or reviews.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or reviews.handler_id = $handler)

)
-- figure
select criteria_set, question, holds, count(*) as findings
from counted
group by criteria_set, question, holds
order by criteria_set, question, holds desc

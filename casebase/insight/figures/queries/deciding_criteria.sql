-- What stood against exemption in the rulings that did not recognise it: criteria not held, exclusions held.
-- Grain: step and question; a review counts once for each question, whatever the number of its charges.
-- Parameters: $review_relations (list), $viewer, $viewer_agency, $is_outside, $barred (list), $since, $until, $field,
-- $agency, $region, $handler.

with

against as (

    select distinct reviews.id, answers.step, answers.question
    from deliberated_reviews($review_relations, $viewer, $viewer_agency, $is_outside, $barred) as reviews
    join decided_answers() as answers on answers.review_id = reviews.id
    where
        answers.outcome = 'not_recognised'
        and answers.decided_on between $since and $until
        and ((answers.step = 'criterion' and not answers.holds) or (answers.step = 'exclusion' and answers.holds))
        and ($field = '' or reviews.field = $field)
        and ($agency = '' or reviews.agency_id = $agency)
        and (
            $region = ''
            or reviews.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or reviews.handler_id = $handler)

),

counted as (

    select 'review' as kind, id, step, question, count(*) over (partition by id) = 1 as is_alone
    from against

)
-- figure
select step, question, count(*) as reviews, count(*) filter (where is_alone) as alone
from counted
group by step, question
order by reviews desc, step, question

-- Answers of the panel to issues that two or more advisers answered, and how many were not what most answered: of a tie
-- each one, as in casework.advice_views.
-- Grain: field of the request; what is counted is an issue, with its answers.
-- Parameters: $advice_relations (list), $viewer, $barred (list), $since, $until, $field, $agency, $region, $handler.

with

given as (

    select requests.id, requests.field, unnest(assignments.answers, recursive := true)
    from seen_advice($advice_relations, $viewer, $barred) as requests
    join assignments on assignments.request_id = requests.id
    where
        assignments.status = 'answered'
        and cast(requests.asked_at + interval 9 hours as date) between $since and $until
        and ($field = '' or requests.field = $field)
        and ($agency = '' or requests.agency_id = $agency)
        and (
            $region = ''
            or requests.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or requests.handler_id = $handler)

),

by_stance as (

    select issue_id, stance, any_value(id) as id, any_value(field) as field, count(*) as answers
    from given
    group by issue_id, stance

),

by_issue as (

    select any_value(id) as id, any_value(field) as field, list(answers) as taken, list_max(list(answers)) as most
    from by_stance
    group by issue_id

),

counted as (

    select
        'advice' as kind,
        id,
        field,
        list_sum(taken) as answers,
        list_sum(taken) - if(len(list_filter(taken, lambda answers: answers = most)) = 1, most, 0) as dissents
    from by_issue
    where list_sum(taken) > 1

)
-- figure
select field, cast(sum(answers) as bigint) as answers, cast(sum(dissents) as bigint) as dissents
from counted
group by field
order by field

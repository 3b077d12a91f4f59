with

by_stance as (

    select advice_requests.field, stances.issue_id, count(*) as answers
    from advice_requests
    join stances on stances.request_id = advice_requests.id
    where @korea(advice_requests.asked_at) between :since and :until and @field(advice_requests.field)
    group by advice_requests.field, stances.issue_id, stances.stance

),

ranked as (

    select field, issue_id, answers, max(answers) over (partition by issue_id) as most from by_stance

),

by_issue as (

    select
        field,
        sum(answers) as answers,
        case when sum(case when answers = most then 1 else 0 end) = 1 then max(most) else 0 end as agreed
    from ranked
    group by field, issue_id

)

select field, sum(answers), sum(answers - agreed)
from by_issue
where answers > 1
group by field

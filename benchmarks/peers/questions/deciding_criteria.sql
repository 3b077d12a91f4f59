with

standing as (@standing),

decided as (@decided),

against as (

    select distinct id, step, question
    from decided
    where outcome = 'not_recognised' and ((step = 'criterion' and not holds) or (step = 'exclusion' and holds))

),

counted as (

    select step, question, count(*) over (partition by id) as count_together from against

)

select step, question, count(*), sum(case when count_together = 1 then 1 else 0 end)
from counted
group by step, question

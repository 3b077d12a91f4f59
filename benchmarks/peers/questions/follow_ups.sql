with

told as (

    select field, answered_on, follow_up
    from consultation_times
    where not exists (select 1 from told_times where told_times.consultation_id = consultation_times.consultation_id)
    union all
    select field, answered_on, follow_up from told_times

)

select follow_up, count(*)
from told
where answered_on between :since and :until and follow_up is not null and @field(field)
group by follow_up

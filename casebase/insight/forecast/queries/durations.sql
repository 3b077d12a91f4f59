-- How many net days consultations received in a span took to their answer; one that still runs is known not to have
-- been answered before today. Those of which nothing is awaited any more, withdrawn, are left out.
-- Grain: applicant kind, field, net days.  Parameters: $since, $today.

with

known as (

    select
        consultations.applicant_kind as kind,
        consultations.field,
        times.answered_on is not null as is_answered,
        case
            when is_answered then greatest(times.days - times.stopped_days, 0)
            else greatest($today - times.received_on - coalesce(times.stopped_days, 0) - 1, -1)
        end as net_days
    from consultation_times as times
    inner join consultations on times.consultation_id = consultations.id
    where
        times.received_on between $since and $today
        and (times.answered_on is not null or times.due_on is not null)

)

select kind, field, net_days, count(*) filter (where is_answered), count(*) filter (where not is_answered)
from known
group by kind, field, net_days
order by kind, field, net_days

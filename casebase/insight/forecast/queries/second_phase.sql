-- How many net days consultations received in a span took from the day somebody took them up (assigned a handler, or
-- decided whether it is one for a consultation) to their answer. One that waited before that day is left out: its
-- stops cannot be told apart.
-- Grain: applicant kind, field, net days.  Parameters: $since, $today.

with

taken_up as (

    select subject_id as consultation_id, min(happened_at + interval 9 hours)::date as taken_on
    from events
    where
        happened_at >= $since - interval 400 days  -- assigned so long before its receipt was none; reads less
        and subject_kind = 'consultation'
        and act in ('assign_consultation', 'screen_consultation')
    group by subject_id

),

first_waits as (

    select consultation_id, min(begins_on) as begins_on
    from suspensions
    where cancelled_on is null
    group by consultation_id

),

known as (

    select
        consultations.applicant_kind as kind,
        consultations.field,
        times.answered_on is not null as is_answered,
        coalesce(times.answered_on, $today) - greatest(taken_up.taken_on, times.received_on)
        - coalesce(times.stopped_days, 0) as days
    from consultation_times as times
    inner join consultations on times.consultation_id = consultations.id
    inner join taken_up on times.consultation_id = taken_up.consultation_id
    left join first_waits on times.consultation_id = first_waits.consultation_id
    where
        times.received_on between $since and $today
        and (times.answered_on is not null or times.due_on is not null)
        and taken_up.taken_on <= coalesce(times.answered_on, $today)
        and (first_waits.begins_on is null or first_waits.begins_on >= taken_up.taken_on)

)

select
    kind,
    field,
    case when is_answered then greatest(days, 0) else greatest(days - 1, -1) end as net_days,
    count(*) filter (where is_answered),
    count(*) filter (where not is_answered)
from known
group by kind, field, net_days
order by kind, field, net_days

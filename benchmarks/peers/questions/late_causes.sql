with

late as (

    select consultation_id as id, received_on, answered_on
    from consultation_times
    where answered_on between :since and :until and late_days > 0 and @field(field)

),

waited as (

    select
        late.id,
        coalesce(suspensions.kind, 'none') as stop,
        case
            when suspensions.kind = 'expert' then ''
            else coalesce(suspensions.agency_id, trim(suspensions.asked_of), '')
        end as body,
        case
            when suspensions.kind is null then 0
            else @greatest(
                @days(@least(coalesce(suspensions.ends_on, late.answered_on), late.answered_on), @first_day(suspensions.kind, suspensions.begins_on, late.received_on)) + 1,
                0
            )
        end as days
    from late
    left join suspensions on suspensions.consultation_id = late.id and suspensions.cancelled_on is null

)

select stop, body, count(distinct id), sum(days)
from waited
group by stop, body

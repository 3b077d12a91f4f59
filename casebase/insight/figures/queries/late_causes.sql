-- What the consultations in a person's sight that were answered late in a span had waited for, and of whom: a body on
-- record by its id, another as it was named, an expert, who may be a person, by neither. One that waited for nothing
-- counts under 'none'.
-- Grain: kind of wait and body; a consultation counts once under each.
-- Parameters: $consultation_relations (list), $viewer, $viewer_agency, $is_outside, $since, $until, $field, $agency,
-- $region, $handler.

with

late as (

    select seen.consultation_id as id, seen.received_on, seen.answered_on
    from seen_times($consultation_relations, $viewer, $viewer_agency, $is_outside) as seen
    where
        seen.answered_on between $since and $until
        and seen.late_days > 0
        and ($field = '' or seen.field = $field)
        and ($agency = '' or seen.agency_id = $agency)
        and (
            $region = ''
            or seen.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or seen.handler_id = $handler)

),

-- A supplement takes the day it was asked for as well, every other wait begins with the day after: law.suspensions.
waits as (

    select
        consultation_id,
        kind as stop,
        case when kind = 'expert' then '' else coalesce(agency_id, trim(asked_of), '') end as body,
        begins_on + case when kind = 'supplement' then 0 else 1 end as first_day,
        ends_on
    from suspensions
    where cancelled_on is null

),

counted as (

    select
        'consultation' as kind,
        late.id,
        coalesce(waits.stop, 'none') as stop,
        coalesce(waits.body, '') as body,
        case
            when waits.stop is null then 0
            else greatest(
                least(coalesce(waits.ends_on, late.answered_on), late.answered_on)
                - greatest(waits.first_day, late.received_on + 1)
                + 1,
                0
            )
        end as waited
    from late
    left join waits on waits.consultation_id = late.id

)
-- figure
select stop, body, count(distinct id) as late, cast(coalesce(sum(waited), 0) as bigint) as stopped_days
from counted
group by stop, body
order by late desc, stop, body

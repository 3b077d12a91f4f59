-- The running consultations in a person's sight that stand in one of some ways, the first due first; or those of some
-- ids.
-- Grain: consultation.
-- Parameters: $relations (list), $viewer, $viewer_agency, $today, $ids (list; null: all), $kinds, $fields, $ages,
-- $lefts (lists of one length; null: all).

with

standing as (

    select
        seen.id,
        seen.status,
        seen.applicant_kind as kind,
        seen.field,
        times.due_on,
        greatest($today - times.received_on - coalesce(times.stopped_days, 0), 0) as age,
        times.due_on - $today as days_left
    from seen_consultations($relations, $viewer, $viewer_agency) as seen
    inner join consultation_times as times on times.consultation_id = seen.id
    where
        times.answered_on is null
        and times.due_on is not null
        and ($ids is null or list_contains($ids, seen.id))

),

wanted as (

    select unnest($kinds) as kind, unnest($fields) as field, unnest($ages) as age, unnest($lefts) as days_left

),

chosen as (

    select *
    from standing
    where $kinds is null or (kind, field, age, days_left) in (select (kind, field, age, days_left) from wanted)

)

select
    chosen.id,
    chosen.status,
    chosen.kind,
    chosen.field,
    chosen.due_on,
    chosen.age,
    chosen.days_left,
    coalesce(deadlines.is_stopped, false),
    chosen.id in (
        select subject_id
        from events
        where subject_kind = 'consultation' and act in ('assign_consultation', 'screen_consultation')
    )
from chosen
left join deadlines on deadlines.consultation_id = chosen.id
order by chosen.days_left, chosen.id

-- How many of the consultations in a person's sight were answered, returned or sent on in each month of a span, and how
-- many of them after the day they were due.
-- Grain: calendar month, by its first day.
-- Parameters: $consultation_relations (list), $viewer, $viewer_agency, $is_outside, $since, $until, $field, $agency,
-- $region, $handler.

with

counted as (

    select
        'consultation' as kind,
        seen.consultation_id as id,
        cast(date_trunc('month', seen.answered_on) as date) as month,
        seen.late_days
    from seen_times($consultation_relations, $viewer, $viewer_agency, $is_outside) as seen
    where
        seen.answered_on between $since and $until
        and ($field = '' or seen.field = $field)
        and ($agency = '' or seen.agency_id = $agency)
        and (
            $region = ''
            or seen.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or seen.handler_id = $handler)

)
-- figure
select month, count(*) as answered, count(*) filter (where late_days > 0) as late
from counted
group by month
order by month

-- What became of the opinions of a span that were notified, on the consultations in a person's sight: by the newest
-- report since, if the office accepted it.
-- Grain: what became of them: as_advised, partly, otherwise, not_yet, unchecked, not_reported.
-- Parameters: $consultation_relations (list), $viewer, $viewer_agency, $since, $until, $field, $agency, $region,
-- $handler.

with

counted as (

    select 'consultation' as kind, seen.consultation_id as id, seen.follow_up as state
    from seen_times($consultation_relations, $viewer, $viewer_agency, true) as seen
    where
        seen.answered_on between $since and $until
        and seen.follow_up is not null
        and ($field = '' or seen.field = $field)
        and ($agency = '' or seen.agency_id = $agency)
        and (
            $region = ''
            or seen.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or seen.handler_id = $handler)

)
-- figure
select state, count(*) as count
from counted
group by state
order by state

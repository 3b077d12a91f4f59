-- How the consultations in a person's sight were answered in a span, by field.
-- Grain: field and outcome.
-- Parameters: $consultation_relations (list), $viewer, $viewer_agency, $is_outside, $since, $until, $field, $agency,
-- $region, $handler.

with

counted as (

    select 'consultation' as kind, seen.consultation_id as id, seen.field, seen.outcome
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
select field, outcome, count(*) as count
from counted
group by field, outcome
order by field, outcome

-- How many days the opinions of a span took from the receipt, on the consultations in a person's sight; `net` without
-- the days that the law takes out.
-- Grain: handler (account id; null: none).
-- Parameters: $consultation_relations (list), $viewer, $viewer_agency, $is_outside, $since, $until, $field, $agency,
-- $region, $handler.

with

counted as (

    select 'consultation' as kind, seen.consultation_id as id, seen.handler_id as handler, seen.days, seen.days - seen.stopped_days as net
    from seen_times($consultation_relations, $viewer, $viewer_agency, $is_outside) as seen
    where
        seen.answered_on between $since and $until
        and seen.outcome not in ('returned', 'transferred')
        and ($field = '' or seen.field = $field)
        and ($agency = '' or seen.agency_id = $agency)
        and (
            $region = ''
            or seen.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or seen.handler_id = $handler)

)
-- figure
select
    handler,
    count(*) as count,
    round(quantile_cont(days, 0.5), 1) as median_days,
    round(quantile_cont(days, 0.9), 1) as p90_days,
    round(quantile_cont(net, 0.5), 1) as median_net,
    round(quantile_cont(net, 0.9), 1) as p90_net
from counted
group by handler
order by count desc, handler

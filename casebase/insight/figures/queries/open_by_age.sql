-- The consultations and reviews in a person's sight that have not ended, by status as it is told that person and by the
-- days since the receipt, or since the filing while it is not received.
-- Grain: status and age: d0, d8, d15, d31, d61, d91, by the first day of each.
-- Parameters: $consultation_relations (list), $review_relations (list), $viewer, $viewer_agency, $is_outside, $barred
-- (list), $today (date), $field, $agency, $region, $handler.

with

cases as (

    select 'consultation' as kind, id, status, coalesce(received_on, filed_on) as began_on, field, agency_id, handler_id
    from told_consultations($consultation_relations, $viewer, $viewer_agency, $is_outside)
    where status not in ('closed', 'returned', 'transferred', 'withdrawn')
    union all
    select 'review', id, status, coalesce(received_on, filed_on), field, agency_id, handler_id
    from told_reviews($review_relations, $viewer, $viewer_agency, $is_outside, $barred)
    where status not in ('closed', 'withdrawn')

),

counted as (

    select
        kind,
        id,
        status,
        case
            when $today - began_on <= 7 then 'd0'
            when $today - began_on <= 14 then 'd8'
            when $today - began_on <= 30 then 'd15'
            when $today - began_on <= 60 then 'd31'
            when $today - began_on <= 90 then 'd61'
            else 'd91'
        end as age_band
    from cases
    where
        ($field = '' or field = $field)
        and ($agency = '' or agency_id = $agency)
        and ($region = '' or agency_id in (select agencies.id from agencies where agencies.region_code = $region))
        and ($handler = '' or handler_id = $handler)

)
-- figure
select status, age_band, count(*) as count
from counted
group by status, age_band
order by status, cast(substr(age_band, 2) as integer)

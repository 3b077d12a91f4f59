-- What came in and what went out in each month of a span, of what is in a person's sight: consultations and reviews
-- received, and answered, ruled on or withdrawn; visits made, and all their promises kept.
-- Grain: calendar month, by its first day, and kind.
-- Parameters: $consultation_relations, $review_relations, $visit_relations (lists), $viewer, $viewer_agency,
-- $is_outside, $barred (list), $since, $until, $field, $agency, $region, $handler.

with

consulted as (

    select seen.consultation_id as id, seen.received_on as in_on, coalesce(seen.answered_on, seen.withdrawn_on) as out_on
    from seen_times($consultation_relations, $viewer, $viewer_agency, $is_outside) as seen
    where
        ($field = '' or seen.field = $field)
        and ($agency = '' or seen.agency_id = $agency)
        and (
            $region = ''
            or seen.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or seen.handler_id = $handler)

),

withdrawn_reviews as (

    select subject_id, cast(max(happened_at) + interval 9 hours as date) as withdrawn_on
    from events
    where subject_kind = 'review' and act = 'withdraw_application'
    group by subject_id

),

reviewed as (

    select
        seen.id,
        coalesce(seen.received_on, seen.filed_on) as in_on,
        case
            when seen.status = 'withdrawn' then withdrawn_reviews.withdrawn_on
            else standing.decided_on
        end as out_on
    from seen_reviews($review_relations, $viewer, $viewer_agency) as seen
    left join standing_rulings($is_outside, $barred) as standing on standing.review_id = seen.id
    left join withdrawn_reviews on withdrawn_reviews.subject_id = seen.id
    where
        (seen.received_on is not null or seen.status not in ('applied', 'withdrawn'))
        and ($field = '' or seen.field = $field)
        and ($agency = '' or seen.agency_id = $agency)
        and (
            $region = ''
            or seen.agency_id in (select agencies.id from agencies where agencies.region_code = $region)
        )
        and ($handler = '' or seen.handler_id = $handler)

),

answered as (

    select
        visit_id,
        max(answered_on) filter (where track = 'later') as answered_on,
        bool_or($field <> '' and field = $field) as has_field
    from matters
    group by visit_id

),

visited as (

    select
        seen.id,
        seen.visited_on as in_on,
        case
            when seen.status = 'closed' then greatest(seen.visited_on, coalesce(answered.answered_on, seen.visited_on))
        end as out_on
    from seen_visits($visit_relations, $viewer) as seen
    join businesses on businesses.id = seen.business_id
    left join answered on answered.visit_id = seen.id
    where
        ($field = '' or answered.has_field)
        and $agency = ''
        and ($region = '' or businesses.region_code = $region)
        and ($handler = '' or seen.lead_id = $handler)

),

things as (

    select 'consultation' as kind, id, in_on, out_on from consulted
    union all
    select 'review', id, in_on, out_on from reviewed
    union all
    select 'visit', id, in_on, out_on from visited

),

counted as (

    select kind, id, cast(date_trunc('month', in_on) as date) as month, true as is_in
    from things
    where in_on between $since and $until
    union all
    select kind, id, cast(date_trunc('month', out_on) as date), false
    from things
    where out_on between $since and $until

)
-- figure
select
    month,
    kind,
    count(*) filter (where is_in) as count_in,
    count(*) filter (where not is_in) as count_out
from counted
group by month, kind
order by month, kind

with

withdrawn as (

    select subject_id, max(@korea(happened_at)) as withdrawn_on
    from events
    where subject_kind = 'review' and act = 'withdraw_application'
    group by subject_id

),

standing as (@standing),

answered as (

    select visit_id, max(case when track = 'later' then answered_on end) as answered_on
    from matters
    group by visit_id

),

things as (

    select 'consultation' as kind, received_on as in_on, coalesce(answered_on, withdrawn_on) as out_on
    from consultation_times
    where @field(field)
    union all
    select
        'review',
        coalesce(reviews.received_on, reviews.filed_on),
        case when reviews.status = 'withdrawn' then withdrawn.withdrawn_on else standing.decided_on end
    from reviews
    left join standing on standing.review_id = reviews.id
    left join withdrawn on withdrawn.subject_id = reviews.id
    where
        (reviews.received_on is not null or reviews.status not in ('applied', 'withdrawn'))
        and @field(reviews.field)
    union all
    select
        'visit',
        visits.visited_on,
        case when visits.status = 'closed' then @greatest(visits.visited_on, coalesce(answered.answered_on, visits.visited_on)) end
    from visits
    left join answered on answered.visit_id = visits.id
    where @visit_field(visits.id)

),

counted as (

    select kind, @month(in_on) as month, 1 as count_in, 0 as count_out from things where in_on between :since and :until
    union all
    select kind, @month(out_on), 0, 1 from things where out_on between :since and :until

)

select month, kind, sum(count_in), sum(count_out)
from counted
group by month, kind

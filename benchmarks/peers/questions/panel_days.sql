with

counted as (

    select
        assignments.account_id as part,
        @days(@korea(assignments.answered_at), @korea(assignments.offered_at)) as days
    from assignments
    join advice_requests on advice_requests.id = assignments.request_id
    where
        assignments.status = 'answered'
        and @korea(assignments.answered_at) between :since and :until
        and @field(advice_requests.field)

)

@median

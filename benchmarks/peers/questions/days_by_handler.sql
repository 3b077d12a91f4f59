with

counted as (

    select handler_id as part, days, days - stopped_days as net
    from consultation_times
    where
        answered_on between :since and :until
        and outcome not in ('returned', 'transferred')
        and @field(field)

)

@quantiles

with

cases as (

    select status, coalesce(received_on, filed_on) as began_on
    from consultations
    where
        status not in ('drafting', 'closed', 'returned', 'transferred', 'withdrawn')
        and filed_on is not null
        and @field(field)
    union all
    select status, coalesce(received_on, filed_on)
    from reviews
    where status not in ('closed', 'withdrawn') and @field(field)

),

aged as (

    select status, @days(:today, began_on) as age from cases

)

select
    status,
    case
        when age <= 7 then 'd0'
        when age <= 14 then 'd8'
        when age <= 30 then 'd15'
        when age <= 60 then 'd31'
        when age <= 90 then 'd61'
        else 'd91'
    end as age_band,
    count(*)
from aged
group by 1, 2

-- Consultations received since a day, those of each month up to a number, the same ones whatever follows.
-- Grain: consultation.  Parameters: $since, $most.

with

sampled as (

    select *
    from consultation_times
    where received_on >= $since
    qualify
        row_number() over (
            partition by date_trunc('month', received_on) order by hash(consultation_id), consultation_id
        ) <= $most

)

select
    sampled.consultation_id,
    consultations.applicant_kind,
    consultations.field,
    sampled.received_on,
    consultations.received_at,
    sampled.answered_on,
    greatest(sampled.days - sampled.stopped_days, 0) as net_days,
    sampled.withdrawn_on
from sampled
inner join consultations on sampled.consultation_id = consultations.id
order by sampled.received_on, sampled.consultation_id

-- The received consultations whose days are counted, whether a wait or an extension moved their day, and the answer that
-- stands: the newest issued unless it withdrew one. Once so, and once as told outside, where only what was notified
-- counts. A correction changes the outcome and not the day. And the newest report of what was done after it.
-- Grain: consultation.  Parameters: $ids (list; null: every one).

with

wanted as (

    select id, field, agency_id, handler_id, status, applicant_kind, received_on, received_at
    from consultations
    where received_on is not null and ($ids is null or id in (select unnest($ids)))

),

issued as (

    select
        opinions.consultation_id,
        arg_max(struct_pack(kind := opinions.kind, outcome := opinions.outcome), opinions.id) as newest,
        arg_max(documents.issued_on, opinions.id) filter (where opinions.kind = 'answer') as issued_on,
        arg_max(struct_pack(kind := opinions.kind, outcome := opinions.outcome), opinions.id) filter (where documents.notified_on is not null) as told,
        arg_max(documents.issued_on, opinions.id)
            filter (where opinions.kind = 'answer' and documents.notified_on is not null) as told_issued_on
    from opinions
    join documents on documents.id = opinions.document_id
    where opinions.state = 'issued' and ($ids is null or opinions.consultation_id in (select unnest($ids)))
    group by opinions.consultation_id

),

moved as (

    select consultation_id from suspensions where cancelled_on is null
    union
    select consultation_id from extensions

),

reported as (

    select consultation_id, arg_max(struct_pack(deed, state, reported_on), id) as report
    from follow_ups
    where $ids is null or consultation_id in (select unnest($ids))
    group by consultation_id

),

withdrawn as (

    select subject_id, cast(max(happened_at) + interval 9 hours as date) as withdrawn_on
    from events
    where subject_kind = 'consultation' and act = 'withdraw_consultation'
    group by subject_id

)

select
    wanted.id,
    wanted.field,
    wanted.agency_id,
    wanted.handler_id,
    wanted.status,
    wanted.applicant_kind,
    wanted.received_on,
    wanted.received_at,
    moved.consultation_id is not null as is_moved,
    case when issued.newest.kind <> 'withdrawal' then issued.issued_on end as answered_on,
    case when issued.newest.kind <> 'withdrawal' then issued.newest.outcome end as outcome,
    case when issued.told.kind <> 'withdrawal' then issued.told_issued_on end as told_answered_on,
    case when issued.told.kind <> 'withdrawal' then issued.told.outcome end as told_outcome,
    case when wanted.status = 'withdrawn' then withdrawn.withdrawn_on end as withdrawn_on,
    reported.report.deed,
    reported.report.state,
    reported.report.reported_on
from wanted
left join issued on issued.consultation_id = wanted.id
left join moved on moved.consultation_id = wanted.id
left join reported on reported.consultation_id = wanted.id
left join withdrawn on withdrawn.subject_id = wanted.id

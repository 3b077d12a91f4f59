-- The consultations whose clock runs: received, and no opinion stands, whatever is proposed.
-- Grain: consultation.  Parameters: $ids (list; null: every one).

select consultations.id, consultations.status, consultations.applicant_kind, consultations.received_on, consultations.received_at
from consultations
left join (
    select consultation_id, arg_max(kind, id) as kind
    from opinions
    where state = 'issued' and ($ids is null or list_contains($ids, consultation_id))
    group by consultation_id
) as newest on newest.consultation_id = consultations.id
where
    consultations.status in ('received', 'under_review', 'proposed')
    and consultations.received_on is not null
    and coalesce(newest.kind, 'withdrawal') = 'withdrawal'
    and ($ids is null or list_contains($ids, consultations.id))

-- The running consultations in a person's reach at some statuses, the first due first.
-- Grain: consultation.  Parameters: $relations (list), $viewer, $viewer_agency, $statuses (list), $limit.

select seen.id, deadlines.status, deadlines.due_on, deadlines.is_stopped
from seen_consultations($relations, $viewer, $viewer_agency) as seen
join deadlines on deadlines.consultation_id = seen.id
where list_contains($statuses, deadlines.status)
order by deadlines.due_on, seen.id
limit $limit

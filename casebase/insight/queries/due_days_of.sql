-- The days on which some running consultations are due.
-- Grain: consultation.  Parameters: $ids (list).

select consultation_id, status, due_on, is_stopped
from deadlines
where list_contains($ids, consultation_id)
order by consultation_id

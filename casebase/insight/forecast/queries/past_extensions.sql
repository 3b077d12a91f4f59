-- The extensions of some consultations.
-- Grain: extension.  Parameters: $ids (list).

select id, consultation_id, position, days, ground, decided_on, decided_by
from extensions
where consultation_id in (select unnest($ids))
order by consultation_id, position

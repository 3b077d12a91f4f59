-- The waits of some consultations, and the day each was entered.
-- Grain: wait.  Parameters: $ids (list).

select id, consultation_id, kind, begins_on, ends_on, cancelled_on, (entered_at + interval 9 hours)::date as entered_on
from suspensions
where consultation_id in (select unnest($ids))
order by id

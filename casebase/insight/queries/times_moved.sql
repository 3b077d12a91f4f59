-- What may have moved the days of a consultation: what events named since one, and on a new day the cases that wait.
-- Grain: thing.  Parameters: $seq, $is_new_day.

select subject_kind, subject_id
from events
where seq > $seq and subject_kind in ('consultation', 'setting')
union
select 'consultation', consultation_id
from suspensions
where $is_new_day and ends_on is null and cancelled_on is null

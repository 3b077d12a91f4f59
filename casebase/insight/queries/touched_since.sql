-- What may have moved a due day: the things that events named since one, and on a new day the cases that wait.
-- Grain: thing.  Parameters: $seq, $is_new_day.

select subject_kind, subject_id
from events
where seq > $seq and subject_kind in ('consultation', 'setting', 'visit')
union
select 'consultation', consultation_id
from deadlines
where $is_new_day and is_stopped

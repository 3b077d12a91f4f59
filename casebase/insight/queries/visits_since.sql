-- The visits that events named since one.
-- Grain: visit.  Parameters: $seq.

select distinct subject_id
from events
where seq > $seq and subject_kind = 'visit'

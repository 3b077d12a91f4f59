-- The running consultations in a person's sight that stand so to their due day.
-- Grain: consultation.  Parameters: $relations (list), $viewer, $viewer_agency, $lateness, $today, $soon_days.

select seen.id
from seen_consultations($relations, $viewer, $viewer_agency) as seen
join deadlines on deadlines.consultation_id = seen.id
where
    case $lateness
        when 'stopped' then deadlines.is_stopped
        when 'late' then deadlines.due_on < $today
        else not deadlines.is_stopped and deadlines.due_on between $today and $today + $soon_days
    end
order by deadlines.due_on, seen.id

-- How many consultations in a person's sight have not ended, by status as it is told that person.
-- Grain: status.  Parameters: $relations (list), $viewer, $viewer_agency, $is_outside, $ended (list).

select status, count(*) as count_consultations
from told_consultations($relations, $viewer, $viewer_agency, $is_outside)
where not list_contains($ended, status)
group by status
order by status

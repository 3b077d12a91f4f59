-- How the running consultations in a person's sight stand to their due day.
-- Grain: applicant kind, field, net age in days, days left.
-- Parameters: $relations (list), $viewer, $viewer_agency, $today.

select
    seen.applicant_kind,
    seen.field,
    greatest($today - times.received_on - coalesce(times.stopped_days, 0), 0) as age,
    times.due_on - $today as days_left,
    count(*)
from seen_consultations($relations, $viewer, $viewer_agency) as seen
inner join consultation_times as times on times.consultation_id = seen.id
where times.answered_on is null and times.due_on is not null
group by all
order by all

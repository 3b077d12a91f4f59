select @month(visits.visited_on) as month, matters.track, count(*)
from visits
join matters on matters.visit_id = visits.id
where visits.visited_on between :since and :until and @field(matters.field)
group by 1, matters.track

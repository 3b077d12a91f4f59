select matters.field, count(*)
from visits
join matters on matters.visit_id = visits.id
where visits.visited_on between :since and :until and @field(matters.field)
group by matters.field

select named.statute, matters.field, count(distinct visits.business_id), count(*)
from visits
join matters on matters.visit_id = visits.id
join (select distinct matter_id, statute from matter_statutes) as named on named.matter_id = matters.id
where visits.visited_on between :since and :until and @field(matters.field)
group by named.statute, matters.field
having min(visits.business_id) < max(visits.business_id)

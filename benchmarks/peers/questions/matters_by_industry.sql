select businesses.industry, count(*)
from visits
join businesses on businesses.id = visits.business_id
join matters on matters.visit_id = visits.id
where visits.visited_on between :since and :until and @field(matters.field)
group by businesses.industry

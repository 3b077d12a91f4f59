select businesses.region_code, count(*), count(distinct visits.business_id)
from visits
join businesses on businesses.id = visits.business_id
where visits.visited_on between :since and :until and @visit_field(visits.id)
group by businesses.region_code

select field, outcome, count(*)
from consultation_times
where answered_on between :since and :until and @field(field)
group by field, outcome

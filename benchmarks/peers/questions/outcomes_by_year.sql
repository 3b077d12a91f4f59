select @year(answered_on) as year, outcome, count(*)
from consultation_times
where answered_on between :since and :until and @field(field)
group by 1, outcome

select @month(answered_on) as month, count(*), sum(case when late_days > 0 then 1 else 0 end)
from consultation_times
where answered_on between :since and :until and @field(field)
group by 1

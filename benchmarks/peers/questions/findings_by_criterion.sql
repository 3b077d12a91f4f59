with

standing as (@standing),

decided as (@decided)

select criteria_set, question, holds, count(*)
from decided
where step = 'criterion'
group by criteria_set, question, holds

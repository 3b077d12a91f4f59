select
    case
        when matters.answered_on <= matters.promised_on then 'kept'
        when matters.answered_on is not null then 'kept_late'
        when matters.promised_on >= :today then 'open'
        else 'overdue'
    end as state,
    count(*)
from visits
join matters on matters.visit_id = visits.id
where matters.track = 'later' and visits.visited_on between :since and :until and @field(matters.field)
group by 1

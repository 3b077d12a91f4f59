with

standing as (@standing)

select
    @quarter(standing.decided_on) as quarter,
    reviews.criteria_set,
    count(*),
    sum(case when standing.outcome = 'recognised' then 1 else 0 end),
    sum(case when standing.outcome = 'partial' then 1 else 0 end)
from standing
join reviews on reviews.id = standing.review_id
where
    standing.outcome <> 'dismissed'
    and standing.decided_on between :since and :until
    and @field(reviews.field)
group by 1, reviews.criteria_set

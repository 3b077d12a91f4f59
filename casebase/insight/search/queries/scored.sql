-- The passages that have some of the asked terms, by BM25, the best first, with the terms each has.
-- Grain: passage.  Parameters: $terms, $boosts (lists), $most_terms, $saturation, $length, $same_field, $field, $most,
-- and those of the filters and the sight. Terms stand in the text too, so that only their own parts are read.

with

found as materialized (

    select passage_terms.* from passage_terms where {terms}

),

size as (

    select count(*) as count_passages, avg(passages.words) as words from passages

),

asked as (

    select unnest($terms) as term, unnest($boosts) as boost

),

worth as (

    select
        found.term,
        any_value(asked.boost)
        * ln(1 + (any_value(size.count_passages) - count(*) + 0.5) / (count(*) + 0.5)) as worth
    from found
    join asked on asked.term = found.term
    cross join size
    group by found.term
    order by worth desc
    limit $most_terms

),

scored as (

    select
        found.passage,
        sum(
            worth.worth * found.weight * ($saturation + 1)
            / (found.weight + $saturation * (1 - $length + $length * found.words / size.words))
        ) as score
    from found
    join worth on worth.term = found.term
    cross join size
    group by found.passage

),

seen as materialized (

    select
        scored.passage,
        scored.score * case when passages.field = $field then $same_field else 1 end as score
    from scored
    join passages on passages.number = scored.passage
    where {filters} and ({sight})

),

best as materialized (

    select * from seen order by seen.score desc, seen.passage limit $most

),

had as (

    select found.passage, list(found.term) as terms
    from found
    where found.passage in (select best.passage from best)
    group by found.passage

)

select
    passages.source,
    passages.source_id,
    passages.subject_id,
    passages.search_text,
    had.terms,
    (select count(*) from seen) as count_found
from best
join passages on passages.number = best.passage
join had on had.passage = best.passage
order by best.score desc, best.passage

-- The passages in whose text every one of some words stands, the newest first.
-- Grain: passage.  Parameters: $words (list), $most, and those of the filters and the sight.

select
    passages.source,
    passages.source_id,
    passages.subject_id,
    passages.search_text,
    [] as terms,
    count(*) over () as count_found
from passages
where
    len(list_filter($words, lambda word: not contains(passages.search_text, word))) = 0
    and {filters}
    and ({sight})
order by passages.source_id desc
limit $most

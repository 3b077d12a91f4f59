-- The passages of what cannot be found any more, or not as it was read.
-- Grain: passage. The subjects, where only some are asked for, stand in the text.

select passages.number
from passages
anti join searchable() as searchable
    on
        searchable.source = passages.source
        and searchable.source_id = passages.source_id
        and searchable.version = passages.version
where {among}

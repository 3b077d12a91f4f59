-- What can be found and is not in the index as it stands now: precedents before originals, the newest first.
-- Grain: source and id.  Parameters: $most. The subjects, where only some are asked for, stand in the text.

select searchable.source, searchable.source_id, searchable.version
from searchable() as searchable
anti join passages
    on
        passages.source = searchable.source
        and passages.source_id = searchable.source_id
        and passages.version = searchable.version
where {among}
order by searchable.source = 'precedent' desc, searchable.source_id desc
limit $most

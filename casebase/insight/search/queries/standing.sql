-- Which passages of some subjects can still be found.
-- Grain: source and id. The sources and the subjects' ids stand in the text.

select searchable.source, searchable.source_id
from searchable() as searchable
where searchable.source in ({sources}) and {subjects}

-- The first screen asks which promises are open, without reading every matter.
drop index matters_by_promise;
create index matters_owed on matters (promised_on) where track = 'later' and answered_on is null;

-- The first screen asks for the newest reviews in each state.

create index reviews_by_status on reviews (status, filed_on, number);

-- The search's index. It follows the mirror at its own pace (insight.search.index): what is searchable and not among
-- the passages is still to be read, the newest first. `words` are a passage's words, weighed, for its length;
-- `search_text` is its beginning without spaces. A term is the first 8 bytes of its hash. Terms come sorted in each
-- part that is added, and are sorted anew as they grow.
create table passages (
    number      bigint,
    source      varchar,
    source_id   varchar,
    subject_id  varchar,
    version     bigint,
    kind        varchar,
    origin      varchar,
    field       varchar,
    year        bigint,
    words       float,
    search_text varchar
);

create table passage_terms (
    term    bigint,
    passage bigint,
    weight  float,
    words   float
);

-- The event up to which everything searchable was read, and how many terms stand sorted as a whole.
create table index_state (
    seq          bigint,
    count_sorted bigint
);

-- What can be found: published precedents, and of the originals what was told: the newest notified paper of a case
-- unless it withdraws or gives no answer, and the answers given on visits. What was published of an original stands for
-- it.
create macro searchable() as table
with

told as (

    select
        'opinion' as source,
        opinions.consultation_id as subject_id,
        arg_max(opinions.id, opinions.id) as source_id,
        arg_max(opinions.document_id, opinions.id) as source_key,
        arg_max(opinions.kind, opinions.id) <> 'withdrawal'
            and arg_max(opinions.outcome, opinions.id) not in ('returned', 'transferred') as stands,
        1 as version
    from opinions
    join documents on documents.id = opinions.document_id
    where opinions.state = 'issued' and documents.notified_on is not null
    group by opinions.consultation_id
    union all
    select
        'ruling',
        rulings.review_id,
        arg_max(rulings.id, rulings.id),
        arg_max(rulings.document_id, rulings.id),
        arg_max(rulings.kind, rulings.id) <> 'withdrawal',
        1
    from rulings
    join documents on documents.id = rulings.document_id
    where rulings.state = 'issued' and documents.notified_on is not null
    group by rulings.review_id
    union all
    select 'answer', matters.visit_id, matters.id, matters.id, true, visits.version
    from matters
    join visits on visits.id = matters.visit_id
    where matters.track = 'on_site' or matters.answered_on is not null

)

select told.source, told.subject_id, told.source_id, told.version
from told
left join precedents
    on precedents.origin = told.source and precedents.source_key = told.source_key and precedents.state = 'published'
where told.stands and precedents.id is null
union all
select 'precedent', precedents.id, precedents.id, precedents.version
from precedents
where precedents.state = 'published';

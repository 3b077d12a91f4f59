-- The subjects that events after one name, as far as they can be found, with those whose paper a named precedent was
-- made from; and whether what is named is a file of many.
-- Grain: subject.  Parameters: $seq, $most.

with

named as (

    select distinct events.subject_kind, events.subject_id
    from events
    where
        events.seq > $seq
        and events.subject_kind in ('precedent', 'case_import', 'consultation', 'review', 'visit')

),

made_from as (

    select precedents.source_key
    from precedents
    where precedents.id in (select named.subject_id from named where named.subject_kind = 'precedent')

)

select named.subject_id, named.subject_kind = 'case_import' as is_file from named
union
select opinions.consultation_id, false
from opinions
where opinions.document_id in (select made_from.source_key from made_from)
union
select rulings.review_id, false
from rulings
where rulings.document_id in (select made_from.source_key from made_from)
union
select matters.visit_id, false
from matters
where matters.id in (select made_from.source_key from made_from)
limit $most

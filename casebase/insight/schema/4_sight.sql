-- What a person sees of what was copied, and how it is told them.

-- Which stance was taken on which issue, out of the answers as the store keeps them, without their text.
create macro stances(answers) as
list_transform(
    from_json(answers, '[["VARCHAR"]]'),
    lambda answer: struct_pack(issue_id := answer[1], stance := answer[2])
);

-- The visits in a person's sight: the same relations as access.relations.to_visit.
create macro seen_visits(relations, viewer) as table
select visits.*
from visits
where
    list_contains(relations, 'any')
    or (
        list_contains(relations, 'team')
        and (
            visits.lead_id = viewer
            or visits.id in (select visit_members.visit_id from visit_members where visit_members.account_id = viewer)
            or visits.id in (select matters.visit_id from matters where matters.owner_id = viewer)
        )
    );

-- The reviews in a person's sight: the same relations as access.relations.to_review.
create macro seen_reviews(relations, viewer, viewer_agency) as table
select reviews.*
from reviews
where
    list_contains(relations, 'any')
    or (list_contains(relations, 'handler') and reviews.handler_id = viewer)
    or (list_contains(relations, 'agency') and reviews.agency_id = viewer_agency)
    or (
        list_has_any(relations, ['applicant', 'self'])
        and (
            reviews.applicant_id = viewer
            or (reviews.origin = 'agency' and reviews.agency_id = viewer_agency)
        )
    )
    or (
        (
            list_contains(relations, 'applicant')
            or (list_contains(relations, 'self') and reviews.origin = 'person' and reviews.applicant_id is null)
        )
        and reviews.id in (select subjects.review_id from subjects where subjects.account_id = viewer)
    );

-- The consultations in a person's sight, drafts never: the same relations as access.relations.to_consultation.
create macro seen_consultations(relations, viewer, viewer_agency) as table
select consultations.*
from consultations
where
    consultations.status <> 'drafting'
    and consultations.filed_on is not null
    and (
        list_contains(relations, 'any')
        or (list_contains(relations, 'handler') and consultations.handler_id = viewer)
        or (
            list_contains(relations, 'team')
            and consultations.id in (
                select consultation_owners.consultation_id
                from consultation_owners
                where consultation_owners.account_id = viewer
            )
        )
        or (
            list_has_any(relations, ['applicant', 'self'])
            and (
                consultations.applicant_id = viewer
                or (consultations.applicant_kind = 'agency' and consultations.agency_id = viewer_agency)
            )
        )
        or (
            list_contains(relations, 'asked')
            and consultations.id in (
                select suspensions.consultation_id
                from suspensions
                where suspensions.agency_id = viewer_agency and suspensions.cancelled_on is null
            )
        )
    );

-- The same with the status as it is told: outside the office as last notified, as in store.consultation_lists.
create macro told_consultations(relations, viewer, viewer_agency, is_outside) as table
select
    seen.* replace (
        case
            when not is_outside or seen.status not in ('proposed', 'issued') then seen.status
            when told.kind <> 'withdrawal' then 'notified'
            else 'under_review'
        end as status
    )
from seen_consultations(relations, viewer, viewer_agency) as seen
left join (
    select opinions.consultation_id, arg_max(opinions.kind, opinions.id) as kind
    from opinions
    join documents on documents.id = opinions.document_id
    where documents.notified_on is not null
    group by opinions.consultation_id
) as told on told.consultation_id = seen.id;

-- The reviews in a person's sight with the status as it is told: outside the office, and to a member who is barred from
-- deciding on it, as last notified, as in store.review_lists.
create macro told_reviews(relations, viewer, viewer_agency, is_outside, barred) as table
select
    seen.* replace (
        case
            when not (is_outside or list_contains(barred, seen.id)) then seen.status
            when seen.status not in ('proposed', 'issued') then seen.status
            when told.subject_id is not null then 'notified'
            else 'fact_finding'
        end as status
    )
from seen_reviews(relations, viewer, viewer_agency) as seen
left join (
    select distinct subject_id
    from documents
    where subject_kind = 'review' and notified_on is not null
) as told on told.subject_id = seen.id;

-- The reviews into whose deliberation a person sees: what was found and resolved is the office's own business, and not
-- for a member who is barred from deciding on it, as in casework.review_sight.sees_deliberation.
create macro deliberated_reviews(relations, viewer, viewer_agency, is_outside, barred) as table
select seen.*
from seen_reviews(relations, viewer, viewer_agency) as seen
where not is_outside and not list_contains(barred, seen.id);

-- The requests for advice in a person's sight, with the agency and the handler of the case: ANY and HANDLER as in
-- access.relations.to_advice, and none on a review that the person is barred from. A member of the panel sees of a
-- request what concerns themselves, and others' answers once all have answered: nothing that could be counted.
create macro seen_advice(relations, viewer, barred) as table
select
    advice_requests.*,
    coalesce(reviews.agency_id, consultations.agency_id) as agency_id,
    coalesce(reviews.handler_id, consultations.handler_id) as handler_id
from advice_requests
left join reviews on advice_requests.subject_kind = 'review' and reviews.id = advice_requests.subject_id
left join consultations
    on advice_requests.subject_kind = 'consultation' and consultations.id = advice_requests.subject_id
where
    (
        list_contains(relations, 'any')
        or (list_contains(relations, 'handler') and coalesce(reviews.handler_id, consultations.handler_id) = viewer)
    )
    and not (advice_requests.subject_kind = 'review' and list_contains(barred, advice_requests.subject_id));

-- The rulings in force, one a review: the newest issued unless it withdrew what was decided; outside the office, and
-- for a member who is barred from deciding on the review, the newest that was notified. `decided_on` is the day of the
-- decision, in Korea, whatever was corrected later. `resolution_id` is the committee's resolution that issued the very
-- ruling. What was decided rests on `rests_on`: a correction on what the decision rested on, unless the committee
-- resolved on the correction itself.
create macro standing_rulings(is_outside, barred) as table
select
    issued.review_id,
    issued.outcome,
    issued.resolution_id,
    coalesce(issued.resolution_id, issued.first_resolution_id) as rests_on,
    issued.proposed_by,
    cast(issued.decided_at + interval 9 hours as date) as decided_on
from (
    select
        rulings.review_id,
        arg_max(rulings.kind, rulings.id) as kind,
        arg_max(rulings.outcome, rulings.id) as outcome,
        arg_max_null(rulings.resolution_id, rulings.id) as resolution_id,
        arg_max_null(rulings.resolution_id, rulings.id) filter (where rulings.kind = 'decision') as first_resolution_id,
        arg_max(rulings.proposed_by, rulings.id) filter (where rulings.kind = 'decision') as proposed_by,
        arg_max_null(rulings.decided_at, rulings.id) filter (where rulings.kind = 'decision') as decided_at
    from rulings
    where
        rulings.state = 'issued'
        and (
            not (is_outside or list_contains(barred, rulings.review_id))
            or rulings.document_id in (
                select documents.id
                from documents
                where documents.notified_on is not null and (is_outside or len(barred) > 0)
            )
        )
    group by rulings.review_id
) as issued
where issued.kind <> 'withdrawal';

-- The answers on which the rulings in force rest: the committee's, else those of who proposed the ruling, as in
-- store.comparable. One row for each question of a charge that was answered. A dismissal rests on none.
create macro decided_answers() as table
with

standing as (

    select * from standing_rulings(false, cast([] as varchar[])) where outcome <> 'dismissed'

)

select standing.review_id, standing.outcome, standing.decided_on, resolved.step, resolved.question, resolved.holds
from standing
join resolved_findings as resolved on resolved.resolution_id = standing.rests_on
where resolved.holds is not null
union all
select standing.review_id, standing.outcome, standing.decided_on, findings.step, findings.question, findings.holds
from standing
join findings on findings.review_id = standing.review_id and findings.account_id = standing.proposed_by
where standing.rests_on is null and findings.holds is not null;

-- The days of received consultations; outside the office as told.
create macro times_as_told(is_outside) as table
select consultation_times.*
from consultation_times
where not is_outside or consultation_times.consultation_id not in (select told_times.consultation_id from told_times)
union all
select told_times.*
from told_times
where is_outside;

-- The same of the consultations in a person's sight. Whoever sees any needs none looked up.
create macro seen_times(relations, viewer, viewer_agency, is_outside) as table
select times.*
from times_as_told(is_outside) as times
where list_contains(relations, 'any')
union all
select times.*
from times_as_told(is_outside) as times
where
    not list_contains(relations, 'any')
    and times.consultation_id in (select seen.id from seen_consultations(relations, viewer, viewer_agency) as seen);

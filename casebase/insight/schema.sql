-- The mirror: what is counted and filtered by, in real types, without what nobody counts: passwords, drawings,
-- long text. No index: a scan is faster here, and nothing else can then be wrong. A column added here is
-- copied from the store's column of the same name; a changed file makes every mirror start anew.

create table mirror_state (
    schema_digest varchar not null,
    seq           bigint not null,
    head          varchar not null
);

create table events (
    seq          bigint,
    happened_at  timestamp,
    account_id   varchar,
    act          varchar,
    subject_kind varchar,
    subject_id   varchar
);

create table agencies (
    id          varchar,
    name        varchar,
    kind        varchar,
    region_code varchar,
    is_active   boolean
);

create table departments (
    id        varchar,
    agency_id varchar,
    name      varchar,
    is_active boolean
);

create table accounts (
    id         varchar,
    name       varchar,
    role       varchar,
    agency_id  varchar,
    department varchar,
    begins_on  date,
    ends_on    date
);

create table businesses (
    id          varchar,
    name        varchar,
    industry    varchar,
    region_code varchar,
    is_demo     boolean
);

create table visits (
    id                 varchar,
    number             varchar,
    business_id        varchar,
    visited_on         date,
    begins_at          varchar,
    ends_at            varchar,
    lead_id            varchar,
    consents_to_record boolean,
    status             varchar,
    finished_at        timestamp,
    is_demo            boolean,
    version            bigint
);

create table visit_members (
    visit_id   varchar,
    account_id varchar,
    position   bigint
);

create table matters (
    id          varchar,
    visit_id    varchar,
    position    bigint,
    field       varchar,
    department  varchar,
    track       varchar,
    promised_on date,
    owner_id    varchar,
    answered_on date,
    answered_by varchar,
    reached_how varchar,
    reached_on  date,
    case_id     varchar
);

create table consultations (
    id               varchar,
    number           varchar,
    channel          varchar,
    applicant_kind   varchar,
    agency_id        varchar,
    applicant_id     varchar,
    field            varchar,
    status           varchar,
    opened_by        varchar,
    opened_at        timestamp,
    filed_on         date,
    received_on      date,
    received_at      time,
    handler_id       varchar,
    eligibility      varchar,
    disclosure       varchar,
    visit_id         varchar,
    matter_id        varchar,
    follow_up_due_on date,
    is_demo          boolean,
    version          bigint
);

create table consultation_owners (
    consultation_id varchar,
    account_id      varchar,
    position        bigint
);

create table suspensions (
    id              varchar,
    consultation_id varchar,
    kind            varchar,
    begins_on       date,
    ends_on         date,
    due_on          date,
    asked_of        varchar,
    agency_id       varchar,
    ground          varchar,
    entered_by      varchar,
    entered_at      timestamp,
    ended_by        varchar,
    reminded_on     date,
    cancelled_on    date,
    version         bigint
);

create table extensions (
    id              varchar,
    consultation_id varchar,
    position        bigint,
    days            bigint,
    ground          varchar,
    decided_on      date,
    decided_by      varchar,
    consented_on    date,
    notified_on     date
);

create table opinions (
    id              varchar,
    consultation_id varchar,
    kind            varchar,
    outcome         varchar,
    state           varchar,
    proposed_by     varchar,
    proposed_at     timestamp,
    decided_by      varchar,
    decided_at      timestamp,
    document_id     varchar,
    version         bigint
);

create table follow_ups (
    id              varchar,
    consultation_id varchar,
    deed            varchar,
    done_on         date,
    reported_by     varchar,
    reported_on     date,
    state           varchar,
    judged_by       varchar,
    judged_on       date,
    version         bigint
);

create table reviews (
    id                 varchar,
    number             varchar,
    origin             varchar,
    field              varchar,
    agency_id          varchar,
    audit_ended_on     date,
    filed_on           date,
    applicant_id       varchar,
    criteria_set       varchar,
    status             varchar,
    handler_id         varchar,
    disclosure         varchar,
    visit_id           varchar,
    hearing_offered_on date,
    hearing_held_on    date,
    received_on        date,
    first_review_id    varchar,
    stayed_on          date,
    is_demo            boolean,
    version            bigint
);

create table observations (
    id        varchar,
    review_id varchar,
    position  bigint,
    loss_won  bigint
);

create table subjects (
    id         varchar,
    review_id  varchar,
    position   bigint,
    kind       varchar,
    account_id varchar
);

create table charges (
    id             varchar,
    review_id      varchar,
    observation_id varchar,
    subject_id     varchar,
    disposition    varchar
);

create table findings (
    id         varchar,
    review_id  varchar,
    charge_id  varchar,
    step       varchar,
    question   varchar,
    holds      boolean,
    account_id varchar,
    found_at   timestamp,
    version    bigint
);

create table rulings (
    id            varchar,
    review_id     varchar,
    kind          varchar,
    outcome       varchar,
    state         varchar,
    proposed_by   varchar,
    proposed_at   timestamp,
    decided_by    varchar,
    decided_at    timestamp,
    document_id   varchar,
    resolution_id varchar,
    version       bigint
);

create table resolutions (
    id          varchar,
    meeting_id  varchar,
    review_id   varchar,
    outcome     varchar,
    seats       bigint,
    present     bigint,
    yes         bigint,
    no          bigint,
    abstained   bigint,
    resolved_at timestamp,
    ruling_id   varchar
);

create table resolved_findings (
    resolution_id varchar,
    review_id     varchar,
    charge_id     varchar,
    step          varchar,
    question      varchar,
    holds         boolean,
    yes           bigint,
    no            bigint,
    abstained     bigint
);

create table members (
    id           varchar,
    account_id   varchar,
    body         varchar,
    begins_on    date,
    ends_on      date,
    is_chair     boolean,
    yearly_limit bigint,
    fee_won      bigint,
    version      bigint
);

create table advice_requests (
    id           varchar,
    number       varchar,
    subject_kind varchar,
    subject_id   varchar,
    field        varchar,
    due_on       date,
    asked_by     varchar,
    asked_at     timestamp,
    status       varchar,
    is_demo      boolean,
    version      bigint
);

create table assignments (
    id           varchar,
    request_id   varchar,
    account_id   varchar,
    status       varchar,
    due_on       date,
    offered_at   timestamp,
    responded_at timestamp,
    reminded_on  date,
    answered_at  timestamp,
    answers      struct(issue_id varchar, stance varchar)[],
    version      bigint
);

create table advice_issues (
    id         varchar,
    request_id varchar,
    position   bigint,
    criterion  varchar
);

create table meetings (
    id           varchar,
    number       varchar,
    form         varchar,
    held_on      date,
    status       varchar,
    called_on    date,
    presiding_id varchar,
    opened_at    timestamp,
    closed_at    timestamp,
    is_demo      boolean
);

create table precedents (
    id           varchar,
    number       varchar,
    kind         varchar,
    origin       varchar,
    source_key   varchar,
    year         bigint,
    field        varchar,
    received_on  date,
    answered_on  date,
    state        varchar,
    published_on date,
    import_id    varchar,
    is_demo      boolean,
    version      bigint
);

create table documents (
    id            varchar,
    kind          varchar,
    number        varchar,
    subject_kind  varchar,
    subject_id    varchar,
    issued_on     date,
    size          bigint,
    supersedes_id varchar,
    withdrawn_on  date,
    notified_on   date,
    notified_how  varchar,
    reached_on    date,
    is_demo       boolean,
    version       bigint
);

-- The days on which running cases are due, counted by the law and not copied, and what they were counted for.
create table deadlines (
    consultation_id varchar,
    status          varchar,
    due_on          date,
    is_stopped      boolean
);

create table deadlines_counted (
    seq   bigint,
    today date
);

-- The days of every received consultation, counted by the law as deadlines are, with what figures group them by, and
-- what they were counted for.
-- An answer here is an opinion, a return or a transfer that stands. `days` are those after the day of receipt up to the
-- day it was issued, `stopped_days` those of them that the law takes out; while a case runs, those up to the day counted.
-- `due_on` is as it stood on the day answered, while a case runs as of the day counted; null once nothing is awaited.
-- `follow_up` is what became of an opinion: what was reported since and accepted, unchecked, or not_reported.
create table consultation_times (
    consultation_id varchar,
    field           varchar,
    agency_id       varchar,
    handler_id      varchar,
    received_on     date,
    answered_on     date,
    outcome         varchar,
    withdrawn_on    date,
    due_on          date,
    days            bigint,
    stopped_days    bigint,
    late_days       bigint,
    follow_up       varchar
);

-- The same as told outside the office, of the consultations where that differs: an opinion is on its way.
create table told_times (
    consultation_id varchar,
    field           varchar,
    agency_id       varchar,
    handler_id      varchar,
    received_on     date,
    answered_on     date,
    outcome         varchar,
    withdrawn_on    date,
    due_on          date,
    days            bigint,
    stopped_days    bigint,
    late_days       bigint,
    follow_up       varchar
);

create table times_counted (
    seq   bigint,
    today date
);

-- The statutes that the matters of visits name, read from what was written and not copied, and the event they were
-- read up to. One row for each statute and article of a matter.
create table matter_statutes (
    matter_id varchar,
    visit_id  varchar,
    statute   varchar,
    article   varchar
);

create table matter_statutes_read (
    seq bigint
);

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
    issued.newest.outcome,
    issued.newest.resolution_id,
    coalesce(issued.newest.resolution_id, issued.decision.resolution_id) as rests_on,
    issued.decision.proposed_by,
    cast(issued.decision.decided_at + interval 9 hours as date) as decided_on
from (
    select
        rulings.review_id,
        arg_max(struct_pack(kind, outcome, resolution_id), rulings.id) as newest,
        arg_max(struct_pack(resolution_id, proposed_by, decided_at), rulings.id)
            filter (where rulings.kind = 'decision') as decision
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
where issued.newest.kind <> 'withdrawal';

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

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
    version      bigint
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

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

-- Reviews, the panel and the committee, precedents and papers, as they are copied.

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

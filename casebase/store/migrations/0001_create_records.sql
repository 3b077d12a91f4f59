-- Everything the office records. Ids are UUIDv7 text, instants UTC text of fixed width, days "YYYY-MM-DD",
-- yes/no is 0 or 1. One text for SQLite and PostgreSQL.

create table event_chain (
    id   integer primary key check (id = 1),
    seq  bigint not null,
    head text not null
);

insert into event_chain (id, seq, head) values (1, 0, '');

create table events (
    seq           bigint primary key,
    command_id    text not null unique,
    happened_at   text not null,
    account_id    text not null,
    act           text not null,
    subject_kind  text not null,
    subject_id    text not null,
    detail        text not null,
    result        text not null,
    previous_hash text not null,
    hash          text not null
);

create index events_by_subject on events (subject_kind, subject_id);

create table number_series (
    year        integer not null,
    word        text not null,
    last_serial integer not null,
    primary key (year, word)
);

create table agencies (
    id          text primary key,
    name        text not null unique,
    kind        text not null,
    region_code text not null,
    is_active   smallint not null check (is_active in (0, 1)),
    version     integer not null
);

create table departments (
    id        text primary key,
    agency_id text not null references agencies (id),
    name      text not null,
    is_active smallint not null check (is_active in (0, 1)),
    version   integer not null,
    unique (agency_id, name)
);

create table accounts (
    id            text primary key,
    login         text not null unique,
    name          text not null,
    role          text not null,
    agency_id     text references agencies (id),
    department    text not null,
    begins_on     text not null,
    ends_on       text,
    password_hash text not null,
    version       integer not null
);

create table sessions (
    id         text primary key,
    account_id text not null references accounts (id),
    started_at text not null,
    idle_until text not null,
    expires_at text not null,
    ended_at   text
);

create index sessions_by_account on sessions (account_id);

create table sign_in_tries (
    id       text primary key,
    login    text not null,
    address  text not null,
    tried_at text not null
);

create index sign_in_tries_by_login on sign_in_tries (login, tried_at);
create index sign_in_tries_by_address on sign_in_tries (address, tried_at);

create table settings (
    id        text primary key,
    name      text not null,
    value     text not null,
    begins_on text not null,
    basis     text not null,
    unique (name, begins_on)
);

create table agency_holidays (
    day        text primary key,
    name       text not null,
    is_working smallint not null check (is_working in (0, 1))
);

create table businesses (
    id                  text primary key,
    name                text not null,
    registration_number text not null,
    industry            text not null,
    region_code         text not null,
    address             text not null,
    contact             text not null,
    is_demo             smallint not null check (is_demo in (0, 1)),
    search_text         text not null,
    initials            text not null,
    version             integer not null
);

create index businesses_by_number on businesses (registration_number);

create table visits (
    id                 text primary key,
    number             text not null unique,
    business_id        text not null references businesses (id),
    visited_on         text not null,
    begins_at          text not null,
    ends_at            text not null,
    place              text not null,
    lead_id            text not null references accounts (id),
    met                text not null,
    consents_to_record smallint not null check (consents_to_record in (0, 1)),
    status             text not null,
    finished_at        text not null,
    signature          text not null,
    source             text not null,
    is_demo            smallint not null check (is_demo in (0, 1)),
    search_text        text not null,
    version            integer not null
);

create index visits_by_day on visits (visited_on, number);

create table visit_members (
    visit_id   text not null references visits (id),
    account_id text not null references accounts (id),
    position   integer not null,
    primary key (visit_id, account_id)
);

create index visit_members_by_account on visit_members (account_id);

create table matters (
    id          text primary key,
    visit_id    text not null references visits (id),
    position    integer not null,
    field       text not null,
    department  text not null,
    difficulty  text not null,
    law         text not null,
    track       text not null,
    answer      text not null,
    promised_on text,
    owner_id    text references accounts (id),
    answered_on text,
    answered_by text references accounts (id),
    reached_how text not null,
    reached_on  text,
    case_id     text,
    unique (visit_id, position)
);

create index matters_by_promise on matters (answered_on, promised_on);

create table consultations (
    id         text primary key,
    title      text not null,
    field      text not null,
    difficulty text not null,
    law        text not null,
    visit_id   text not null references visits (id),
    matter_id  text not null unique references matters (id),
    opened_by  text not null references accounts (id),
    opened_at  text not null,
    status     text not null,
    version    integer not null
);

create table reviews (
    id                 text primary key,
    number             text not null unique,
    origin             text not null,
    title              text not null,
    field              text not null,
    agency_id          text not null references agencies (id),
    audit_name         text not null,
    audit_ended_on     text,
    filed_on           text not null,
    applicant_id       text references accounts (id),
    applicant_name     text not null,
    request            text not null,
    circumstances      text not null,
    argument           text not null,
    criteria_set       text not null,
    status             text not null,
    handler_id         text references accounts (id),
    disclosure         text not null,
    disclosure_clauses text not null,
    prior_opinion      text not null,
    visit_id           text references visits (id),
    hearing_offered_on text,
    hearing_way        text not null,
    hearing_held_on    text,
    hearing_note       text not null,
    source             text not null,
    is_demo            smallint not null check (is_demo in (0, 1)),
    search_text        text not null,
    version            integer not null
);

create index reviews_by_day on reviews (filed_on, number);
create index reviews_by_agency on reviews (agency_id);
create index reviews_by_handler on reviews (handler_id);

create table observations (
    id        text primary key,
    review_id text not null references reviews (id),
    position  integer not null,
    title     text not null,
    text      text not null,
    loss_won  bigint,
    unique (review_id, position)
);

create table subjects (
    id         text primary key,
    review_id  text not null references reviews (id),
    position   integer not null,
    kind       text not null,
    name       text not null,
    post       text not null,
    account_id text references accounts (id),
    unique (review_id, position)
);

create table charges (
    id             text primary key,
    review_id      text not null references reviews (id),
    observation_id text not null references observations (id),
    subject_id     text not null references subjects (id),
    disposition    text not null,
    unique (observation_id, subject_id)
);

create index charges_by_review on charges (review_id);

create table findings (
    id         text primary key,
    review_id  text not null references reviews (id),
    charge_id  text not null references charges (id),
    step       text not null,
    question   text not null,
    holds      smallint check (holds in (0, 1)),
    reason     text not null,
    evidence   text not null,
    account_id text not null references accounts (id),
    found_at   text not null,
    version    integer not null,
    unique (charge_id, step, question, account_id)
);

create index findings_by_review on findings (review_id);

create table rulings (
    id               text primary key,
    review_id        text not null references reviews (id),
    kind             text not null,
    outcome          text not null,
    changes          text not null,
    reasons          text not null,
    dismissal_ground text not null,
    cause            text not null,
    state            text not null,
    digest           text not null,
    proposed_by      text not null references accounts (id),
    proposed_at      text not null,
    decided_by       text references accounts (id),
    decided_at       text,
    return_reason    text not null,
    document_id      text,
    version          integer not null
);

create index rulings_by_review on rulings (review_id);

create table documents (
    id                text primary key,
    kind              text not null,
    number            text not null unique,
    subject_kind      text not null,
    subject_id        text not null,
    issued_on         text not null,
    sha256            text not null,
    content_sha256    text not null,
    size              bigint not null,
    supersedes_id     text references documents (id),
    withdrawn_on      text,
    withdrawal_reason text not null,
    notified_on       text,
    notified_how      text not null,
    reached_on        text,
    is_demo           smallint not null check (is_demo in (0, 1)),
    version           integer not null
);

create index documents_by_subject on documents (subject_kind, subject_id);

create table attachments (
    id           text primary key,
    subject_kind text not null,
    subject_id   text not null,
    name         text not null,
    media_type   text not null,
    size         bigint not null,
    sha256       text not null,
    role         text not null,
    added_by     text not null references accounts (id),
    added_at     text not null
);

create index attachments_by_subject on attachments (subject_kind, subject_id);

create table drafts (
    id         text primary key,
    account_id text not null references accounts (id),
    form       text not null,
    subject    text not null,
    started_at text not null,
    saved_at   text not null
);

create index drafts_by_account on drafts (account_id);

create table draft_fields (
    draft_id text not null references drafts (id),
    name     text not null,
    value    text not null,
    sequence bigint not null,
    primary key (draft_id, name)
);

create table seen_marks (
    account_id text primary key references accounts (id),
    seq        bigint not null
);

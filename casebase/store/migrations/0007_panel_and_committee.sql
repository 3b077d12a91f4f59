-- The legal panel, the committee and its meetings, re-examinations. Lists of short texts stand as JSON.

alter table reviews add column received_on text;
alter table reviews add column first_review_id text references reviews (id);
alter table reviews add column stayed_on text;
alter table reviews add column stay_reason text not null default '';
create index reviews_by_first on reviews (first_review_id);

create table members (
    id             text primary key,
    account_id     text not null references accounts (id),
    body           text not null,
    begins_on      text not null,
    ends_on        text not null,
    is_chair       smallint not null check (is_chair in (0, 1)),
    recommended_by text not null,
    born_on        text,
    affiliation    text not null,
    specialities   text not null,
    yearly_limit   integer,
    fee_won        bigint,
    version        integer not null
);

create index members_by_account on members (account_id);
create index members_by_term on members (body, ends_on);

create table ties (
    id               text primary key,
    account_id       text not null references accounts (id),
    kind             text not null,
    name             text not null,
    begins_on        text,
    ends_on          text,
    note             text not null,
    declared_by      text not null references accounts (id),
    declared_at      text not null,
    agency_id        text references agencies (id),
    business_id      text references businesses (id),
    other_account_id text references accounts (id),
    version          integer not null
);

create index ties_by_account on ties (account_id);

create table absences (
    id         text primary key,
    account_id text not null references accounts (id),
    from_on    text not null,
    to_on      text not null,
    reason     text not null,
    version    integer not null
);

create index absences_by_account on absences (account_id);

create table advice_requests (
    id             text primary key,
    number         text not null unique,
    subject_kind   text not null,
    subject_id     text not null,
    title          text not null,
    field          text not null,
    parties        text not null,
    question       text not null,
    facts          text not null,
    file_ids       text not null,
    unasked        text not null,
    unasked_reason text not null,
    due_on         text not null,
    asked_by       text not null references accounts (id),
    asked_at       text not null,
    status         text not null,
    end_reason     text not null,
    is_demo        smallint not null check (is_demo in (0, 1)),
    search_text    text not null,
    version        integer not null
);

create index advice_by_day on advice_requests (asked_at, id);
create index advice_by_subject on advice_requests (subject_kind, subject_id);

create table advice_issues (
    id         text primary key,
    request_id text not null references advice_requests (id),
    position   integer not null,
    text       text not null,
    criterion  text not null,
    unique (request_id, position)
);

create table assignments (
    id           text primary key,
    request_id   text not null references advice_requests (id),
    account_id   text not null references accounts (id),
    status       text not null,
    due_on       text not null,
    offered_by   text not null references accounts (id),
    offered_at   text not null,
    doubts       text not null,
    responded_at text,
    ground       text not null,
    reason       text not null,
    reminded_on  text,
    answers      text not null,
    summary      text not null,
    answered_at  text,
    document_id  text references documents (id),
    version      integer not null
);

create index assignments_by_request on assignments (request_id, account_id);
create index assignments_by_account on assignments (account_id, status);

create table meetings (
    id                  text primary key,
    number              text not null unique,
    form                text not null,
    held_on             text not null,
    held_at             text not null,
    place               text not null,
    status              text not null,
    planned_by          text not null references accounts (id),
    called_on           text,
    short_notice_reason text not null,
    presiding_id        text references accounts (id),
    presiding_rule      text not null,
    opened_at           text,
    closed_at           text,
    proceedings         text not null,
    end_reason          text not null,
    document_id         text references documents (id),
    is_demo             smallint not null check (is_demo in (0, 1)),
    version             integer not null
);

create index meetings_by_day on meetings (held_on, number);

create table attendances (
    meeting_id text not null references meetings (id),
    account_id text not null references accounts (id),
    is_present smallint not null check (is_present in (0, 1)),
    marked_at  text not null,
    version    integer not null,
    primary key (meeting_id, account_id)
);

create table agenda_items (
    id          text primary key,
    meeting_id  text not null references meetings (id),
    position    integer not null,
    review_id   text not null references reviews (id),
    ruling_id   text not null references rulings (id),
    stage       text not null,
    digest      text not null,
    document_id text references documents (id),
    sent_at     text,
    hearing     text not null,
    discussion  text not null,
    motion      text not null,
    result      text not null,
    version     integer not null,
    unique (meeting_id, review_id)
);

create index agenda_by_review on agenda_items (review_id);

create table recusals (
    id         text primary key,
    item_id    text not null references agenda_items (id),
    account_id text not null references accounts (id),
    kind       text not null,
    ground     text not null,
    reason     text not null,
    state      text not null,
    raised_by  text not null references accounts (id),
    raised_at  text not null,
    decided_by text references accounts (id),
    decided_at text,
    version    integer not null
);

create index recusals_by_item on recusals (item_id);

create table ballots (
    id         text primary key,
    item_id    text not null references agenda_items (id),
    question   text not null,
    account_id text not null references accounts (id),
    choice     text not null,
    cast_at    text not null,
    unique (item_id, question, account_id)
);

create index ballots_by_account on ballots (account_id);

create table resolutions (
    id          text primary key,
    item_id     text not null unique references agenda_items (id),
    meeting_id  text not null references meetings (id),
    review_id   text not null references reviews (id),
    outcome     text not null,
    seats       integer not null,
    present     integer not null,
    yes         integer not null,
    no          integer not null,
    abstained   integer not null,
    voters      text not null,
    recused     text not null,
    resolved_by text not null references accounts (id),
    resolved_at text not null,
    ruling_id   text not null unique references rulings (id) deferrable initially deferred
);

create index resolutions_by_review on resolutions (review_id);

-- A resolution and the ruling that it issues come together: each key waits for the end of the transaction.
alter table rulings add column resolution_id text references resolutions (id) deferrable initially deferred;

create table resolved_findings (
    resolution_id text not null references resolutions (id),
    review_id     text not null references reviews (id),
    position      integer not null,
    charge_id     text not null references charges (id),
    step          text not null,
    question      text not null,
    holds         smallint check (holds in (0, 1)),
    reason        text not null,
    evidence      text not null,
    yes           integer not null,
    no            integer not null,
    abstained     integer not null,
    primary key (resolution_id, charge_id, step, question)
);

create index resolved_findings_by_review on resolved_findings (review_id);

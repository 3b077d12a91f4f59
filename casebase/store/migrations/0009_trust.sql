-- What an audit office is asked to show of itself: who read what, where people are signed in, a second factor, who
-- vouches for a person elsewhere, what the chain of events was each day, the revisions of a signed paper, backups, and
-- what was disposed of.

alter table accounts add column must_change_password smallint not null default 0;

alter table sessions add column address text not null default '';
alter table sessions add column device text not null default '';
alter table sessions add column used_at text not null default '';
alter table sessions add column lacks text not null default '';

create table second_factors (
    account_id   text primary key references accounts (id),
    secret       text not null,
    confirmed_at text not null,
    last_step    integer not null
);

create table identities (
    issuer     text not null,
    subject    text not null,
    account_id text not null references accounts (id),
    linked_at  text not null,
    primary key (issuer, subject)
);

create index identities_by_account on identities (account_id);

create table access_log (
    id           text primary key,
    happened_at  text not null,
    account_id   text not null,
    session_id   text not null,
    address      text not null,
    act          text not null,
    what         text not null,
    subject_kind text not null,
    subject_id   text not null,
    number       text not null,
    hour         text not null,
    unique (session_id, what, subject_kind, subject_id, hour)
);

create index access_log_by_number on access_log (number, happened_at);
create index access_log_by_account on access_log (account_id, happened_at);
create index access_log_by_time on access_log (happened_at);

create table anchors (
    day      text primary key,
    seq      integer not null,
    hash     text not null,
    taken_at text not null
);

alter table documents add column signed_by text not null default '';

create table document_revisions (
    id          text primary key,
    document_id text not null references documents (id),
    serial      integer not null,
    sha256      text not null,
    size        integer not null,
    signed_by   text not null,
    account_id  text not null references accounts (id),
    signed_at   text not null,
    unique (document_id, serial)
);

create index documents_by_superseded on documents (supersedes_id);
create index documents_by_content on documents (content_sha256);
create index documents_by_bytes on documents (sha256);
create index document_revisions_by_bytes on document_revisions (sha256);

create table backups (
    id         text primary key,
    file_name  text not null,
    sha256     text not null,
    size       bigint not null,
    seq        integer not null,
    hash       text not null,
    taken_at   text not null,
    removed_at text,
    failure    text not null default ''
);

create table disposals (
    id            text primary key,
    number        text not null unique,
    state         text not null,
    subject_kind  text not null,
    subject_id    text not null,
    subject_number text not null,
    retention     text not null,
    expired_on    text not null,
    reason        text not null,
    proposed_by   text not null references accounts (id),
    proposed_at   text not null,
    decided_by    text references accounts (id),
    decided_at    text,
    return_reason text not null default '',
    digests       text not null default '[]',
    document_id   text references documents (id),
    version       integer not null
);

create index disposals_by_subject on disposals (subject_kind, subject_id);

create table disposed_events (
    seq         integer primary key,
    disposal_id text not null references disposals (id)
);

create table retentions (
    subject_kind text not null,
    subject_id   text not null,
    grade        text not null,
    reason       text not null,
    set_by       text not null references accounts (id),
    set_at       text not null,
    version      integer not null,
    primary key (subject_kind, subject_id)
);

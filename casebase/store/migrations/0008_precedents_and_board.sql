-- Precedents with what was decided about their personal data, files of cases taken over, changes of statutes that the
-- office notes, reading lists, and the board. Redactions stand as JSON, without the text that was masked.

create table case_imports (
    id          text primary key,
    kind        text not null,
    file_name   text not null,
    sha256      text not null,
    count_rows  integer not null,
    count_taken integer not null,
    imported_by text not null,
    imported_at text not null
);

create table precedents (
    id                text primary key,
    number            text not null unique,
    kind              text not null,
    origin            text not null,
    source_key        text not null,
    title             text not null,
    agency            text not null,
    year              integer not null,
    field             text not null,
    facts             text not null,
    question          text not null,
    view_a            text not null,
    view_b            text not null,
    outcome           text not null,
    reasons           text not null,
    source            text not null,
    received_on       text,
    answered_on       text,
    state             text not null,
    published_by      text not null,
    published_on      text not null,
    redactions        text not null,
    withdrawn_by      text,
    withdrawn_on      text,
    withdrawal_reason text not null default '',
    import_id         text references case_imports (id),
    is_demo           smallint not null check (is_demo in (0, 1)),
    search_text       text not null,
    version           integer not null,
    unique (origin, source_key)
);

create index precedents_by_year on precedents (state, year, id);
create index precedents_by_import on precedents (import_id);

create table statute_changes (
    id           text primary key,
    statute      text not null,
    article      text not null,
    changed_on   text not null,
    what         text not null,
    source       text not null,
    entered_by   text not null references accounts (id),
    entered_at   text not null,
    cancelled_on text,
    version      integer not null
);

create index statute_changes_by_statute on statute_changes (statute, article);

create table reading_lists (
    id        text primary key,
    number    text not null unique,
    name      text not null,
    note      text not null,
    owner_id  text not null references accounts (id),
    is_shared smallint not null check (is_shared in (0, 1)),
    made_at   text not null,
    version   integer not null
);

create index reading_lists_by_owner on reading_lists (owner_id);

create table reading_items (
    list_id      text not null references reading_lists (id),
    precedent_id text not null references precedents (id),
    position     integer not null,
    note         text not null,
    primary key (list_id, precedent_id)
);

create table posts (
    id                text primary key,
    number            text not null unique,
    kind              text not null,
    title             text not null,
    text              text not null,
    precedent_id      text references precedents (id),
    posted_by         text not null references accounts (id),
    posted_on         text not null,
    posted_at         text not null,
    withdrawn_on      text,
    withdrawal_reason text not null default '',
    is_demo           smallint not null check (is_demo in (0, 1)),
    search_text       text not null,
    version           integer not null
);

create index posts_by_day on posts (posted_on, id);

create table comments (
    id             text primary key,
    post_id        text not null references posts (id),
    account_id     text not null references accounts (id),
    text           text not null,
    written_at     text not null,
    removed_by     text references accounts (id),
    removed_at     text,
    removal_reason text not null default '',
    version        integer not null
);

create index comments_by_post on comments (post_id, id);

-- Pre-audit consulting: the case from application to follow-up. The draft cases that visits opened are carried over.

create table opened_by_visits as select * from consultations;
drop table consultations;

create table consultations (
    id                 text primary key,
    number             text unique,
    channel            text not null,
    applicant_kind     text not null,
    agency_id          text references agencies (id),
    department         text not null,
    applicant_name     text not null,
    applicant_id       text references accounts (id),
    title              text not null,
    field              text not null,
    background         text not null,
    request            text not null,
    law                text not null,
    law_as_of          text,
    issues             text not null,
    view_a             text not null,
    view_b             text not null,
    opinion            text not null,
    self_review        text not null,
    checklist          text not null,
    status             text not null,
    opened_by          text not null references accounts (id),
    opened_at          text not null,
    filed_on           text,
    received_on        text,
    received_at        text,
    handler_id         text references accounts (id),
    eligibility        text,
    eligibility_reason text not null,
    screened_by        text references accounts (id),
    disclosure         text not null,
    disclosure_clauses text not null,
    visit_id           text references visits (id),
    matter_id          text unique references matters (id),
    follow_up_due_on   text,
    source             text not null,
    is_demo            smallint not null check (is_demo in (0, 1)),
    search_text        text not null,
    version            integer not null
);

-- The search text as korean.text.search_text makes it.
insert into consultations (
    id, number, channel, applicant_kind, agency_id, department, applicant_name, applicant_id, title, field, background,
    request, law, law_as_of, issues, view_a, view_b, opinion, self_review, checklist, status, opened_by, opened_at,
    filed_on, received_on, received_at, handler_id, eligibility, eligibility_reason, screened_by, disclosure,
    disclosure_clauses, visit_id, matter_id, follow_up_due_on, source, is_demo, search_text, version
)
select
    o.id, null, 'visit', 'agency', null, m.department, '', null, o.title, o.field, o.difficulty,
    '', o.law, null, '', '', '', '', '', '[]', o.status, o.opened_by, o.opened_at,
    null, null, null, null, null, '', null, 'partial',
    '["5"]', o.visit_id, o.matter_id, null, v.source, v.is_demo,
    lower(replace(replace(replace(replace(replace(replace(replace(replace(
        o.title || o.law, ' ', ''), '·', ''), 'ㆍ', ''), '.', ''), ',', ''), '(', ''), ')', ''), '-', '')),
    o.version
from opened_by_visits o
join matters m on m.id = o.matter_id
join visits v on v.id = o.visit_id;

drop table opened_by_visits;

-- With the status, by which drafts are left out, so that paging reads no rows but the page's own.
create index consultations_by_day on consultations (filed_on, id, status);
create index consultations_by_status on consultations (status, filed_on, id);
create index consultations_by_agency on consultations (agency_id, filed_on, id);
create index consultations_by_handler on consultations (handler_id, filed_on, id);
create index consultations_by_handler_status on consultations (handler_id, status, filed_on, id);
create index consultations_by_applicant on consultations (applicant_id, filed_on, id);
create index consultations_by_visit on consultations (visit_id);

create table consultation_owners (
    consultation_id text not null references consultations (id),
    account_id      text not null references accounts (id),
    position        integer not null,
    primary key (consultation_id, account_id)
);

create index consultation_owners_by_account on consultation_owners (account_id);

create table consultation_visits (
    consultation_id text not null references consultations (id),
    visit_id        text not null references visits (id),
    position        integer not null,
    primary key (consultation_id, visit_id)
);

create table consultation_siblings (
    consultation_id text not null references consultations (id),
    sibling_id      text not null references consultations (id),
    position        integer not null,
    primary key (consultation_id, sibling_id)
);

create index consultation_siblings_by_sibling on consultation_siblings (sibling_id);

create table screening_answers (
    id              text primary key,
    consultation_id text not null references consultations (id),
    question        text not null,
    holds           smallint check (holds in (0, 1)),
    reason          text not null,
    account_id      text not null references accounts (id),
    answered_at     text not null,
    unique (consultation_id, question, account_id)
);

create table suspensions (
    id              text primary key,
    consultation_id text not null references consultations (id),
    kind            text not null,
    begins_on       text not null,
    ends_on         text,
    due_on          text,
    asked_of        text not null,
    agency_id       text references agencies (id),
    question        text not null,
    ground          text not null,
    answer          text not null,
    entered_by      text not null references accounts (id),
    entered_at      text not null,
    ended_by        text references accounts (id),
    reminded_on     text,
    cancelled_on    text,
    cancel_reason   text not null,
    version         integer not null
);

create index suspensions_by_consultation on suspensions (consultation_id);
create index suspensions_open on suspensions (due_on) where ends_on is null and cancelled_on is null;
create index suspensions_by_agency on suspensions (agency_id) where agency_id is not null;

create table extensions (
    id              text primary key,
    consultation_id text not null references consultations (id),
    position        integer not null,
    days            integer not null,
    ground          text not null,
    reason          text not null,
    decided_on      text not null,
    decided_by      text not null references accounts (id),
    consented_on    text,
    notified_on     text,
    unique (consultation_id, position)
);

create table progress_notices (
    id              text primary key,
    consultation_id text not null references consultations (id),
    told_on         text not null,
    expected_on     text not null,
    text            text not null,
    told_by         text not null references accounts (id)
);

create index progress_notices_by_consultation on progress_notices (consultation_id);

create table messages (
    id              text primary key,
    consultation_id text not null references consultations (id),
    is_internal     smallint not null check (is_internal in (0, 1)),
    text            text not null,
    account_id      text not null references accounts (id),
    sent_at         text not null,
    file_ids        text not null
);

create index messages_by_consultation on messages (consultation_id);

create table opinions (
    id              text primary key,
    consultation_id text not null references consultations (id),
    kind            text not null,
    outcome         text not null,
    text            text not null,
    cause           text not null,
    state           text not null,
    digest          text not null,
    proposed_by     text not null references accounts (id),
    proposed_at     text not null,
    decided_by      text references accounts (id),
    decided_at      text,
    return_reason   text not null,
    document_id     text references documents (id),
    version         integer not null
);

create index opinions_by_consultation on opinions (consultation_id);

create table further_notices (
    id           text primary key,
    document_id  text not null references documents (id),
    recipient    text not null,
    notified_on  text not null,
    notified_how text not null,
    reached_on   text
);

create index further_notices_by_document on further_notices (document_id);

create table follow_ups (
    id              text primary key,
    consultation_id text not null references consultations (id),
    deed            text not null,
    done_on         text,
    text            text not null,
    reported_by     text not null references accounts (id),
    reported_on     text not null,
    state           text not null,
    file_ids        text not null,
    judged_by       text references accounts (id),
    judged_on       text,
    judgement       text not null,
    version         integer not null
);

create index follow_ups_by_consultation on follow_ups (consultation_id);

-- The prior opinion that a review relies on, where it is one of this office's own.
alter table reviews add column consultation_id text references consultations (id);

create index reviews_by_consultation on reviews (consultation_id);

-- What is counted or read from what was copied, and up to which event.

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
create table told_times as from consultation_times with no data;

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

-- An event that a disposal names loses its detail and nothing else; every other change is refused as before.

drop trigger events_no_update;

create trigger events_no_update before update on events
when new.detail <> '{}'
    or not exists (select 1 from disposed_events where seq = old.seq)
    or (
        new.seq, new.command_id, new.happened_at, new.account_id, new.act, new.subject_kind, new.subject_id,
        new.result, new.previous_hash, new.hash
    ) is not (
        old.seq, old.command_id, old.happened_at, old.account_id, old.act, old.subject_kind, old.subject_id,
        old.result, old.previous_hash, old.hash
    )
begin
    select raise(abort, 'events are append-only');
end;

-- Before bytes go it is asked what else names them.
create index attachments_by_bytes on attachments (sha256);

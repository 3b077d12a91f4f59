-- An event that a disposal names loses its detail and nothing else; every other change is refused as before.

drop trigger events_append_only on events;

create trigger events_append_only before delete or truncate on events
for each statement execute function refuse_change_of_events();

create function refuse_all_but_emptying() returns trigger language plpgsql as $$
begin
    if new.detail = '{}'
        and exists (select 1 from disposed_events where seq = old.seq)
        and (
            new.seq, new.command_id, new.happened_at, new.account_id, new.act, new.subject_kind, new.subject_id,
            new.result, new.previous_hash, new.hash
        ) is not distinct from (
            old.seq, old.command_id, old.happened_at, old.account_id, old.act, old.subject_kind, old.subject_id,
            old.result, old.previous_hash, old.hash
        )
    then
        return new;
    end if;
    raise exception 'events are append-only';
end
$$;

create trigger events_no_update before update on events
for each row execute function refuse_all_but_emptying();

-- Before bytes go it is asked what else names them.
create index attachments_by_bytes on attachments (sha256);

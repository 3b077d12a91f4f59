-- Events are never changed and never deleted.

create function refuse_change_of_events() returns trigger language plpgsql as $$
begin
    raise exception 'events are append-only';
end
$$;

create trigger events_append_only before update or delete or truncate on events
for each statement execute function refuse_change_of_events();

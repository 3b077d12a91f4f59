-- Anchors are never changed and never deleted.

create function refuse_change_of_anchors() returns trigger language plpgsql as $$
begin
    raise exception 'anchors are append-only';
end
$$;

create trigger anchors_append_only before update or delete or truncate on anchors
for each statement execute function refuse_change_of_anchors();

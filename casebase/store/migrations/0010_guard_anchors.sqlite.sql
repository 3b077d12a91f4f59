-- Anchors are never changed and never deleted.

create trigger anchors_no_update before update on anchors
begin
    select raise(abort, 'anchors are append-only');
end;

create trigger anchors_no_delete before delete on anchors
begin
    select raise(abort, 'anchors are append-only');
end;
